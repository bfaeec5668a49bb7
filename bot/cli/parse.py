"""``parse``: the entries of files, as JSON lines."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.complaints import Complaint, complain
from news import kinds
from news.entry import Listing


def parse_files(files: Sequence[Path], base: str) -> int:
    """Print the entries of each file, in order; return 1 if any could not be read."""
    code = 0
    for file in files:
        try:
            listing = _read(file, base)
        except Complaint as complaint:
            complain(f"{file}: {complaint}")
            code = 1
            continue
        if not listing.entries and not listing.nested:
            complain(f"{file}: it lists no entries")
        if not listing.is_whole:
            complain(f"{file}: it ends in the middle of an entry, which is left out")
        for line in _lines(listing):
            print(json.dumps({"file": str(file), **line}, ensure_ascii=False))
    return code


def _lines(listing: Listing) -> Iterator[dict[str, str | None]]:
    """Yield what is printed of each entry, then of the sitemaps that an index names."""
    for entry in listing.entries:
        yield {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "published": in_iso(entry.published),
        }
    for nested in listing.nested:
        yield {
            "id": nested.url,
            "url": nested.url,
            "title": None,
            "summary": "",
            "published": in_iso(nested.changed),
        }


def _read(file: Path, base: str) -> Listing:
    try:
        return kinds.parse(file.read_bytes(), base or file.resolve().as_uri(), None)
    except OSError as error:
        raise Complaint(error.strerror or error) from None
    except kinds.NotReadableError as error:
        raise Complaint(error) from None


def in_iso(moment: datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

"""feedparser, which reads nearly everything, slowly."""

from calendar import timegm
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from news.kinds.feed.raw import RawEntry, RawFeed
from news.kinds.xml import local_name, tree

# It means to swallow whatever a document does to it, and doesn't always.
_ITS_OWN_FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError),
    *(LookupError, RecursionError, TypeError, ValueError),
)


def read(document: bytes, url: str) -> RawFeed | None:
    """Return the feed in ``document`` (UTF-8), or None when it is none."""
    # Bytes in a file of their own: given a str, feedparser opens paths and fetches addresses.
    try:
        parsed = feedparser.parse(
            BytesIO(document),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
        )
    except _ITS_OWN_FAULTS:
        return None
    if not parsed.get("version") and not parsed.entries:
        return None
    info, ids = parsed.feed, _ids(document)
    if len(ids) != len(parsed.entries):
        ids = [[]] * len(parsed.entries)
    return RawFeed(
        title=info.get("title") or "",
        language=info.get("language") or "",
        entries=tuple(map(_entry, parsed.entries, ids)),
    )


def _ids(document: bytes) -> list[list[str]]:
    """Return the ids of each entry as they are written.

    feedparser takes them for addresses, which RFC 4287 (4.2.6) says they are not, and makes
    absolute ones of them.
    """
    root = tree(document)
    return [
        [(child.text or "").strip() for child in entry if local_name(child) in {"id", "guid"}]
        for entry in (root.iter("{*}item", "{*}entry") if root is not None else ())
    ]


def _entry(entry: Mapping[str, Any], ids: Sequence[str]) -> RawEntry:
    contents, own_id = entry.get("content") or (), entry.get("id") or ""
    return RawEntry(
        id=ids[-1] if ids and own_id and own_id not in ids else own_id,
        link=entry.get("link") or "",
        title=entry.get("title") or "",
        summary=entry.get("summary") or "",
        content=max((part.get("value") or "" for part in contents), key=len, default=""),
        published=_time(entry.get("published_parsed") or entry.get("updated_parsed")),
    )


def _time(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None

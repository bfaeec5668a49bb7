"""feedparser, which reads nearly everything, slowly."""

from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from news.kinds.feed.raw import RawEntry, RawFeed

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
    info = parsed.feed
    return RawFeed(
        title=info.get("title") or "",
        language=info.get("language") or "",
        entries=tuple(_entry(entry) for entry in parsed.entries),
    )


def _entry(entry: Mapping[str, Any]) -> RawEntry:
    contents = entry.get("content") or ()
    return RawEntry(
        id=entry.get("id") or "",
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

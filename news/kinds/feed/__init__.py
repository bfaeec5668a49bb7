"""RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed.

Of the XML the fast parser reads first, and the tolerant one when in doubt.
"""

from dataclasses import replace

from news.charset import xml_as_utf8
from news.entry import Listing
from news.kinds.feed import fast, json_feed, tolerant
from news.kinds.feed.document import without_captions, without_cut_entry
from news.kinds.feed.hints import hints_of
from news.kinds.feed.listing import listed
from news.kinds.feed.raw import RawFeed
from news.kinds.feed.written import redated
from news.kinds.guessing import seems
from news.kinds.kind import NotReadableError
from news.kinds.xml import repaired

__all__ = ["read_feed"]


def read_feed(
    body: bytes,
    url: str,
    content_type: str | None,
    selector: str | None = None,  # noqa: ARG001 - for kinds that are web pages
) -> Listing:
    """Read a feed; a ``news.kinds.kind.Kind``."""
    if json_feed.is_json(body):
        feed, found = json_feed.read(body, url, content_type)
        return replace(listed(feed, url), hints=found)
    given = repaired(without_captions(xml_as_utf8(body, content_type).lstrip()))
    document = without_cut_entry(given)
    feed = _read(document, url)
    return replace(
        listed(redated(feed, document, url), url),
        is_whole=document is given,
        hints=hints_of(document, url),
    )


def _read(document: bytes, url: str) -> RawFeed:
    quick = fast.read(document)
    if quick is not None and quick.entries and not quick.has_lost_letters:
        return quick
    thorough = tolerant.read(document, url)
    if quick is None or thorough is None:
        if feed := quick or thorough:
            return feed
        raise NotReadableError(_refusal(document))
    if len(thorough.entries) != len(quick.entries):
        return max(quick, thorough, key=lambda feed: len(feed.entries))
    return quick if thorough.has_lost_letters else thorough


def _refusal(document: bytes) -> str:
    return f"no feed: {seems(document, 'feed') or 'neither RSS nor Atom'}"

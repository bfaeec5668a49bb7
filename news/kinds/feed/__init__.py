"""RSS 0.9x, 1.0 and 2.0, and Atom: the fast parser first, the tolerant one when in doubt."""

from dataclasses import replace

from news.charset import xml_as_utf8
from news.entry import Listing
from news.kinds.feed import fast, tolerant
from news.kinds.feed.document import without_captions, without_cut_entry
from news.kinds.feed.listing import listed
from news.kinds.feed.raw import RawFeed
from news.kinds.kind import NotReadableError

__all__ = ["read_feed"]


def read_feed(
    body: bytes,
    url: str,
    content_type: str | None,
    selector: str | None = None,  # noqa: ARG001 - for kinds that are web pages
) -> Listing:
    """Read a feed; a ``news.kinds.kind.Kind``."""
    given = without_captions(xml_as_utf8(body, content_type))
    document = without_cut_entry(given)
    feed = fast.read(document)
    if feed is None or not feed.entries or feed.has_lost_letters:
        feed = _better(feed, tolerant.read(document, url))
    if feed is None:
        raise NotReadableError(_seems(document))
    return replace(listed(feed, url), is_whole=document is given)


def _better(quick: RawFeed | None, thorough: RawFeed | None) -> RawFeed | None:
    if quick is None or thorough is None:
        return quick or thorough
    if len(thorough.entries) != len(quick.entries):
        return max(quick, thorough, key=lambda feed: len(feed.entries))
    return quick if thorough.has_lost_letters else thorough


def _seems(document: bytes) -> str:
    head = document[:2000].lstrip().lower()
    if not head:
        return "no feed: the answer is empty"
    if b"<html" in head or head.startswith(b"<!doctype html"):
        return "no feed: this is a web page"
    if b"<urlset" in head or b"<sitemapindex" in head:
        return "no feed: this is a sitemap"
    if head.startswith((b"{", b"[")):
        return "no feed: this is JSON"
    return "no feed: neither RSS nor Atom"

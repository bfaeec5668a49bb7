"""Feeds that a web page declares (RSS Advisory Board's autodiscovery, RFC 8288, JSON Feed 1.1)."""

import re
from urllib.parse import urlsplit

from lxml import etree

from news.addresses import canonical
from news.discovery.facts import DeclaredFeed
from news.discovery.sections import is_of_section
from news.kinds.listing.page import Page

_RELATIONS = frozenset({"alternate", "feed", "service.feed"})
_FEED_TYPE = re.compile(r"\b(?:x[.-])?(?:rss|atom|rdf)\b|feed\+json", re.IGNORECASE)
_PERHAPS_TYPE = re.compile(r"^(?:text|application)/(?:xml|json|x-xml)\b|^$", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:rss\d?|feeds?|atom|rdf)(?:$|[/._-])|\.(?:rss|rdf|atom)$", re.IGNORECASE
)
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:feed|format|type|do|output|alt|view)=(?:rss|atom|rdf|feed)|^(?:rss|feed|atom)\b",
    re.IGNORECASE,
)
_NO_FEED = re.compile(
    r"wp-json|oembed|\.(?:css|js|png|jpe?g|svg|gif|ico|zip|apk|pdf)$|/(?:feedback|tags?)(?:/|$)",
    re.IGNORECASE,
)
# Pages that help with subscribing have the feed's address in their own.
_READERS = re.compile(
    r"(?:^|\.)(?:feedly|inoreader|netvibes|newsblur|bloglines|twitter|facebook|google)\.com$"
)
_COMMENTS = re.compile(
    r"comment|comentario|kommentar|комментар|пікір|(?:^|[/=-])replies(?:$|[/&-])", re.IGNORECASE
)
_MOST = 50


def declared(page: Page) -> tuple[DeclaredFeed, ...]:
    """Return the feeds that a page declares or links to, each once.

    Those of the page's own section come first, then what stands in its ``link`` elements, then
    what it merely links to, then the comments'.
    """
    found: dict[str, tuple[tuple[bool, bool, bool], DeclaredFeed]] = {}
    for element in page.root.iter("link", "a"):
        url = page.absolute(element.get("href") or "")
        if not url or not _is_feed(element, url) or len(found) == _MOST:
            continue
        title = " ".join((element.get("title") or "").split())
        said = f"{title} {urlsplit(url).path} {urlsplit(url).query}"
        is_comments = _COMMENTS.search(said) is not None
        rank = (is_comments, not is_of_section(url, page.address), element.tag == "a")
        known = found.get(canonical(url))
        if known is None or rank < known[0]:
            found[canonical(url)] = rank, DeclaredFeed(url, title, is_comments)
    return tuple(feed for _, feed in sorted(found.values(), key=lambda one: one[0]))


def _is_feed(element: etree._Element, url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if _NO_FEED.search(parts.path) or _READERS.search(host):
        return False
    looks_so = _looks_like_feed(parts.path, parts.query)
    written = (element.get("type") or "").strip()
    if element.tag == "a":
        return looks_so or _FEED_TYPE.search(written) is not None
    if not _RELATIONS.intersection((element.get("rel") or "").lower().split()):
        return False
    if _FEED_TYPE.search(written):
        return True
    return looks_so and _PERHAPS_TYPE.search(written) is not None


def _looks_like_feed(path: str, query: str) -> bool:
    return _FEED_PATH.search(path) is not None or _FEED_QUERY.search(query) is not None

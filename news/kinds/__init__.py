"""The kinds of source: one module each behind ``kind.Kind``, and the front door to all of them."""

from dataclasses import replace
from datetime import UTC, datetime

from news.dates import is_plausible
from news.entry import Entry, Listing
from news.kinds.guessing import likeliest
from news.kinds.kind import Kind, NotReadableError
from news.kinds.registry import Kinds
from news.kinds.unpacking import unpacked

KINDS = Kinds(
    feed="news.kinds.feed:read_feed",
    sitemap="news.kinds.sitemap:read_sitemap",
    listing="news.kinds.listing:read_listing",
    telegram="news.kinds.telegram.channel:read_channel",
)
"""By the name that ``sources.toml`` and the database use."""

__all__ = ["KINDS", "Kind", "NotReadableError", "parse"]


def parse(
    body: bytes,
    url: str,
    content_type: str | None,
    kind: str | None = None,
    selector: str | None = None,
    now: datetime | None = None,
) -> Listing:
    """Return what the document at ``url`` lists, whatever kind it is.

    Args:
        body: the document, as HTTP delivers it; a gzip file is unpacked.
        url: the address that answered, the base of relative links.
        content_type: the HTTP header, or None.
        kind: a key of ``KINDS``; None guesses it from the address and the content.
        selector: CSS selector of the links to articles, for kinds that are web pages.
        now: aware; an entry's date that is more than a day ahead of it is none. None asks the
            clock.

    Raises:
        NotReadableError: it is not of that kind, or of the likeliest one; says what it seems.
    """
    document = unpacked(body)
    read = KINDS[kind or likeliest(document, url, content_type)]
    listing = read(document, url, content_type, selector)
    return replace(listing, entries=_dated(listing.entries, now or datetime.now(UTC)))


def _dated(entries: tuple[Entry, ...], now: datetime) -> tuple[Entry, ...]:
    """Return the entries without dates at which nothing can have been published."""
    return tuple(
        entry
        if entry.published is None or is_plausible(entry.published, now)
        else replace(entry, published=None)
        for entry in entries
    )

"""Web pages that list articles: front pages, rubrics, blogs, "latest news"."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from news.addresses import canonical
from news.dates import zone_of
from news.entry import Entry, Listing
from news.kinds.kind import NotReadableError
from news.kinds.listing.choosing import chosen, is_front_page, without_strangers
from news.kinds.listing.details import published_of, teaser_of
from news.kinds.listing.groups import Group, grouped
from news.kinds.listing.links import links_of
from news.kinds.listing.page import Page, opened
from news.kinds.listing.prose import is_article
from news.kinds.listing.selecting import selected

__all__ = ["read_listing"]


def read_listing(
    body: bytes, url: str, content_type: str | None, selector: str | None = None
) -> Listing:
    """Read a page's list of articles; a ``news.kinds.kind.Kind``.

    Without a selector it is the largest group of links alike in structure that look like
    headlines and stand in the page's main part.
    """
    page = opened(body, url, content_type)
    home = _home(page.address)
    if selector:
        entries = _entries(page, [Group(selected(page, selector), home)])
    else:
        groups = chosen(grouped(links_of(page), home), page.address)
        is_front = is_front_page(page.address)
        if not groups or (not is_front and is_article(page.root, groups[0])):
            raise NotReadableError("a web page without a list of articles")
        entries = _entries(page, map(without_strangers, groups))
    return Listing(title=page.title, language=page.language, entries=tuple(entries))


def _entries(page: Page, groups: Iterable[Group]) -> Iterator[Entry]:
    """Yield an entry for each address, in the page's order."""
    found = [pair for group in groups for pair in zip(group.items, group.titles, strict=True)]
    zone = zone_of(page.address)
    known: set[str] = set()
    for item, title in sorted(found, key=lambda one: one[0].link.order):
        if item.link.key in known:
            continue
        known.add(item.link.key)
        yield Entry(
            id=item.link.url,
            url=item.link.url,
            title=title,
            summary=teaser_of(item, title),
            text="",
            published=published_of(item, zone),
        )


def _home(address: str) -> str:
    """Return the part of a host's name that its subdomains share; empty without one."""
    name = urlsplit(canonical(address)).hostname or ""
    return ".".join(name.split(".")[-2:])

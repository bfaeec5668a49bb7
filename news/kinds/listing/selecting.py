"""Links by a CSS selector that somebody chose for a page."""

from collections.abc import Iterator

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from news.addresses import canonical
from news.kinds.kind import NotReadableError
from news.kinds.listing.headline import headline
from news.kinds.listing.links import MOST_LINKS, Link, address, chain_of, is_in_heading
from news.kinds.listing.page import Page
from news.kinds.listing.places import Place

_LONGEST = 1000


def selected(page: Page, selector: str) -> list[Link]:
    """Return the links that ``selector`` matches, or that stand in or around what it matches.

    Raises:
        NotReadableError: it is no CSS selector, or matches no link of the page.
    """
    links: list[Link] = []
    for element in _matched(page.root, selector):
        url = address(page, element)
        if not url:
            continue
        chain = chain_of(element)
        link = Link(
            chain=chain,
            url=url,
            key=canonical(url),
            text=headline(element),
            path=0,
            tail=(),
            place=Place.MAIN,
            is_heading=is_in_heading(chain),
            is_in_prose=False,
            order=len(links),
        )
        links.append(link)
        if len(links) == MOST_LINKS:
            break
    if not links:
        raise NotReadableError(f"no link on the page matches the selector {_short(selector)}")
    return links


def _matched(root: etree._Element, selector: str) -> Iterator[etree._Element]:
    try:
        path = HTMLTranslator().css_to_xpath(selector[:_LONGEST])
        found = root.xpath(path)
    except (SelectorError, etree.XPathError, ValueError, RecursionError):
        raise NotReadableError(f"{_short(selector)} is no CSS selector") from None
    seen: set[etree._Element] = set()
    for element in found if isinstance(found, list) else ():
        link = _link_at(element) if etree.iselement(element) else None
        if link is not None and link not in seen:
            seen.add(link)
            yield link


def _link_at(element: etree._Element) -> etree._Element | None:
    """Return the element if it is a link, else the first link in it, else the one around it."""
    for one in element.iter("a"):
        if one.get("href"):
            return one
    return next((one for one in element.iterancestors("a") if one.get("href")), None)


def _short(selector: str) -> str:
    return repr(" ".join(selector.split())[:80])

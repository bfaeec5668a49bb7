"""What an item says besides its headline: a teaser, a date, a picture."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo

from lxml import etree

from news.dates import read_date
from news.kinds.listing.headline import (
    HEADINGS,
    TITLE_NAMES,
    headline,
    is_telling,
    stand_in,
    text_of,
)
from news.kinds.listing.items import Item
from news.kinds.listing.links import Link

_LOOKS_DATED = re.compile(
    r"(?<!\d)(?:\d{1,2}[:.]\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?<!\d)\d{1,2}\s+[^\W\d]{3,10}(?:\s+\d|\W*$)|[^\W\d]{3,9}\s+\d{1,2},"
    r"|\b(?:ago|today|yesterday|назад|сегодня|вчера|бұрын|бүгін|кеше)\b",
    re.IGNORECASE,
)
_LONGEST_DATE = 60
_SHORTEST_TEASER = 40
_SHORTEST_TITLE, _LONGEST_TITLE = 15, 200
_LONGEST_TEASER = 1000
_TEASER_TAGS = frozenset({"p", "div", "span", "td", "dd", "blockquote", "section"})
_BOXES = HEADINGS | _TEASER_TAGS - {"span"}
_MOSTLY = 0.5


def title_of(item: Item, *, own: bool) -> str:
    """Return an item's headline; the text of its link only if ``own``."""
    link = item.link
    if own and link.text:
        return link.text
    for element in item.elements():
        is_named = TITLE_NAMES.search(element.get("class") or "") and len(element) <= 1
        if not (element.tag in HEADINGS or is_named) or _leads_elsewhere(element, link):
            continue
        if is_telling(text := text_of(element)):
            return text
    for element in item.elements():
        if element.tag == "a" and element.get("href") == link.element.get("href"):
            text = headline(element)
            if is_telling(text) and text != link.text:
                return text
    return (
        stand_in(link.element)
        or _first_line(item)
        or next((text for one in item.elements() if one.tag == "a" and (text := stand_in(one))), "")
    )


def _first_line(item: Item) -> str:
    """Return the first words of an item that are no link, if they could be a headline."""
    for element in item.elements():
        if element.tag == "a" or (element.text or "").strip() == "":
            continue
        text = text_of(element)
        return text if _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE else ""
    return ""


def _leads_elsewhere(element: etree._Element, link: Link) -> bool:
    """Tell whether an element is a link, or holds one, to another place than ``link``."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(one.get("href") not in {None, link.element.get("href")} for one in links)


def teaser_of(item: Item, title: str) -> str:
    """Return the first running text of an item that is not its headline; may be empty."""
    for element in item.elements():
        if element.tag not in _TEASER_TAGS or _is_container(element):
            continue
        text = _without_more(text_of(element, _LONGEST_TEASER), element, item.link)
        if len(text) < _SHORTEST_TEASER or text in title or title in text[: len(title) + 10]:
            continue
        return text
    return ""


def _without_more(text: str, element: etree._Element, link: Link) -> str:
    """Return a teaser without the "read more" at its end, a link to the article itself."""
    last = element[-1] if len(element) else None
    if last is None or last.tag != "a" or (last.tail or "").strip():
        return text
    href = (last.get("href") or "").partition("#")[0]
    if href != (link.element.get("href") or "").partition("#")[0]:
        return text
    return text.removesuffix(text_of(last)).rstrip()


def is_dated(item: Item) -> bool:
    """Tell whether something like a date or a time stands in an item."""
    return any(element.tag == "time" for element in item.elements()) or any(_dates(item))


def published_of(item: Item, zone: tzinfo) -> datetime | None:
    """Return when an item's article was published, in UTC, as far as it says.

    Args:
        item: of a list.
        zone: of dates that name none.
    """
    for element in item.elements():
        for name in ("datetime", "content"):
            is_for_programs = element.tag == "time" or element.get("itemprop") == "datePublished"
            written = (element.get(name) or "") if is_for_programs else ""
            if written and (moment := read_date(written, zone=zone)):
                return moment
    for text in _dates(item):
        if moment := read_date(text, zone=zone):
            return moment
    return None


def _dates(item: Item) -> Iterator[str]:
    """Yield the short texts of an item in which there may be a date, without its headline."""
    for element in item.elements():
        is_headline = element.tag in HEADINGS or TITLE_NAMES.search(element.get("class") or "")
        own = "" if is_headline or element is item.link.element else element.text
        for text in (own, element.tail):
            line = (text or "").strip()
            if line and len(line) < _LONGEST_DATE and _LOOKS_DATED.search(line):
                yield line


def _is_container(element: etree._Element) -> bool:
    """Tell whether an element holds boxes, or links instead of a text."""
    if any(child.tag in _BOXES for child in element):
        return True
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked > _MOSTLY * len(text_of(element, _LONGEST_TEASER))

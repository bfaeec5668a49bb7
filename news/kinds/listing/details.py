"""What an item says besides its headline: a teaser, a date, a picture."""

import re
from datetime import UTC, datetime

from lxml import etree

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
)
_LONGEST_DATE = 60
_SHORTEST_TEASER = 40
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
    return stand_in(link.element) or next(
        (text for one in item.elements() if one.tag == "a" and (text := stand_in(one))), ""
    )


def _leads_elsewhere(element: etree._Element, link: Link) -> bool:
    """Tell whether an element is a link, or holds one, to another place than ``link``."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(one.get("href") not in {None, link.element.get("href")} for one in links)


def teaser_of(item: Item, title: str) -> str:
    """Return the first running text of an item that is not its headline; may be empty."""
    for element in item.elements():
        if element.tag not in _TEASER_TAGS or _is_container(element):
            continue
        text = text_of(element, _LONGEST_TEASER)
        if len(text) < _SHORTEST_TEASER or text in title or title in text[: len(title) + 10]:
            continue
        return text
    return ""


def is_dated(item: Item) -> bool:
    """Tell whether something like a date or a time stands in an item."""
    for element in item.elements():
        if element.tag == "time":
            return True
        for text in ("" if element is item.link.element else element.text, element.tail):
            line = (text or "").strip()
            if line and len(line) < _LONGEST_DATE and _LOOKS_DATED.search(line):
                return True
    return False


def published_of(item: Item) -> datetime | None:
    """Return when an item's article was published, in UTC, as far as it says."""
    for element in item.elements():
        if element.tag == "time" and (moment := _machine_date(element.get("datetime") or "")):
            return moment
    return None


def _is_container(element: etree._Element) -> bool:
    """Tell whether an element holds boxes, or links instead of a text."""
    if any(child.tag in _BOXES for child in element):
        return True
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked > _MOSTLY * len(text_of(element, _LONGEST_TEASER))


def _machine_date(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None

"""What a link says: the headline in it, without the time, the rubric and the teaser beside it."""

import re
from itertools import islice

from lxml import etree

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LONGEST = 500

TITLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:title|headline|heading|caption)(?:$|[\s_-])", re.IGNORECASE
)
_TIME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:time|date|datetime|views?|counter)(?:$|[\s_-])", re.IGNORECASE
)
_CLOCK = re.compile(
    r"^(?:\d{1,2}[.:]\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?:\s*[,|·—–-]\s*|\s+)(?=\D)"
)
_NO_WORDS = re.compile(r"[\W\d_]*")
_INLINE = frozenset(
    {"b", "i", "em", "strong", "span", "u", "sup", "sub", "font", "mark", "small", "s", "abbr", "q"}
)
_MOST_NODES = 200
_FEW_CHARACTERS = 20
_FEW_WORDS = 3
_DEEPEST = 12


def text_of(element: etree._Element, most: int = LONGEST) -> str:
    """Return the element's text as one line, cut after some ``most`` characters."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece)
        if length > 4 * most:  # so much is whitespace in some pages
            break
    return " ".join("".join(pieces).split())[:most]


def headline(link: etree._Element) -> str:
    """Return the headline in a link; empty when it holds a picture or a number only."""
    inner = list(islice(link.iterdescendants(), _MOST_NODES))
    for element in inner:
        if element.tag in HEADINGS and (text := text_of(element)):
            return text
    for element in inner:
        if TITLE_NAMES.search(element.get("class") or "") and (text := text_of(element)):
            return text
    return _completed(_without_clock(_best(_parts(link, 0))), link)


def stand_in(link: etree._Element) -> str:
    """Return what a link without a text of its own is called: title, aria-label, alt."""
    for name in ("title", "aria-label"):
        if text := " ".join((link.get(name) or "").split()):
            return text[:LONGEST]
    for picture in link.iter("img"):
        if text := " ".join((picture.get("alt") or "").split()):
            return text[:LONGEST]
    return ""


def is_telling(text: str) -> bool:
    """Tell whether there is a word in the text."""
    return _NO_WORDS.fullmatch(text) is None


def _parts(element: etree._Element, depth: int) -> list[str]:
    """Return the texts that stand in boxes of their own; words set off inside a text are none."""
    if _is_time(element):
        return []
    children = list(element)
    own = [element.text, *(child.tail for child in children)]
    if children and depth < _DEEPEST and not any(text and text.strip() for text in own):
        return [part for child in children for part in _parts(child, depth + 1)]
    pieces = [element.text or ""]
    for child in children:
        pieces += ["" if _is_time(child) else _spaced(child), child.tail or ""]
    line = " ".join("".join(pieces).split())[:LONGEST]
    return [line] if line else []


def _is_time(element: etree._Element) -> bool:
    return element.tag == "time" or _TIME_NAMES.search(element.get("class") or "") is not None


def _spaced(element: etree._Element) -> str:
    pieces = islice(element.itertext(), _MOST_NODES)
    text = "".join(str(piece) for piece in pieces)
    return text if element.tag in _INLINE else f" {text} "


def _best(parts: list[str]) -> str:
    telling = [part for part in parts if is_telling(part)]
    for part in telling:
        if len(part) >= _FEW_CHARACTERS or len(part.split()) >= _FEW_WORDS:
            return part
    return max(telling, key=len, default="")


def _without_clock(text: str) -> str:
    return _CLOCK.sub("", text, count=1)


def _completed(text: str, link: etree._Element) -> str:
    """Return the whole headline, where the link shows its beginning and has it in ``title``."""
    shown = text.rstrip(".…").rstrip()
    whole = " ".join((link.get("title") or "").split())
    if shown != text and len(whole) > len(shown) and whole.startswith(shown):
        return whole[:LONGEST]
    return text

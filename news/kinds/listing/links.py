"""A page's links, each with the path of labels that it shares with others of its kind."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from news.addresses import canonical
from news.kinds.listing.headline import HEADINGS, headline
from news.kinds.listing.labels import labels
from news.kinds.listing.page import Page
from news.kinds.listing.places import Place, Places

MOST_LINKS = 5000
_DEEPEST = 200
_TAIL = 4
_HEADLINE_LENGTH = 20
_FEW_WORDS = 4
_WORDS_OF_SENTENCE = 3
_SENTENCE = 100
_WORD = re.compile(r"[^\W\d_]+")
_SKIPPED = frozenset({"head", "select", "button"})


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One link of a page.

    Attributes:
        chain: its elements from the page's root to the link itself.
        url: absolute, without a fragment.
        key: the one spelling of the address.
        text: the headline in it; may be empty.
        path: number of its path of labels; links alike in structure share it.
        tail: the last labels of that path.
        place: where it stands.
        is_heading: whether it stands in a heading, or one stands in it.
        is_in_prose: whether it stands in the middle of a sentence.
        order: its rank in the page.
    """

    chain: tuple[etree._Element, ...]
    url: str
    key: str
    text: str
    path: int
    tail: tuple[str, ...]
    place: Place
    is_heading: bool
    is_in_prose: bool
    order: int

    @property
    def element(self) -> etree._Element:
        """The ``a`` itself."""
        return self.chain[-1]


def links_of(page: Page) -> list[Link]:
    """Return the links that lead to other pages, in the page's order, ``MOST_LINKS`` at most."""
    texts = _texts(page.root)
    weights: Counter[etree._Element] = Counter()
    for element, text in texts.items():
        if len(text) > _HEADLINE_LENGTH or len(text.split()) >= _FEW_WORDS:
            weights[element] += len(text)
            for ancestor in element.iterancestors():
                weights[ancestor] += len(text)
    places = Places(page.root, weights)
    own = canonical(page.address)
    links: list[Link] = []
    spellings: dict[str, tuple[str, str]] = {}  # most addresses occur several times
    for visit in _walk(page.root, places):
        if visit.element not in texts:
            continue
        href = visit.element.get("href") or ""
        if href not in spellings:
            url = address(page, visit.element)
            spellings[href] = url, canonical(url)
        url, key = spellings[href]
        if url and key != own:
            links.append(_link(visit, url, key, texts[visit.element], len(links)))
    return links


def address(page: Page, element: etree._Element) -> str:
    """Return where an ``a`` leads, without a place inside that page; empty for no page."""
    href = element.get("href") or ""
    if href.startswith("#"):
        return ""
    url, _, fragment = page.absolute(href).partition("#")
    return f"{url}#{fragment}" if fragment.startswith("!") else url


def chain_of(element: etree._Element) -> tuple[etree._Element, ...]:
    """Return the elements from the root to this one."""
    return (*reversed(list(element.iterancestors())), element)


def is_in_heading(chain: tuple[etree._Element, ...]) -> bool:
    """Tell whether a link stands in a heading, or a heading in it."""
    return any(one.tag in HEADINGS for one in chain[-4:]) or any(
        True for _ in chain[-1].iter(*HEADINGS)
    )


def _is_in_prose(element: etree._Element) -> bool:
    before = element.getprevious()
    parent = element.getparent()
    if before is not None:
        text = "" if before.tag == "br" else before.tail or ""
    else:
        text = (parent.text or "") if parent is not None else ""
    return len(_WORD.findall(text[-_SENTENCE:])) >= _WORDS_OF_SENTENCE


def _texts(root: etree._Element) -> dict[etree._Element, str]:
    texts: dict[etree._Element, str] = {}
    for element in root.iter("a"):
        if element.get("href"):
            texts[element] = headline(element)
        if len(texts) == MOST_LINKS:
            break
    return texts


@dataclass(frozen=True, slots=True, eq=False)
class _Visit:
    element: etree._Element
    path: int
    tail: tuple[str, ...]
    place: Place
    depth: int


def _walk(root: etree._Element, places: Places) -> Iterator[_Visit]:
    """Visit every element in the page's order."""
    numbers: dict[tuple[int, str], int] = {}
    waiting = [_Visit(root, 0, (), Place.PLAIN, 0)]
    while waiting:
        visit = waiting.pop()
        yield visit
        if visit.depth == _DEEPEST:
            continue
        children = [child for child in visit.element if child.tag not in _SKIPPED]
        for child, label in reversed(list(zip(children, labels(children), strict=True))):
            path = numbers.setdefault((visit.path, label), len(numbers) + 1)
            place = places.of(child, visit.place)
            waiting.append(
                _Visit(child, path, (*visit.tail[-_TAIL:], label), place, visit.depth + 1)
            )


def _link(visit: _Visit, url: str, key: str, text: str, order: int) -> Link:
    chain = chain_of(visit.element)
    return Link(
        chain=chain,
        url=url,
        key=key,
        text=text,
        path=visit.path,
        tail=visit.tail,
        place=visit.place,
        is_heading=is_in_heading(chain),
        is_in_prose=_is_in_prose(visit.element),
        order=order,
    )

"""Names for elements that are alike: the tag, and the class that siblings share."""

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

_NUMBERS = re.compile(r"\d+")
_MOST_NAMES = 12
_FEWEST_ALIKE = 3
_ITEMS = frozenset({"li", "tr", "td", "article", "section", "p", "dd", "dt", "a"})
_ORDER_NAMES = frozenset(
    {"odd", "even", "first", "last", "active", "current", "clearfix", "alt", "new", "row"}
)


def labels(siblings: Sequence[etree._Element]) -> list[str]:
    """Return a label for each of the children of one element; those alike share one.

    Classes that number items, or tell odd from even ones, count for nothing; of the others the
    one that most siblings have is taken.
    """
    names = [_names(element) for element in siblings]
    shared = Counter(
        (element.tag, name)
        for element, own in zip(siblings, names, strict=True)
        for name in {*own, *map(_unnumbered, own)}
    )
    count = Counter(element.tag for element in siblings)
    uniform = _uniform(siblings, count)
    return [
        str(element.tag)
        if element.tag in uniform
        else _label(str(element.tag), own, shared, count[element.tag])
        for element, own in zip(siblings, names, strict=True)
    ]


def _label(tag: str, names: list[str], shared: Counter[tuple[str, str]], count: int) -> str:
    best = max(names, key=lambda name: shared[tag, name], default="")
    if shared[tag, best] <= 1:  # then it may be numbered
        best = max(map(_unnumbered, names), key=lambda name: shared[tag, name], default="")
    if not best or (shared[tag, best] == 1 and tag in _ITEMS and count >= _FEWEST_ALIKE):
        return tag
    return f"{tag}.{best}"


def _uniform(siblings: Sequence[etree._Element], count: Counter[str]) -> set[str]:
    """Return the tags whose elements, three or more, are all made alike, whatever their class."""
    shapes: dict[str, set[tuple[str, ...]]] = {}
    for element in siblings:
        if count[element.tag] >= _FEWEST_ALIKE:
            shape = tuple(str(child.tag) for child in element)
            shapes.setdefault(str(element.tag), set()).add(shape)
    return {tag for tag, found in shapes.items() if len(found) == 1 and len(next(iter(found))) > 1}


def _names(element: etree._Element) -> list[str]:
    names = (element.get("class") or "").split()[:_MOST_NAMES]
    return [name for name in names if _unnumbered(name).lower() not in {"", *_ORDER_NAMES}]


def _unnumbered(name: str) -> str:
    return _NUMBERS.sub("", name)

"""What stands around a link of a list: the part of the page that is about that one article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from news.kinds.listing.links import Link

_MOST_ELEMENTS = 150


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One article's part of a page.

    Attributes:
        link: the one that made it known.
        roots: elements that hold it, siblings in the page's order.
    """

    link: Link
    roots: tuple[etree._Element, ...]

    def elements(self) -> Iterator[etree._Element]:
        """Yield its elements in the page's order, ``_MOST_ELEMENTS`` at most."""
        count = 0
        for root in self.roots:
            for element in root.iter(etree.Element):
                yield element
                count += 1
                if count == _MOST_ELEMENTS:
                    return


def items_of(links: Sequence[Link]) -> list[Item]:
    """Return the item of each link, for links of a list in the page's order.

    An item is the largest element that holds its link and no other one; where the items are not
    wrapped, as in ``h3, p, h3, p``, what stands between belongs to the link before it, or, if
    nothing follows the last one, to the link after it.
    """
    if len(links) == 1:
        return [Item(links[0], (_alone(links[0]),))]
    shared = [_shared(one.chain, two.chain) for one, two in pairwise(links)]
    depths = [max(sides) for sides in zip([0, *shared], [*shared, 0], strict=True)]
    roots = [
        link.chain[min(depth, len(link.chain) - 1)]
        for link, depth in zip(links, depths, strict=True)
    ]
    taken = set(roots)
    leads = _follow_their_text(roots, taken)
    return [
        Item(link, _widened(root, taken, leads=leads))
        for link, root in zip(links, roots, strict=True)
    ]


def _alone(link: Link) -> etree._Element:
    """Return the nearest box around the only link of its sort."""
    for element in reversed(link.chain[:-1]):
        if element.tag in {"article", "li", "div", "section", "td", "tr"}:
            return element
    return link.element


def _shared(one: tuple[etree._Element, ...], two: tuple[etree._Element, ...]) -> int:
    """Return how many elements of two chains are the same."""
    for depth, (left, right) in enumerate(zip(one, two, strict=False)):
        if left is not right:
            return depth
    return min(len(one), len(two))


def _follow_their_text(roots: Sequence[etree._Element], taken: set[etree._Element]) -> bool:
    """Tell whether in a list without wrapping the date or the picture comes before the headline."""
    before = roots[0].getprevious()
    return roots[-1].getnext() is None and before is not None and before not in taken


def _widened(
    root: etree._Element, taken: set[etree._Element], *, leads: bool
) -> tuple[etree._Element, ...]:
    if leads:
        before: list[etree._Element] = []
        for sibling in root.itersiblings(preceding=True):
            if sibling in taken or len(before) == _MOST_SIBLINGS:
                break
            before.append(sibling)
        return (*reversed(before), root)
    after: list[etree._Element] = []
    for sibling in root.itersiblings():
        if sibling in taken or len(after) == _MOST_SIBLINGS:
            break
        if sibling.tag == root.tag and sibling.get("class") == root.get("class"):
            break
        after.append(sibling)
    return (root, *after)


_MOST_SIBLINGS = 6

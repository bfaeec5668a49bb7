"""Which of a page's groups of links is its list of articles, and which others belong to it."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml import etree

from news.kinds.listing import details
from news.kinds.listing.groups import Group
from news.kinds.listing.links import Link
from news.kinds.listing.places import Place
from news.kinds.listing.splitting import blocks
from news.kinds.listing.worth import shape, worth

_FEWEST = 3
_LOOKED_AT_CLOSELY = 12
_HEADLINE = 15
_LONG_HEADLINE = 25
_FEWEST_POINTS = 15.0
_MOSTLY = 0.5
_NEARLY_ALL = 0.7
_FEW = 0.3
_MOST_LEADS = 3
_NEAR = 4
_TAIL = 2
_FRONT = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|main|default)\.\w+)?", re.IGNORECASE
)


def chosen(groups: Sequence[Group], address: str) -> list[Group]:
    """Return the groups that make up the page's list, the main one first; none if it has none.

    Args:
        groups: all of the page's.
        address: of the page. A front page's list is all of its blocks of headlines.
    """
    candidates = [group for group in groups if len(group.links) >= _FEWEST]
    is_front = is_front_page(address)
    close = sorted(candidates, key=lambda group: group.rough, reverse=True)[:_LOOKED_AT_CLOSELY]
    best = max(filter(_is_list, close), key=lambda group: group.score, default=None)
    if best is None:
        return []
    if not is_front:
        best = best.without(_undated_blocks(best))
    inside = {root for item in best.items for root in item.roots}
    others = [
        group
        for group in groups
        if group is not best
        and _fits(group, best, most=Place.SIDE if is_front else Place.PLAIN)
        and not any(inside.intersection(link.chain) for link in group.links)
    ]
    taken = [best]
    taken += [group for group in others if _is_rest(group, best) or (is_front and _is_block(group))]
    known = {link.key for group in taken for link in group.links}
    return taken + [
        group
        for group in others
        if group not in taken
        and _is_lead(group, best)
        and not known.intersection(link.key for link in group.links)
    ]


def _is_list(group: Group) -> bool:
    if group.place is Place.AROUND or group.score < _FEWEST_POINTS or group.worth == 0:
        return False
    if group.in_prose > _MOSTLY:
        return False
    lengths = sorted(len(title) for title in group.titles)
    is_long = lengths[len(lengths) // 2] >= _HEADLINE
    return is_long or max(group.headings, group.dated, group.told) >= _MOSTLY


def _fits(group: Group, best: Group, most: Place) -> bool:
    """Tell whether a group could be a part of the same list."""
    if group.place > max(best.place, most) or not group.has_own_titles:
        return False
    return group.worth >= _MOSTLY * best.worth and group.typical_length >= _HEADLINE


def _undated_blocks(group: Group) -> set[Link]:
    """Return the links of blocks without any date, where those of all others are dated."""
    dated = dict(zip(group.links, map(details.is_dated, group.items), strict=True))
    parts = blocks(group.links)
    without = [part for part in parts if not any(dated[link] for link in part)]
    with_dates = [link for part in parts if part not in without for link in part]
    if 2 * len(with_dates) < len(group.links) or not all(dated[link] for link in with_dates):
        return set()
    return {link for part in without if len(part) > 1 for link in part}


def _is_rest(group: Group, best: Group) -> bool:
    """Tell whether it is the same list once more: alike, in another column or block."""
    return (
        _same_tail(group, best)
        and group.typical_length >= _MOSTLY * best.typical_length
        and _same_shape(group, best) >= _MOSTLY
    )


def _same_tail(group: Group, best: Group) -> bool:
    """Tell whether links stand in the same boxes; without classes more of them must be the same."""
    if any("." in label for label in best.tail[-_TAIL:]):
        return group.tail[-_TAIL:] == best.tail[-_TAIL:]
    return group.tail == best.tail


def _is_block(group: Group) -> bool:
    """Tell whether it is one of a front page's blocks of headlines."""
    return group.typical_length >= _LONG_HEADLINE or (
        group.headings >= _MOSTLY and group.typical_length >= _HEADLINE
    )


def _is_lead(group: Group, best: Group) -> bool:
    """Tell whether it is the story, or the few, with which the list opens."""
    if len(group.links) > max(_MOST_LEADS, len(best.links) // 3):
        return False
    if group.links[0].order > best.links[-1].order or group.worth < _NEARLY_ALL * best.worth:
        return False
    is_prominent = group.headings >= _MOSTLY or group.typical_length >= _LONG_HEADLINE
    return is_prominent and _same_shape(group, best) >= _MOSTLY and _is_near(group, best)


def _is_near(group: Group, best: Group) -> bool:
    """Tell whether they stand in one column: few steps up from the list is what holds both."""
    column = _common(best)
    for _ in range(_NEAR):
        parent = column.getparent()
        if parent is None or parent.tag in {"body", "html"}:
            return False
        column = parent
        if all(column in link.chain for link in group.links):
            return True
    return False


def _common(group: Group) -> etree._Element:
    first, last = group.links[0].chain, group.links[-1].chain
    shared = [one for one, two in zip(first, last, strict=False) if one is two]
    return shared[-1]


def _same_shape(group: Group, best: Group) -> float:
    shapes = {shape(link.url) for link in best.links}
    return sum(shape(link.url) in shapes for link in group.links) / len(group.links)


def is_front_page(address: str) -> bool:
    """Tell whether an address is that of a site, or of its edition in one language."""
    parts = urlsplit(address)
    return not parts.query and _FRONT.fullmatch(parts.path) is not None


def without_strangers(group: Group) -> Group:
    """Return a group without links to rubrics or authors, where most of its links are to none."""
    poor = {link for link in group.links if worth(link.url) == 0}
    return group.without(poor) if len(poor) <= _FEW * len(group.links) else group

"""Parting what shares a path of labels by chance: a menu and a list in tables without classes."""

from collections.abc import Sequence
from statistics import fmean, median

from news.kinds.listing.links import Link
from news.kinds.listing.worth import worth

_DEEPEST = 6
_MOSTLY = 0.5
_MENU_WORD = 15
_POOR = 0.2


def split(links: Sequence[Link], depth: int = 0) -> list[list[Link]]:
    """Return links that share a path as one or two lists: those of menus, and the others.

    Only whole blocks of a page are parted from each other, never the links of one block.
    """
    parts = blocks(links)
    if len({link.key for link in links}) <= len(parts) or depth == _DEEPEST:
        return [list(links)]
    if sum(len({link.key for link in block}) == 1 for block in parts) > _MOSTLY * len(parts):
        return [list(links)]
    menus: list[Link] = []
    others: list[Link] = []
    for block in parts:
        for part in split(block, depth + 1):
            (menus if _is_menu(part) else others).extend(part)
    return [part for part in (others, menus) if part]


def blocks(links: Sequence[Link]) -> list[list[Link]]:
    """Return the links by the child of their nearest common element in which they stand."""
    first, last = links[0].chain, links[-1].chain
    depth = sum(1 for one, two in zip(first, last, strict=False) if one is two)
    parts: list[list[Link]] = []
    for link in links:
        if parts and _at(parts[-1][-1], depth) is _at(link, depth):
            parts[-1].append(link)
        else:
            parts.append([link])
    return parts


def _at(link: Link, depth: int) -> object:
    return link.chain[min(depth, len(link.chain) - 1)]


def _is_menu(links: Sequence[Link]) -> bool:
    if any(link.is_heading for link in links):
        return False
    return (
        median(len(link.text) for link in links) < _MENU_WORD
        or fmean(worth(link.url) for link in links) < _POOR
    )

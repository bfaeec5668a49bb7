"""Links alike in structure, and how much they look like a page's list of articles."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from statistics import fmean, median

from news.kinds.listing import details
from news.kinds.listing.headline import is_telling, text_of
from news.kinds.listing.items import Item, items_of
from news.kinds.listing.links import Link
from news.kinds.listing.places import Place
from news.kinds.listing.splitting import split
from news.kinds.listing.worth import worth

_COUNTED = 90  # characters of a headline that count
_SHORT, _SHORTISH, _LONG = 15, 25, 160
_REPEATED = 2
_MOSTLY = 0.5
_LOOKED_AT = 12  # items of a group that are looked at closely
_TEASER = 40
_FACTOR_OF_PLACE = {
    Place.MAIN: 1.25,
    Place.PLAIN: 1.0,
    Place.SIDE: 0.8,
    Place.BESIDE: 0.04,
    Place.AROUND: 0.02,
}


class Group:
    """Links that share a path of labels and a place, one for each address.

    Args:
        links: in the page's order; of several with one address the one that says most stays.
        inside: tells whether an address belongs to the page's own site.
    """

    def __init__(self, links: Iterable[Link], home: str) -> None:
        self.links = _one_each(links)
        self._home = home
        said = Counter(link.text.lower() for link in self.links)
        self.has_own_titles = _MOSTLY * len(self.links) < sum(
            is_telling(link.text) and said[link.text.lower()] <= _REPEATED for link in self.links
        )

    def without(self, links: Collection[Link]) -> "Group":
        """Return the group without some of its links."""
        left = [link for link in self.links if link not in links]
        return Group(left, self._home) if len(left) < len(self.links) else self

    @property
    def place(self) -> Place:
        """Where its links stand."""
        return self.links[0].place

    @property
    def tail(self) -> tuple[str, ...]:
        """The last labels of its links' path."""
        return self.links[0].tail

    @cached_property
    def items(self) -> list[Item]:
        """The item of each link."""
        return items_of(self.links)

    @cached_property
    def titles(self) -> list[str]:
        """The headline of each item."""
        return [details.title_of(item, own=self.has_own_titles) for item in self.items]

    @cached_property
    def typical_length(self) -> float:
        """The median length of its links' texts, in characters."""
        return median(len(link.text) for link in self.links)

    @cached_property
    def headings(self) -> float:
        """The share of links that are headings."""
        return fmean(link.is_heading for link in self.links)

    @cached_property
    def in_prose(self) -> float:
        """The share of links that stand in sentences."""
        return fmean(link.is_in_prose for link in self.links)

    @cached_property
    def worth(self) -> float:
        """How much its addresses look like articles', from 0 to 1."""
        return fmean(worth(link.url) for link in self.links)

    @cached_property
    def rough(self) -> float:
        """How much it looks like the list, by its links alone."""
        if not self.has_own_titles:
            mass = 10.0
        else:
            mass = fmean(min(len(link.text), _COUNTED) for link in self.links)
        at_home = fmean(self._home in link.url for link in self.links)
        rough: float = (
            mass
            * len(self.links) ** 0.7
            * (1 + 0.8 * self.headings)
            * (0.1 + 0.9 * self.worth)
            * (1 - 0.9 * self.in_prose)
            * (0.5 + 0.5 * at_home)
            * _FACTOR_OF_PLACE[self.place]
        )
        return rough

    @cached_property
    def score(self) -> float:
        """How much it looks like the list, by what stands around its links, too."""
        looked_at = self.items[:_LOOKED_AT]
        titles = self.titles[:_LOOKED_AT]
        length = median(len(title) for title in titles)
        rough = self.rough
        if not self.has_own_titles:
            rough *= 0.8 * fmean(min(len(title), _COUNTED) for title in titles) / 10
            rough *= len({*titles}) / len(titles)
        pictured = fmean(_has_picture(item) for item in looked_at)
        return (
            rough
            * (1 + 0.8 * self.dated)
            * (1 + 0.9 * self.told)
            * (1 + 0.2 * pictured)
            * _factor_of_length(length, self.headings)
        )

    @cached_property
    def told(self) -> float:
        """The share of items with a text besides the headline."""
        return fmean(_has_text(item) for item in self.items[:_LOOKED_AT])

    @cached_property
    def dated(self) -> float:
        """The share of items with a date."""
        return fmean(details.is_dated(item) for item in self.items[:_LOOKED_AT])


def grouped(links: Sequence[Link], home: str) -> list[Group]:
    """Return the links in groups, in the page's order."""
    alike: dict[tuple[int, Place], list[Link]] = defaultdict(list)
    for link in links:
        alike[link.path, link.place].append(link)
    return [Group(part, home) for some in alike.values() for part in split(some)]


def _one_each(links: Iterable[Link]) -> list[Link]:
    best: dict[str, Link] = {}
    for link in links:
        known = best.setdefault(link.key, link)
        if not is_telling(known.text) and is_telling(link.text):
            best[link.key] = link
    return sorted(best.values(), key=lambda link: link.order)


def _has_picture(item: Item) -> bool:
    return any(element.tag in {"img", "picture"} for element in item.elements())


def _has_text(item: Item) -> bool:
    """Tell whether an item says something besides its links."""
    said = sum(len(text_of(root, 1000)) for root in item.roots)
    linked = sum(len(text_of(one)) for one in item.elements() if one.tag == "a")
    return said - linked >= _TEASER


def _factor_of_length(length: float, headings: float) -> float:
    if length < _SHORT:
        return 0.6 if headings >= _MOSTLY else 0.3
    if length < _SHORTISH:
        return 0.75
    return 1.0 if length <= _LONG else 0.6

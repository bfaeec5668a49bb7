"""Telling an article with others listed below it from a page that lists articles."""

from collections import Counter

from lxml import etree

from news.kinds.listing.groups import Group
from news.kinds.listing.headline import text_of

_ARTICLE = 1000  # characters in the paragraphs of one parent
_LONGEST_PARAGRAPH = 2000
_MOSTLY = 0.5


def is_article(root: etree._Element, group: Group) -> bool:
    """Tell whether a text of its own, longer than the list's, stands before most of the list."""
    inside = {element for item in group.items for element in item.roots}
    told: Counter[etree._Element] = Counter()
    before: Counter[etree._Element] = Counter()
    first = group.links[0].element
    is_before = True
    for element in root.iter("p", "a"):
        if element.tag == "a":
            is_before = is_before and element is not first
            continue
        parent = element.getparent()
        if parent is None or element in inside or inside.intersection(element.iterancestors()):
            continue
        length = len(text_of(element, _LONGEST_PARAGRAPH))
        told[parent] += length
        before[parent] += length if is_before else 0
    if not told:
        return False
    body, length = told.most_common(1)[0]
    is_inside = sum(body in link.chain for link in group.links) > _MOSTLY * len(group.links)
    listed = sum(map(len, group.titles))
    return length >= max(_ARTICLE, listed) and (is_inside or before[body] > _MOSTLY * length)

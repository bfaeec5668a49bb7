"""Where on a page a link stands: in its main column, beside it, or in menus around it."""

import re
from collections.abc import Mapping
from enum import IntEnum

from lxml import etree

from news.kinds.listing.headline import HEADINGS, text_of


class Place(IntEnum):
    """A part of a page, from what it is for to what surrounds it."""

    MAIN = 0
    PLAIN = 1
    SIDE = 2
    BESIDE = 3
    AROUND = 4


_AROUND_TAGS = frozenset({"nav", "footer", "menu", "dialog", "select", "form"})
_AROUND_ROLES = frozenset(
    {"navigation", "contentinfo", "menu", "menubar", "search", "banner", "dialog", "tablist"}
)
_AROUND_NAMES = frozenset(
    {
        *("nav", "navbar", "navigation", "menu", "submenu", "topmenu", "mainmenu", "menubar"),
        *("footer", "breadcrumb", "breadcrumbs", "pagination", "pager", "pagenav", "paginator"),
        *("masthead", "topbar", "toolbar", "login", "signin", "cookie", "cookies", "copyright"),
        *("social", "socials", "share", "sharing", "langs", "languages", "tagcloud", "hidden"),
    }
)
_BESIDE_NAMES = frozenset(
    {
        *("sidebar", "aside", "popular", "related", "trending", "trends", "similar", "recommended"),
        *("recommend", "recommendations", "mostread", "comments", "banner", "banners", "advert"),
        *("advertisement", "ads", "promo", "sponsored", "partners", "partner", "ticker"),
        *("bestsellers", "rating", "disqus", "outbrain", "taboola", "rightbar", "leftbar"),
    }
)
_BESIDE_WHOLE = frozenset(
    {
        *("widget", "secondary", "most-read", "most_read", "most-viewed", "most-popular"),
        *("read-also", "read-more", "see-also", "tag-cloud", "top-read", "side", "side-bar"),
        *("side-column", "side-col", "sidecol", "side_bar", "left-bar", "right-bar"),
    }
)
# They show once more, in short, what the list below them has.
_MOVING_NAMES = frozenset(
    {"slider", "slides", "flexslider", "carousel", "swiper", "slick", "owl", "marquee", "breaking"}
)
_SIDE_WHOLE = re.compile(
    r"(?:l-|b-|col(?:umn)?[-_]?)?(?:right|left)(?:[-_]?(?:col(?:umn)?|side|block|panel|part|content))?"
)
_MAIN_NAMES = frozenset({"main", "content", "primary", "maincontent"})
# Blog software writes an article's rubrics and tags into the classes of its block.
_WRITTEN_BY_ARTICLES = ("category-", "tag-", "post-", "type-", "status-", "format-", "page-")
_MOST_NAMES = 12
_ITEM_TAGS = frozenset({"article", "li", "tr", "a", "h1", "h2", "h3", "h4", "p", "html", "body"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

_OTHERS = re.compile(
    r"\W*(?:(?:the\s+)?most\s+(?:read|popular|viewed|commented|shared)|(?:most\s+)?popular(?:\s+\w+)?"
    r"|trending(?:\s+\w+)?|related(?:\s+\w+)?|recommended(?:\s+\w+)*|you\s+(?:may|might)\s+also\s+like"
    r"|(?:read|see|watch)\s+also|also\s+read|editors?\W?s?\s+(?:choice|picks?)|(?:recent|last)\s+comments"
    r"|(?:recent|latest)\s+(?:posts|comments)|sponsored(?:\s+\w+)?|partners?(?:\s+\w+)?|tags|archives?"
    r"|(?:самое\s+)?(?:популярн|читаем|обсуждаем|просматриваем|комментируем)\w+(?:\s+\w+){0,3}"
    r"|(?:читайте|смотрите)\s+(?:также|ещ[её])|похожие\s+\w+|рекоменд\w+(?:\s+\w+)?|сейчас\s+читают"
    r"|(?:материалы\s+)?по\s+теме|(?:наш\w*\s+)?партн[её]р\w*|новости\s+партн[её]ров|выбор\s+редакции"
    r"|последние\s+комментарии|свежие\s+(?:комментарии|записи)|топ(?:\W+\d+)?(?:\s+\w+){0,2}"
    r"|в\s+тренде|тренды|архивы?|метки|теги"
    r"|(?:ең\s+)?(?:көп\s+)?(?:оқыл|қарал|талқылан)\w+(?:\s+\w+){0,2}|танымал(?:\s+\w+)?|ұқсас\s+\w+"
    r"|тағы\s+оқы\w+|оқи\s+отырыңыз\w*|ұсынамыз|трендте|серіктестер\w*)\W*",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60
_HEADING_NAMES = re.compile(
    r"(?:^|[\s_-])(?:title|heading|caption|header|head)(?:$|[\s_-])", re.IGNORECASE
)
_HIGHEST_CLIMB = 3
# What holds nearly all headlines of a page is no box beside them, whatever it calls itself.
_NEARLY_ALL = 0.85


class Places:
    """Tells what parts of a page are.

    Args:
        root: of the page.
        weights: of elements, how many characters of headlines they hold; 0 where missing.
    """

    def __init__(self, root: etree._Element, weights: Mapping[etree._Element, int]) -> None:
        self._weights = weights
        self._most = _NEARLY_ALL * weights.get(root, 0)
        self._boxes = self._boxes_of_others(root)

    def of(self, element: etree._Element, outer: Place) -> Place:
        """Return the place of an element that stands in an ``outer`` one."""
        named = self._named(element)
        if named is None or (named > Place.PLAIN and self._holds_nearly_all(element)):
            return outer
        if named is Place.MAIN:
            return named if outer is Place.PLAIN else outer
        return max(named, outer)

    def _named(self, element: etree._Element) -> Place | None:
        tag, role = str(element.tag), (element.get("role") or "").lower()
        if tag == "main" or role == "main":
            return Place.MAIN
        if tag in _AROUND_TAGS or role in _AROUND_ROLES or element.get("hidden") is not None:
            return Place.AROUND
        if tag == "header" and not _is_in_item(element):
            return Place.AROUND
        if tag == "aside" or role == "complementary" or element in self._boxes:
            return Place.BESIDE
        return None if tag in _ITEM_TAGS else _by_names(element)

    def _holds_nearly_all(self, element: etree._Element) -> bool:
        return 0 < self._most <= self._weights.get(element, 0)

    def _boxes_of_others(self, root: etree._Element) -> set[etree._Element]:
        """Return what stands under headings such as "most read"."""
        boxes: set[etree._Element] = set()
        for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6", "div", "span", "p", "a"):
            if not self._may_be_heading(element):
                continue
            text = text_of(element, _LONGEST_HEADING + 1)
            if text and len(text) <= _LONGEST_HEADING and _OTHERS.fullmatch(text):
                boxes.update(self._under(element))
        return boxes

    def _may_be_heading(self, element: etree._Element) -> bool:
        if self._weights.get(element, 0) > _LONGEST_HEADING or len(element) > _HIGHEST_CLIMB:
            return False
        return element.tag in HEADINGS or bool(
            _HEADING_NAMES.search(element.get("class") or "") or len(element) == 0
        )

    def _under(self, heading: etree._Element) -> list[etree._Element]:
        node = heading
        for _ in range(_HIGHEST_CLIMB):
            under = []
            for sibling in node.itersiblings():
                if _is_next_heading(sibling, node, is_box=node is not heading):
                    break
                under.append(sibling)
            if any(self._weights.get(one, 0) for one in under):
                return under
            parent = node.getparent()
            if parent is None or self._weights.get(parent, 0):
                break
            node = parent
        return []


def _is_next_heading(sibling: etree._Element, node: etree._Element, *, is_box: bool) -> bool:
    if sibling.tag != node.tag:
        return False
    if node.tag in HEADINGS:
        return True
    alike = sibling.get("class") == node.get("class")
    return alike and (is_box or (len(sibling) == 0 and bool((sibling.text or "").strip())))


def _by_names(element: etree._Element) -> Place | None:
    found: Place | None = None
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split()[:_MOST_NAMES]:
        lowered = name.lower()
        if lowered.startswith(_WRITTEN_BY_ARTICLES):
            continue
        words = {word.lower() for word in _WORDS.findall(name)} | {lowered}
        if words & _AROUND_NAMES:
            return Place.AROUND
        if words & _BESIDE_NAMES or lowered in _BESIDE_WHOLE:
            found = Place.BESIDE
        elif found is None and (words & _MOVING_NAMES or _SIDE_WHOLE.fullmatch(lowered)):
            found = Place.SIDE
        elif found is None and lowered in _MAIN_NAMES:
            found = Place.MAIN
    return found


def _is_in_item(element: etree._Element) -> bool:
    return any(one.tag in {"article", "main", "li"} for one in element.iterancestors())

"""Taking away what surrounds an article before anybody looks for the article.

Only what is surely something else goes: navigation, footers, boxes that name themselves
"related", and lists and blocks in which nearly all text leads elsewhere.
"""

import re

from lxml.html import HtmlElement

_NEVER_TEXT = ("nav", "aside", "footer", "menu", "dialog", "template", "button", "select")
_NEVER_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "search", "banner", "menu", "menubar", "dialog"}
)

# Names that sites give to boxes beside an article: as whole words of a class or id.
_BOX_NAMES = re.compile(
    r"(?:^|[\s_-])(?:"
    r"related|recommend(?:ed|ation|ations)?|read-?(?:more|also|next)|see-?also|more-?(?:news|stories|on)"
    r"|also-?read|popular|trending|most-?(?:read|viewed|popular)|latest(?:-?news)?|last-?news"
    r"|news-?(?:feed|line|list|lenta)|lenta|newsticker|ticker|sidebar|side-?bar|aside|breadcrumbs?"
    r"|share|sharing|social|socials|newsletter|subscribe|subscription|promo|advert|advertisement"
    r"|banner|cookie|comments?|disqus|tags?-?(?:list|cloud)|similar|teasers?|outbrain|taboola"
    r"|chitat-?takzhe|po-?teme|pohozhie|menu|navbar|topbar|masthead"
    r")(?:$|[\s_-])",
    re.IGNORECASE,
)

# Headings and lead-ins that open a list of other articles, in our languages.
_OTHERS_HEADING = re.compile(
    r"^\W*(?:"
    r"(?:read|see|watch)\s+(?:also|more|next|this)|also\s+(?:read|on)|related(?:\s+\w+)?"
    r"|more\s+(?:news|stories|from|on|in)\b.*|latest(?:\s+\w+)?|most\s+(?:read|popular|viewed)"
    r"|recommended(?:\s+\w+)*|you\s+(?:may|might)\s+also\s+like|trending(?:\s+\w+)?|don.t\s+miss"
    r"|(?:читайте|смотрите|читать)\s+(?:также|ещ[её]|далее|по\s+теме)|по\s+теме|похожие\s+\w+"
    r"|материалы\s+по\s+теме|другие\s+(?:новости|материалы)|(?:последние|главные|свежие)\s+новости"
    r"|лента(?:\s+новостей)?|новости\s+(?:дня|по\s+теме|партн[её]ров)|популярное|самое\s+читаемое"
    r"|рекомендуем\w*|ещ[её]\s+(?:новости|по\s+теме)|сейчас\s+читают|вам\s+может\s+быть\s+интересно"
    r"|(?:соңғы|басты|өзге|басқа)\s+жаңалықтар|тағы\s+оқыңыз(?:дар)?|(?:осы\s+)?тақырып(?:қа)?\s+\w+"
    r"|ұқсас\s+\w+|оқи\s+отырыңыз(?:дар)?|оқыңыз(?:дар)?|жаңалықтар(?:\s+лентасы)?|ең\s+көп\s+оқылған"
    r")\W*$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60
_MOST_PARTS_OF_HEADING = 3
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "header"})
_LISTS = ("ul", "ol", "table", "section", "div", "dl")

# A box may hold teasers of this length; more text than an article's beginning is no box.
_TEASER = 120
_ARTICLE = 800

# Blocks whose links hold this share of the text are not prose, if they have several links.
_LINK_SHARE = 0.7
_FEWEST_LINKS = 3
_LONGEST_LINK_BLOCK = 3000
_LONGEST_PROMO = 240
_FEWEST_WORDS = 3


def prune(root: HtmlElement) -> None:
    """Remove what is surely no part of the article from the tree, in place."""
    for element in list(root.iter(*_NEVER_TEXT)):
        _remove(element)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and _is_attached(element, root):
            _remove_box(element)
    for element in list(root.iter(*_LISTS)):
        if _is_attached(element, root) and _is_link_dense(element):
            _remove(element)
    for paragraph in list(root.iter("p")):
        if _is_promo(paragraph):
            _remove(paragraph)


def _remove_box(element: HtmlElement) -> None:
    if _is_named_box(element) or (element.tag == "form" and _holds_little(element)):
        _remove(element)
    elif _opens_others(element):
        _remove_others(element)


def _is_attached(element: HtmlElement, root: HtmlElement) -> bool:
    return element is root or element.getparent() is not None


def _is_named_box(element: HtmlElement) -> bool:
    if element.tag in {"html", "body", "main", "article"}:
        return False
    if (element.get("role") or "").lower() in _NEVER_ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 1 and _BOX_NAMES.search(names) is not None and _holds_little(element)


def _holds_little(element: HtmlElement) -> bool:
    """Tell a box from a wrapper around everything, as which some servers use a form."""
    return element.find(".//h1") is None and not _prose(element)


def _prose(element: HtmlElement) -> bool:
    unlinked = 0
    for paragraph in element.iter("p"):
        text = paragraph.text_content()
        linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
        unlinked += max(0, len(text) - linked - _TEASER)
    return unlinked > _ARTICLE


def _opens_others(element: HtmlElement) -> bool:
    if element.tag not in _HEADINGS:
        return False
    text = (
        " ".join(element.text_content().split()) if len(element) <= _MOST_PARTS_OF_HEADING else ""
    )
    return 0 < len(text) <= _LONGEST_HEADING and _OTHERS_HEADING.match(text) is not None


def _remove_others(heading: HtmlElement) -> None:
    following = heading.getnext()
    while following is not None and _is_linked_block(following):
        beyond = following.getnext()
        _remove(following)
        following = beyond
    _remove(heading)


def _is_linked_block(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True
    text, linked, _ = _measured(element)
    return text == 0 or (linked > 0 and linked >= 0.5 * text)


def _is_link_dense(element: HtmlElement) -> bool:
    text, linked, links = _measured(element)
    return links >= _FEWEST_LINKS and text < _LONGEST_LINK_BLOCK and linked >= _LINK_SHARE * text


def _is_promo(paragraph: HtmlElement) -> bool:
    """Tell the headline of another article, put between paragraphs, with or without a lead-in."""
    links = [link.text_content().strip() for link in paragraph.iter("a")]
    text = paragraph.text_content().strip()
    if len(links) != 1 or not links[0] or len(text) >= _LONGEST_PROMO:
        return False
    lead_in, _, after = text.partition(links[0])
    if after.strip(' .»”"') or len(links[0].split()) < _FEWEST_WORDS:
        return False
    return not lead_in.strip(' «“"') or _OTHERS_HEADING.match(lead_in) is not None


def _measured(element: HtmlElement) -> tuple[int, int, int]:
    """Return letters, letters in links, and links that have text."""
    text = len("".join(element.text_content().split()))
    lengths = [len("".join(link.text_content().split())) for link in element.iter("a")]
    return text, sum(lengths), sum(length > 0 for length in lengths)


def _remove(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()

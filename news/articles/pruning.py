"""Taking away what surrounds an article before anybody looks for the article.

Only what is surely something else goes: navigation, footers, boxes that name themselves
"related", readers' comments, lists and cards in which nearly all text leads elsewhere. Nothing
that holds half of the page's prose, or its main heading, is a box, whatever it is called.
"""

from lxml.etree import strip_elements
from lxml.html import HtmlElement

from news.articles.boxes import (
    heads_comments,
    heads_others,
    is_box_name,
    is_comments_name,
)
from news.articles.outline import Block, Outline

_NEVER_TEXT = (
    *("nav", "aside", "footer", "menu", "dialog", "template", "button", "select", "script"),
    *("style", "noscript", "iframe", "svg", "object", "canvas", "textarea"),
)
_NEVER_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "search", "banner", "menu", "menubar", "dialog"}
)
_WHOLE = frozenset({"html", "head", "body", "main", "article"})
_LINES = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "header"})
_LISTS = frozenset({"ul", "ol", "table", "tr", "section", "div", "dl"})
_PROMOS = frozenset({"p", "div", "li", "blockquote", "h2", "h3", "h4", "h5", "h6"})

_LONGEST_LINE = 60
_BOX_PROSE = 800
_ARTICLE_PROSE = 100
_CARD_PARAGRAPH = 250
_CARD_TEXT = 500
_FEWEST_CARDS = 2

# Blocks whose links hold this share of the text are not prose, if they have several links.
_LINK_SHARE = 0.7
_FEWEST_LINKS = 3
_LONGEST_LINK_BLOCK = 3000
_LONGEST_PROMO = 240
_FEWEST_WORDS = 3


def prune(root: HtmlElement) -> None:
    """Remove what is surely no part of the article from the tree, in place."""
    strip_elements(root, *_NEVER_TEXT, with_tail=False)
    outline = Outline(root)
    before = 0
    for block in outline.blocks:
        if block.is_gone:
            continue
        before += block.own
        if _is_box(outline, block, before):
            outline.remove(block)
        elif block.element.tag in _LINES and 0 < block.text <= _LONGEST_LINE:
            _remove_headed(outline, block, before)
    for leads_elsewhere in (_is_list, _is_promo):  # cards are whole only with their headlines
        for block in reversed(outline.blocks):
            if block.is_gone or block.has_h1 or outline.is_most(block):
                continue
            if leads_elsewhere(block):
                outline.remove(block)
    outline.apply()


def _is_box(outline: Outline, block: Block, before: int) -> bool:
    element = block.element
    if element.tag == "article" and block.titles and before >= _ARTICLE_PROSE:
        return not block.has_h1  # the next one, as sites add it for those who scroll on
    if element.tag in _WHOLE or block.has_h1:
        return False
    if (element.get("itemprop") or "") == "comment":
        return True
    names = [name for name in (element.get("class"), element.get("id")) if name]
    if before >= _ARTICLE_PROSE and any(is_comments_name(name) for name in names):
        return True
    if outline.is_most(block):
        return False
    if (element.get("role") or "").lower() in _NEVER_ROLES:
        return True
    if block.prose > _BOX_PROSE:
        return False
    return element.tag == "form" or any(is_box_name(name) for name in names)


def _remove_headed(outline: Outline, line: Block, before: int) -> None:
    """Remove a heading that opens something else, with what follows under it."""
    text = " ".join(line.element.text_content().split())
    if heads_comments(text) and before >= _ARTICLE_PROSE:
        under = [block for block in outline.following(line) if not block.has_h1]
    elif heads_others(text):
        under = []
        for block in outline.following(line):
            if not _is_linked(block):
                break
            under.append(block)
    else:
        return
    for block in (*under, line):
        outline.remove(block)


def _is_linked(block: Block) -> bool:
    return 2 * block.linked >= block.text or _is_card(block, fewest=1)


def _is_list(block: Block) -> bool:
    return block.element.tag in _LISTS and (_is_link_dense(block) or _is_card(block, _FEWEST_CARDS))


def _is_link_dense(block: Block) -> bool:
    return (
        block.links >= _FEWEST_LINKS
        and block.text < _LONGEST_LINK_BLOCK
        and block.linked >= _LINK_SHARE * block.text
    )


def _is_card(block: Block, fewest: int) -> bool:
    """Tell teasers: headlines that are links, with hardly more than a line of text to each."""
    return (
        block.titles >= fewest
        and block.longest <= _CARD_PARAGRAPH
        and block.text <= _CARD_TEXT * block.titles
    )


def _is_promo(block: Block) -> bool:
    """Tell the headline of another article, put between paragraphs, with or without a lead-in."""
    if block.element.tag not in _PROMOS or block.links != 1 or block.text >= _LONGEST_PROMO:
        return False
    text = block.element.text_content().strip()
    texts = (link.text_content().strip() for link in block.element.iter("a"))
    link = next((one for one in texts if one), "")
    lead_in, _, after = text.partition(link)
    if not link or after.strip(' .»”"') or len(link.split()) < _FEWEST_WORDS:
        return False
    return not lead_in.strip(' «“"') or heads_others(lead_in.strip())

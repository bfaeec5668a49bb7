"""Taking away what surrounds an article before anybody looks for the article.

Only what is surely something else goes: navigation, footers, boxes that name themselves
"related", readers' comments, lists and cards in which nearly all text leads elsewhere. Nothing
that holds half of the page's prose, or its main heading, is a box, whatever it is called.
"""

from collections.abc import Callable, Sequence
from typing import cast

from lxml.etree import XPath, strip_elements
from lxml.html import HtmlElement

from news.articles.boxes import (
    heads_comments,
    heads_others,
    is_box_name,
    is_comments_name,
    is_headline,
    is_lead_in,
    is_list_name,
    may_head_a_part,
)
from news.articles.comments import unnamed_comments
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
_LED_IN = frozenset({"p", "div", "span", "strong", "b", "em", "i", "blockquote", "h4", "h5", "h6"})
_LED_LISTS = frozenset({"ul", "ol"})
_LISTS = frozenset({"ul", "ol", "table", "tr", "td", "section", "div", "dl"})
_TABLES = frozenset({"table", "tbody", "tr", "td", "th"})
_PROMOS = frozenset({"p", "div", "li", "blockquote", "h2", "h3", "h4", "h5", "h6"})

_LONGEST_LINE = 60
_BOX_PROSE = 800
_ARTICLE_PROSE = 100
_SOME_PROSE = 40
_SHORT_PARAGRAPH = 250
_MOST_COMMENTS = 200  # without a block around them; pages full of headings take no longer so
_CARD_TEXT = 500
_FEWEST_CARDS = 2
_MANY_CARDS = 4  # they may have more to tell than a short article

# Blocks whose links hold this share of the text are not prose, if they have several links.
_LINK_SHARE = 0.7
_FEWEST_LINKS = 3
_LONGEST_LINK_BLOCK = 3000
_LONGEST_PROMO = 240
_MOST_PROMOS = 5
_FEWEST_WORDS = 3
_SIGNS = " .,:;|/«»“”\"'—–-•·"

_unlinked = cast(
    "Callable[[HtmlElement], list[str]]",
    XPath(".//text()[not(ancestor::a)]", smart_strings=False),
)


def prune(root: HtmlElement) -> None:
    """Remove what is surely no part of the article from the tree, in place."""
    strip_elements(root, *_NEVER_TEXT, with_tail=False)
    outline = Outline(root)
    # What is certain goes first: it is measured against the rest of the page what may be a box.
    _remove_all(outline, _is_cards)
    _remove_boxes(outline)
    _remove_unnamed_comments(outline)
    _remove_all(outline, _is_link_dense)
    _remove_all(outline, _is_promo)
    outline.apply()
    _open_layout_tables(outline)


def _remove_all(outline: Outline, leads_elsewhere: Callable[[Block], bool]) -> None:
    """Remove the innermost blocks first, so that what is around them is judged without them."""
    for block in reversed(outline.blocks):
        if block.is_gone or block.has_h1 or not leads_elsewhere(block):
            continue
        many = block.titles >= _MANY_CARDS and outline.rest(block) >= _SOME_PROSE
        if many or not outline.is_most(block):
            outline.remove(block)


def _remove_boxes(outline: Outline) -> None:
    before = said = 0
    for block in outline.blocks:
        if block.is_gone:
            continue
        before += block.own
        said += block.said
        if _is_box(outline, block, before):
            outline.remove(block)
        elif block.element.tag in _LINES and 0 < block.text <= _LONGEST_LINE:
            _remove_headed(outline, block, said)


def _remove_unnamed_comments(outline: Outline) -> None:
    for run in unnamed_comments(outline, _ARTICLE_PROSE):
        start, end = run[0].start, run[-1].end
        if _said(outline.blocks[end:]) < _said(outline.blocks[:start]):
            for block in run:
                outline.remove(block)


def _said(blocks: Sequence[Block]) -> int:
    return sum(block.said for block in blocks if not block.is_gone)


def _open_layout_tables(outline: Outline) -> None:
    """Make a table that holds the whole article blocks, of which each keeps its paragraphs."""
    for block in outline.blocks:
        if (
            not block.is_gone
            and block.element.tag in _TABLES
            and (block.has_h1 or outline.is_most(block))
        ):
            block.element.tag = "div"


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
    if element.tag == "form" or any(is_list_name(name) for name in names):
        return True
    return block.longest <= _SHORT_PARAGRAPH and any(is_box_name(name) for name in names)


def _remove_headed(outline: Outline, line: Block, said: int) -> None:
    """Remove a heading that opens something else, with what follows under it."""
    text = " ".join(line.element.text_content().split())
    around = line.parent
    if line.is_inline and around is not None and around.flow > line.text:
        if is_lead_in(text) and _opens(outline, around, line) and _is_title(around):
            outline.remove(around)
        if around.flow > _LONGEST_LINE or around.flow >= around.text:
            return  # words of a paragraph
    if heads_comments(text):
        if said >= _ARTICLE_PROSE:
            _remove_comments(outline, line, said, may_be_part=may_head_a_part(text))
    elif heads_others(text) or is_lead_in(text):
        under: list[Block] = []
        for block in outline.following(line):
            is_named = not under and is_lead_in(text) and _is_title(block)
            if not is_named and not _is_linked(block):
                break
            under.append(block)
        for block in (*under, line):
            outline.remove(block)


def _remove_comments(outline: Outline, line: Block, said: int, *, may_be_part: bool) -> None:
    """Remove a heading of comments and all up to the end of what it stands in."""
    around = line.parent
    while (
        around is not None
        and around.element.tag not in _WHOLE
        and not around.has_h1
        and _opens(outline, around, line)
    ):
        is_head = _said(outline.blocks[around.start : around.end]) == 0
        line, around, may_be_part = around, around.parent, may_be_part and is_head
        if not is_head:
            outline.remove(line)
            line.element.tail = None
            return
    under: list[Block] = []
    goes_on = 0
    for block in outline.following(line):
        goes_on += block.said if _is_paragraph(block) else 0
        if goes_on > (0 if may_be_part else said) or len(under) >= _MOST_COMMENTS:
            return
        if not block.has_h1:
            under.append(block)
    for block in (line, *under):
        outline.remove(block)
        block.element.tail = None


def _opens(outline: Outline, around: Block, line: Block) -> bool:
    """Tell whether nothing is above a line in the block around it."""
    above = outline.blocks[around.start + 1 : line.start]
    return not (around.element.text or "").strip() and all(
        block.is_gone or not block.text for block in above
    )


def _is_paragraph(block: Block) -> bool:
    return block.element.tag == "p" or (
        block.element.tag == "div" and block.said > 0 and 2 * block.said > block.text
    )


def _is_title(block: Block) -> bool:
    """Tell short lines that do not end as sentences do, as headlines without their links."""
    if block.element.tag in _LED_LISTS:
        return all(map(_names_another, block.element.iter("li")))
    return block.element.tag in _LED_IN and _names_another(block.element)


def _names_another(element: HtmlElement) -> bool:
    return is_headline(" ".join(element.text_content().split()))


def _is_linked(block: Block) -> bool:
    return 2 * block.linked >= block.text or _is_card(block, fewest=1)


def _is_link_dense(block: Block) -> bool:
    return (
        block.element.tag in _LISTS
        and block.links >= _FEWEST_LINKS
        and block.text < _LONGEST_LINK_BLOCK
        and block.linked >= _LINK_SHARE * block.text
    )


def _is_cards(block: Block) -> bool:
    return block.element.tag in _LISTS and _is_card(block, _FEWEST_CARDS)


def _is_card(block: Block, fewest: int) -> bool:
    """Tell teasers: headlines that are links, with hardly more than a line of text to each."""
    return (
        block.titles >= fewest
        and block.longest <= _SHORT_PARAGRAPH
        and block.text <= _CARD_TEXT * block.titles
    )


def _is_promo(block: Block) -> bool:
    """Tell headlines of other articles, put between paragraphs, with or without a lead-in."""
    if block.element.tag == "a":
        return block.has_heading and block.text < _LONGEST_PROMO
    if block.element.tag not in _PROMOS or not 0 < block.links <= _MOST_PROMOS:
        return False
    if block.text >= _LONGEST_PROMO * block.links or block.longest > _LONGEST_LINE:
        return False
    links = [link.text_content() for link in block.element.iter("a")]
    if max(len(text.split()) for text in links) < _FEWEST_WORDS:
        return False
    lead_in = " ".join(" ".join(_unlinked(block.element)).split())
    return not any(map(str.isalnum, lead_in)) or heads_others(lead_in.strip(_SIGNS))

"""What the pages of t.me are made of: elements by class, and text with its lines."""

import re
from collections.abc import Iterator

from lxml import etree, html

NOTICE = "message_media_not_supported_wrap"
"""The class of the advice to open Telegram. Each post and each player holds one, hidden by the
style sheet where it doesn't apply."""

_BREAK = "\u2028"  # Unicode's own line separator: XML allows it, people hardly use it
_BLOCK_EDGE = "\u2029"
_EMPTY_LINES = re.compile(r"\n{3,}")
_BLOCKS = frozenset(("div", "p", "blockquote", "pre", "ul", "ol", "li", "h1", "h2", "h3", "h4"))


def classes(element: html.HtmlElement) -> frozenset[str]:
    """Return the names of an element's classes."""
    return frozenset((element.get("class") or "").split())


def outermost(
    within: html.HtmlElement, *names: str, past: frozenset[str] = frozenset()
) -> Iterator[html.HtmlElement]:
    """Yield the elements of one of these classes in the page's order, but none inside another.

    Each element is visited once, so a page can't make it slow.

    Args:
        within: the element to look in; itself never found.
        names: classes.
        past: classes of elements that are not looked into.
    """
    wanted = frozenset(names)
    waiting = list(reversed(within))
    while waiting:
        element = waiting.pop()
        own = classes(element)
        if own & past:
            continue
        if own & wanted:
            yield element
        else:
            waiting.extend(reversed(element))


def plain(element: html.HtmlElement) -> str:
    """Return an element's text with its line breaks, at most one empty line in a row.

    Emoji are text (``<i class="emoji"><b>⚡</b></i>``), or an image's alternative; a custom one
    that has neither is nothing. Notices for browsers that can't show a post are no text.
    """
    lines: list[list[str]] = [[]]
    for piece in _pieces(element):
        if piece == _BLOCK_EDGE:
            if any(part.strip() for part in lines[-1]):
                lines.append([])
            continue
        for number, part in enumerate(piece.split(_BREAK)):
            if number:
                lines.append([])
            lines[-1].append(part)
    text = "\n".join(" ".join("".join(line).split()) for line in lines)
    return _EMPTY_LINES.sub("\n\n", text).strip("\n")


def one_line(element: html.HtmlElement) -> str:
    """Return an element's text as a single line."""
    return " ".join(plain(element).split())


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    """Yield an element's texts in their order, ``_BREAK`` for ends of lines, edges of blocks."""
    codes = 0  # how many <pre> are open: in them a newline in the source is one to the reader
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        is_start = event == "start"
        if is_start and NOTICE in classes(node):
            walk.skip_subtree()
            continue
        codes += (1 if is_start else -1) * (node.tag == "pre")
        if node.tag in _BLOCKS:
            yield _BLOCK_EDGE
        if is_start and node.tag == "br":
            yield _BREAK
        if is_start and node.tag == "img" and "emoji" in classes(node):
            yield node.get("alt") or ""
        text = node.text if is_start else node.tail if node is not element else None
        if text:
            yield text.replace("\n", _BREAK if codes else " ")

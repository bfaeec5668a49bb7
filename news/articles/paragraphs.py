"""Paragraphs for text that has none: bare text that stands beside paragraphs or other blocks.

Some sites write ``<div>The lead.<br><br><p>The rest.</p></div>``; trafilatura then takes only what
is in paragraphs.
"""

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from news.articles.outline import INLINE

_CONTAINERS = ("div", "section", "article", "main", "body", "td", "center", "form")
_SIGNS = frozenset({"p", "br", "h1"})
_CAPTIONS = re.compile(
    r"caption|credit|photo|image|img|figure|media|video|author|byline|source|date|meta|copyright",
    re.IGNORECASE,
)
_SHORTEST = 40
_SHORTEST_SENTENCE = 60
_FEWEST = 2
_FEWEST_WORDS = 5


@dataclass(slots=True)
class _Run:
    """Text that follows ``owner``, or opens the container without one, and inline elements."""

    owner: HtmlElement | None
    inline: list[HtmlElement] = field(default_factory=list)


def wrap_bare_text(root: HtmlElement) -> None:
    """Make paragraphs, in place, of prose that stands bare beside other prose or a headline."""
    for container in list(root.iter(*_CONTAINERS)):
        if not _may_hold_bare_text(container):
            continue
        has_blocks, runs = _runs(container)
        if not has_blocks:
            continue
        bare = [run for run in runs if _is_prose(_pieces(container, run), run.inline)]
        beside = list(filter(_is_paragraph, container.iterchildren("p")))
        if len(bare) + len(beside) < _FEWEST and not any(one.tag == "h1" for one in container):
            continue
        for run in bare:
            _wrap(container, run)
        if beside:
            for child in container.iterchildren("div"):
                if _is_sentence(child):
                    child.tag = "p"


def _may_hold_bare_text(container: HtmlElement) -> bool:
    if (container.text or "").strip():
        return len(container) > 0
    return any(child.tag in _SIGNS or (child.tail or "").strip() for child in container)


def _runs(container: HtmlElement) -> tuple[bool, list[_Run]]:
    """Return whether a container holds blocks, and what is between blocks and doubled breaks."""
    has_blocks, runs = False, [_Run(None)]
    for child in container:
        is_block = not _is_inline(child)
        has_blocks |= is_block
        if is_block or _is_doubled_break(child):
            runs.append(_Run(child))
        else:
            runs[-1].inline.append(child)
    return has_blocks, runs


def _is_inline(element: HtmlElement) -> bool:
    return all(inside.tag in INLINE for inside in element.iter())


def _is_doubled_break(element: HtmlElement) -> bool:
    if element.tag != "br":
        return False
    before, after = element.getprevious(), element.getnext()
    return (after is not None and after.tag == "br" and not (element.tail or "").strip()) or (
        before is not None and before.tag == "br" and not (before.tail or "").strip()
    )


def _pieces(container: HtmlElement, run: _Run) -> list[str]:
    pieces = [container.text if run.owner is None else run.owner.tail]
    for element in run.inline:
        pieces += (element.text_content(), element.tail)
    return [piece for piece in pieces if piece]


def _is_prose(pieces: list[str], inline: list[HtmlElement]) -> bool:
    words = " ".join(pieces).split()
    if len(words) < _FEWEST_WORDS:
        return False
    length = sum(map(len, words)) + len(words)
    links = (link for element in inline for link in element.iter("a"))
    linked = sum(len(link.text_content()) for link in links)
    return length - linked >= max(_SHORTEST, linked)


def _is_paragraph(element: HtmlElement) -> bool:
    return _is_prose([element.text_content()], [element])


def _is_sentence(element: HtmlElement) -> bool:
    """Tell a paragraph for which a page uses another tag; captions have pictures, or names."""
    # Asked first, or the text of nested blocks is read once for each that is around it.
    if not all(map(_is_inline, element)):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    text = element.text_content().strip()
    return (
        len(text) >= _SHORTEST_SENTENCE
        and text.rstrip("»”\"')").endswith((".", "!", "?", "…"))
        and not _CAPTIONS.search(names)
        and _is_paragraph(element)
    )


def _wrap(container: HtmlElement, run: _Run) -> None:
    paragraph = etree.SubElement(container, "p")
    if run.owner is None:
        paragraph.text, container.text = container.text, None
        container.insert(0, paragraph)
    else:
        paragraph.text, run.owner.tail = run.owner.tail, None
        run.owner.addnext(paragraph)
    paragraph.extend(run.inline)

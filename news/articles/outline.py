"""A page's elements with what they hold, measured once, so that removing one costs next to nothing.

Asking each element for its text anew takes quadratic time on deeply nested pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

# Tags of what is part of the paragraph around it.
INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "font", "i", "img", "ins", "mark"}
    | {"q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TITLES = _HEADINGS | {"p", "div", "li", "td", "dt", "dd"}

# What a block has beyond a teaser's length is prose.
_TEASER = 120
_SHORTEST_SENTENCE = 60
_SHORTEST_TITLE = 15
_LINKED_TITLE = 0.8


@dataclass(slots=True, eq=False)
class Block:
    """An element and what it holds, counted in characters.

    Attributes:
        element: of the tree.
        parent: the block around it; None for the root.
        start: its position in ``Outline.blocks``.
        end: the position after its last descendant.
        text: all of it.
        linked: text inside links.
        links: how many links to elsewhere have text.
        titles: how many headings or paragraphs are one link each, as in teasers of articles.
        own: text outside links in this one paragraph, without its first 120 characters.
        prose: the same of this and of all blocks inside.
        said: text outside links in this one paragraph, where it is long enough for a sentence.
        longest: the longest paragraph inside, in characters outside links.
        flow: text outside links that belongs to the same paragraph as what is around it.
        has_heading: whether it holds one of the second or a lower order.
        has_h1: whether it holds the main heading.
        is_gone: whether it, or what it is in, was removed.
    """

    element: HtmlElement
    parent: "Block | None"
    start: int
    end: int = 0
    text: int = 0
    linked: int = 0
    links: int = 0
    titles: int = 0
    own: int = 0
    prose: int = 0
    said: int = 0
    longest: int = 0
    has_heading: bool = False
    has_h1: bool = False
    is_gone: bool = False
    flow: int = 0

    @property
    def is_inline(self) -> bool:
        """Whether its text belongs to the same paragraph as what is around it."""
        return self.element.tag in INLINE


class Outline:
    """The elements of a tree, in document order."""

    def __init__(self, root: HtmlElement) -> None:
        self.blocks: list[Block] = []
        known: dict[HtmlElement, Block] = {}
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            block = known[element] = Block(
                element, known.get(element.getparent()), len(self.blocks)
            )
            self.blocks.append(block)
        for block in reversed(self.blocks):
            self._measure(block)

    def rest(self, block: Block) -> int:
        """How much prose the page holds beside a block."""
        return self.blocks[0].prose - block.prose

    def is_most(self, block: Block) -> bool:
        """Tell whether a block holds over half of the page's prose, or of its text without any."""
        page = self.blocks[0]
        if page.prose:
            return 2 * block.prose > page.prose
        return 2 * (block.text - block.linked) > page.text - page.linked

    def following(self, block: Block) -> Iterator[Block]:
        """Go through the blocks beside this one that come after it."""
        position = block.end
        while position < len(self.blocks) and self.blocks[position].parent is block.parent:
            beside = self.blocks[position]
            if not beside.is_gone:
                yield beside
            position = beside.end

    def remove(self, block: Block) -> None:
        """Count a block as removed; ``apply`` removes it from the tree."""
        for inside in self.blocks[block.start : block.end]:
            inside.is_gone = True
        around = block.parent
        while around is not None:
            around.text -= block.text
            around.linked -= block.linked
            around.links -= block.links
            around.titles -= block.titles
            around.prose -= block.prose
            around = around.parent

    def apply(self) -> None:
        """Remove from the tree what was removed; text that follows an element stays."""
        for block in self.blocks:
            if block.is_gone and block.parent is not None and not block.parent.is_gone:
                block.element.drop_tree()

    def _measure(self, block: Block) -> None:
        """Finish a block whose descendants are measured, and add it to its parent."""
        element, tag = block.element, block.element.tag
        block.end = max(block.end, block.start + 1)
        own = _length(element.text)
        block.text += own
        block.flow += own
        if tag == "a":
            if not (element.get("href") or "#").startswith("#"):
                block.linked, block.flow = block.text, 0
                block.links = int(block.text > 0)
                block.titles = int(block.has_heading and block.text >= _SHORTEST_TITLE)
        elif tag == "h1":
            block.has_h1 = True
        elif tag in _HEADINGS:
            block.has_heading = True
        if tag in _TITLES and block.links == 1 and block.text >= _SHORTEST_TITLE:
            is_title = block.linked >= _LINKED_TITLE * block.text
            block.titles = max(block.titles, int(is_title))
        self._add(block, is_inline=tag in INLINE)

    def _add(self, block: Block, *, is_inline: bool) -> None:
        if not is_inline:
            block.longest = max(block.longest, block.flow)
            block.own = max(0, block.flow - _TEASER)
            block.prose += block.own
            block.said = block.flow if block.flow >= _SHORTEST_SENTENCE else 0
        around = block.parent
        if around is None:
            return
        tail = _length(block.element.tail)
        around.end = max(around.end, block.end)
        around.text += block.text + tail
        around.linked += block.linked
        around.links += block.links
        around.titles += block.titles
        around.prose += block.prose
        around.longest = max(around.longest, block.longest)
        around.flow += tail + (block.flow if is_inline else 0)
        around.has_heading |= block.has_heading
        around.has_h1 |= block.has_h1


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0

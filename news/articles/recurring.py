"""Blocks of text that stand on several pages of one source belong to the site, not to the news.

Headlines, teasers and captions are short and end without a full stop. Whole sentences may be
background that a newsroom repeats in each report of a story, which readers wait for: those are
the site's own only when they stand on nearly every page. A row of blocks that stood together on
another page is a list of other articles, and one page is enough to tell.

One article under several addresses is one page, or its own text would count as the site's. Pages
are taken for one article when they begin alike, share their longest block, and most of all.

It is kept in memory only: texts are stored without what recurs, so they could not tell it after a
start. Until a source's second page, what surrounds its articles is told by their markup alone.
"""

from array import array
from collections import OrderedDict, deque
from dataclasses import dataclass
from hashlib import blake2b

_SENTENCE = 6  # words
_STOPS = (".", "!", "?", "…")
_CLOSING = " \"'»”’)]"
_MANY = 8
_NEARLY_ALL = 0.8
_ROW = 3


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's address, the hashes of its blocks, and those of its first and its longest one."""

    address: str
    blocks: "array[int]"  # quoted: Python 3.11 cannot evaluate it
    first: int
    longest: int

    def is_copy_of(self, other: "_Page") -> bool:
        if self.first != other.first or self.longest != other.longest:
            return False
        shared = len(set(self.blocks) & set(other.blocks))
        return 2 * shared > max(len(self.blocks), len(other.blocks))


class RecurringBlocks:
    """Remembers the blocks of each source's last pages, as hashes and within bounds.

    Args:
        others: on how many other pages a block must stand to count as the site's.
        pages: how many pages are remembered for a source (about 3 kB).
        sources: how many sources are remembered, the least recently read forgotten first.
    """

    def __init__(self, *, others: int = 2, pages: int = 12, sources: int = 2000) -> None:
        self._others = others
        self._pages = pages
        self._sources = sources
        self._seen: OrderedDict[str, deque[_Page]] = OrderedDict()

    def seen(self, source: str, page: str, text: str) -> None:
        """Remember the text of a page, its address and its source; an article counts once."""
        pages = self._seen.setdefault(source, deque(maxlen=self._pages))
        self._seen.move_to_end(source)
        new = _page(page, text)
        for known in [one for one in pages if one.address == page or one.is_copy_of(new)]:
            pages.remove(known)
        pages.append(new)
        while len(self._seen) > self._sources:
            self._seen.popitem(last=False)

    def without(self, source: str, page: str, text: str) -> str:
        """Return the text without the blocks that stand on enough other pages of its source.

        A text of nothing else is left as it is.
        """
        own = _page(page, text)
        others = [
            one.blocks
            for one in self._seen.get(source, ())
            if one.address != page and not one.is_copy_of(own)
        ]
        lines = text.split("\n")
        times = [sum(hashed in blocks for blocks in others) for hashed in map(_hash, lines)]
        in_row = _rows(lines, times)
        left = "\n".join(
            line
            for position, line in enumerate(lines)
            if position not in in_row and not self._recurs(line, times[position], len(others))
        )
        return left if left.strip() else text

    def _recurs(self, line: str, times: int, pages: int) -> bool:
        if not _is_prose(line):
            return times >= self._others
        return pages >= _MANY and times >= _NEARLY_ALL * pages


def _page(address: str, text: str) -> _Page:
    lines = text.split("\n")
    blocks = array("Q", {_hash(line) for line in lines})
    return _Page(address, blocks, _hash(lines[0]), _hash(max(lines, key=len)))


def _rows(lines: list[str], times: list[int]) -> set[int]:
    """Return the places of blocks that recur in rows of three or more, mostly not sentences."""
    found: set[int] = set()
    row: list[int] = []
    for position in range(len(lines) + 1):
        if position < len(lines) and times[position]:
            row.append(position)
            continue
        if len(row) >= _ROW and 2 * sum(_is_prose(lines[place]) for place in row) <= len(row):
            found.update(row)
        row = []
    return found


def _is_prose(block: str) -> bool:
    """Tell whether a block is made of sentences."""
    words = len(block.split())
    return words >= _SENTENCE and block.rstrip(_CLOSING).endswith(_STOPS)


def _hash(block: str) -> int:
    folded = " ".join(block.casefold().split())
    return int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), "big")

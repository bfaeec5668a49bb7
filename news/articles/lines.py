"""From the lines of printed pages to paragraphs: what was broken to fit the page is joined again.

A page tells where lines end and not where paragraphs do, so their lengths tell: inside of a
paragraph lines reach the margin, its last one hardly ever.
"""

import re
from collections import Counter
from collections.abc import Sequence

_REACHES = 0.72  # of a full line: shorter ones end a paragraph, whatever they end with
_FULL = 0.93  # shorter than this, and ending a sentence, they end one, too
_SHORTEST_FULL = 20
_INDENTED = re.compile(r"^[ \t\u00a0]+\S")
_ITEM = re.compile(r"^(?:[•▪●◦■–—-]|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|§)\s")
_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]]?$")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010\u0002]$")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:стр|с|бет|page|p)\W{0,2})?\d{1,4}(?:\s*(?:/|из|of|-)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_FEWEST_PAGES = 3
_UNSEEN = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\x7f\ufeff\u200b]")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def paragraphs(pages: Sequence[str]) -> list[str]:
    """Return the paragraphs of a document's pages, each as one line.

    Page numbers are left out, and so are first and last lines that recur on most of at least
    three pages. A word divided at the end of a line is joined.
    """
    split = [_lines(page) for page in pages]
    margins = _margins(split)
    lines = [line for page in split for line in _without_margins(page, margins)]
    full = _full_length(lines)
    joined: list[list[str]] = []
    before = ""
    for line in lines:
        if not line.strip():
            before = ""
            continue
        if not before or _starts_anew(before, line, full):
            joined.append([])
        joined[-1].append(line)
        before = line
    return [_as_one(part) for part in joined]


def _lines(page: str) -> list[str]:
    return _UNSEEN.sub("", page).translate(_LIGATURES).replace("\r", "\n").split("\n")


def _margins(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the first and last lines, numbers apart, that most pages share."""
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    seen = Counter(edge for page in pages for edge in {_edge(page, 0), _edge(page, -1)} if edge)
    return frozenset(line for line, times in seen.items() if 2 * times > len(pages))


def _edge(page: Sequence[str], at: int) -> str:
    written = [line for line in page if line.strip() and not _PAGE_NUMBER.match(line.strip())]
    return _shape(written[at]) if written else ""


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def _without_margins(page: Sequence[str], margins: frozenset[str]) -> list[str]:
    written = [place for place, line in enumerate(page) if line.strip()]
    edges = {*written[:2], *written[-2:]}
    return [
        line
        for place, line in enumerate(page)
        if place not in edges
        or not (_PAGE_NUMBER.match(line.strip()) or (margins and _shape(line) in margins))
    ]


def _full_length(lines: Sequence[str]) -> int:
    """Return how long a line is that reaches the margin."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) >= _SHORTEST_FULL)
    return lengths[len(lengths) * 4 // 5] if lengths else _SHORTEST_FULL


def _starts_anew(before: str, line: str, full: int) -> bool:
    above = before.rstrip()
    if _HYPHENATED.search(above):
        return False
    length = len(above.strip())
    if _ITEM.match(line.strip()) or length < _REACHES * full:
        return True
    if not _SENTENCE_END.search(above):
        return False
    starts_upper = not line.strip()[0].islower()
    return starts_upper and (length < _FULL * full or _INDENTED.match(line) is not None)


def _as_one(lines: Sequence[str]) -> str:
    pieces: list[str] = []
    for line in lines:
        text = " ".join(line.split())
        if pieces and _HYPHENATED.search(pieces[-1]):
            pieces[-1] = pieces[-1][:-1] if text[:1].islower() else pieces[-1]
        elif pieces:
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces).replace("\u00ad", "").replace("\u0002", "")

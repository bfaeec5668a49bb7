"""The passage to show for a match, and which of its words to set in bold."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from language.normalising import normalise
from matching.cutting import cut
from matching.document import Document, Field, Span
from matching.reading import sentence_spans

# Words of one phrase have blanks or hyphens between them: they are shown as one.
_BETWEEN = frozenset(" \u00a0\t-‐‑")
_ELLIPSIS = "…"

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage, and the words in it that matched, in code points of ``text``, end exclusive."""

    text: str
    spans: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: list[Offsets]

    @property
    def worth(self) -> int:
        """How many different words matched here."""
        return len({normalise(self.text[start:end]) for start, end in self.words})


def excerpt(document: Document, spans: Iterable[Span], limit: int = 300) -> Excerpt:
    """Return the sentence that shows a match best, in at most ``limit`` (from 3) code points.

    That is the sentence of summary or text with the most different matched words, of equals the
    first. Where only the headline matches, which is shown anyway, it is the first sentence that
    says something else, without spans; and nothing where there is none.
    """
    best = max(
        _beyond_headline(document, sorted(spans)),
        key=lambda sentence: sentence.worth,
        default=_Sentence("", []),
    )
    start, end = cut(best.text, best.words, limit - 2 * len(_ELLIPSIS), limit)
    before, after = _ELLIPSIS * (start > 0), _ELLIPSIS * (end < len(best.text))
    shift = len(before) - start
    words = [
        (max(first, start) + shift, min(last, end) + shift)
        for first, last in best.words
        if first < end and last > start
    ]
    text = f"{before}{best.text[start:end]}{after}"
    return Excerpt(text, tuple(_merged(text, words)))


def _beyond_headline(document: Document, spans: list[Span]) -> Iterator[_Sentence]:
    """Yield the sentences of summary and text that are not the headline over again."""
    headline = document.title.strip().casefold()
    for field in (Field.SUMMARY, Field.TEXT):
        inside = [(span.start, span.end) for span in spans if span.field == field]
        for start, end in sentence_spans(document, field):
            text = document.of(field)[start:end]
            if text.casefold() == headline:
                continue
            found = inside[bisect_left(inside, (start, 0)) : bisect_left(inside, (end, 0))]
            yield _Sentence(text, [(first - start, last - start) for first, last in found])


def _merged(text: str, words: Iterable[Offsets]) -> Iterator[Offsets]:
    """Yield the words, neighbours joined into one."""
    current: Offsets | None = None
    for start, end in words:
        if current and _BETWEEN.issuperset(text[current[1] : start]):
            current = (current[0], end)
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current

"""A document as the index reads it: which keys it holds, where, and in which sentence.

The words of title, summary and text are numbered through. Keys are worked out at once; places
and sentences only when a query has come into question, which most articles never see.
"""

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import chain

from language import choosing, sentences, tokens
from matching.document import Document, Field, Span


class Reading:
    """One document, read by the forms of its language."""

    def __init__(self, document: Document) -> None:
        text_keys = choosing.for_text(document.language).text_keys
        positions: defaultdict[str, list[int]] = defaultdict(list)
        words = chain.from_iterable(tokens.words(document.of(field)) for field in Field)
        for number, word in enumerate(words):
            for key in text_keys(word):
                positions[key].append(number)
        self._document = document
        self.positions: dict[str, list[int]] = positions
        """The numbers of the words, ascending, that answer to each key."""

    def span(self, number: int) -> Span:
        """Return where the word of this number stands."""
        return self._spans[number]

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each word's sentence; no sentence spans two fields."""
        numbers: list[int] = []
        first = 0
        for field in Field:
            starts = [start for start, _ in sentence_spans(self._document, field)]
            numbers += (
                first + bisect_right(starts, span.start)
                for span in self._spans
                if span.field == field
            )
            first += len(starts)
        return numbers

    @cached_property
    def _spans(self) -> list[Span]:
        return [
            Span(field, start, end)
            for field in Field
            for start, end in tokens.offsets(self._document.of(field))
        ]


def sentence_spans(document: Document, field: Field) -> list[tuple[int, int]]:
    """Return where the sentences of a field stand; a headline is one, whatever stands in it."""
    text = document.of(field)
    if field is Field.TITLE:
        return [(0, len(text))] if text else []
    return sentences.sentences(text)

"""A document as the index reads it: which keys it holds, where, and in which sentence.

The words of title, summary and text are numbered through. Keys are worked out at once; places
and sentences only when a query has come into question, which most articles never see.
"""

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate, chain

from language import choosing, sentences, tokens
from matching.document import Document, Field, Span

_FIELDS = tuple(Field)


class Reading:
    """One document, read by the forms of its language."""

    def __init__(self, document: Document) -> None:
        text_keys = choosing.for_text(document.language).text_keys
        positions: defaultdict[str, list[int]] = defaultdict(list)
        words = [tokens.words(document.of(field)) for field in Field]
        for number, word in enumerate(chain.from_iterable(words)):
            for key in text_keys(word):
                positions[key].append(number)
        self.positions: dict[str, list[int]] = positions
        """The numbers of the words, ascending, that answer to each key."""
        self._document = document
        self._firsts = [0, *accumulate(map(len, words[:-1]))]

    def span(self, number: int) -> Span:
        """Return where the word of this number stands."""
        field = self._field(number)
        start, end = self._places[number]
        return Span(field, start, end)

    def sentence_of(self, number: int) -> tuple[Field, int]:
        """Return the sentence of the word of this number; none spans two fields."""
        field = self._field(number)
        return field, bisect_right(self._sentences[field], self._places[number][0])

    def _field(self, number: int) -> Field:
        return _FIELDS[bisect_right(self._firsts, number) - 1]

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [place for field in Field for place in tokens.offsets(self._document.of(field))]

    @cached_property
    def _sentences(self) -> list[list[int]]:
        """Where the sentences of each field begin."""
        return [[start for start, _ in sentence_spans(self._document, field)] for field in Field]


def sentence_spans(document: Document, field: Field) -> list[tuple[int, int]]:
    """Return where the sentences of a field stand; a headline is one, whatever stands in it."""
    text = document.of(field)
    if field is Field.TITLE:
        return [(0, len(text))] if text else []
    return sentences.sentences(text)

"""A document as the index reads it: which keys it holds, where, and in which sentence.

The words of title, summary and text are numbered through. Their keys are worked out at once;
places and sentences only when a query has come into question.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain, islice
from re import finditer

from language import choosing, sentences, tokens
from language.exact import exact_keys
from language.normalising import normalise
from matching.document import Document, Field, Span, host_of
from matching.query import Keys, Scope
from matching.written import MIN_BEGINNING, asks_beginning, asks_exactly, beginning

_FIELDS = tuple(Field)
_LEAD_PARAGRAPHS = 2
# News repeats itself: this many words hold nearly all of a day's text.
_REMEMBERED = 1 << 16

normal_form = lru_cache(_REMEMBERED)(normalise)

TextKeys = Callable[[str], tuple[str, ...]]


class Reading:
    """One document, read by the forms of its language."""

    def __init__(self, document: Document) -> None:
        self.language = document.language
        text = "\n".join(map(document.of, Field))
        self.text_keys = choosing.for_text(document.language, text).text_keys
        words = [tokens.words(document.of(field)) for field in Field]
        self.words = list(chain.from_iterable(words))
        """Every word as written; its place in the list is its number."""
        self._document = document
        self._firsts = [0, *accumulate(map(len, words[:-1]))]
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            numbers[word].append(number)
        self.numbers_of_word: dict[str, list[int]] = numbers
        """The different words, each with its numbers, ascending."""
        self._numbers: dict[Keys, Sequence[int]] = {}
        self._spans: dict[int, Span] = {}

    @cached_property
    def host(self) -> str:
        """The host that published the document, as hosts are compared."""
        return host_of(self._document.host)

    def numbers(self, keys: Keys) -> Sequence[int]:
        """Return the numbers, ascending, of the words that answer to any of the keys."""
        known = self._numbers.get(keys)
        if known is None:
            known = self._numbers[keys] = self._found(keys)
        return known

    def span(self, number: int) -> Span:
        """Return where the word of this number stands."""
        known = self._spans.get(number)
        if known is None:
            start, end = self._places[number]
            known = self._spans[number] = Span(self._field(number), start, end)
        return known

    def before(self, number: int) -> str:
        """Return what stands between the word of this number and the one before it."""
        text = self._document.of(self._field(number))
        return text[self._places[number - 1][1] : self._places[number][0]]

    def sentence_of(self, number: int) -> int:
        """Return the sentence of the word of this number; none spans two fields."""
        return bisect_right(self._sentences, number)

    def in_scope(self, numbers: Sequence[int], scope: Scope) -> Sequence[int]:
        """Return those numbers whose words stand in this part of the document."""
        return [
            number
            for start, end in self._scopes[scope]
            for number in numbers[bisect_left(numbers, start) : bisect_left(numbers, end)]
        ]

    def _found(self, keys: Keys) -> Sequence[int]:
        positions = self._positions
        found = [positions[key] for key in keys.split() if key in positions]
        if not found:
            return self._beginning(beginning(keys)) if asks_beginning(keys) else ()
        numbers = _merged(found) if len(found) > 1 else found[0]
        if not asks_exactly(keys):
            return numbers
        very = keys.split(maxsplit=1)[0]
        return [number for number in numbers if very in exact_keys(self.words[number])]

    def _beginning(self, start: str) -> Sequence[int]:
        alike = self._by_beginning.get(start[:MIN_BEGINNING], ())
        found = [numbers for word, numbers in alike if word.startswith(start)]
        return _merged(found) if found else ()

    def _field(self, number: int) -> Field:
        return _FIELDS[bisect_right(self._firsts, number) - 1]

    @cached_property
    def _positions(self) -> dict[str, Sequence[int]]:
        """The numbers of the words, ascending, that answer to each key of a language's."""
        positions: dict[str, Sequence[int]] = {}
        text_keys = self.text_keys
        for word, numbers in self.numbers_of_word.items():
            for key in text_keys(word):
                if key in positions:
                    positions[key] = _merged((positions[key], numbers))
                else:
                    positions[key] = numbers
        return positions

    @cached_property
    def _by_beginning(self) -> dict[str, list[tuple[str, list[int]]]]:
        """The normal forms of the words, under the few characters that they begin with."""
        alike: defaultdict[str, list[tuple[str, list[int]]]] = defaultdict(list)
        for word, numbers in self.numbers_of_word.items():
            normal = normal_form(word)
            alike[normal[:MIN_BEGINNING]].append((normal, numbers))
        return alike

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [place for field in Field for place in tokens.offsets(self._document.of(field))]

    @cached_property
    def _sentences(self) -> list[int]:
        """The number of each sentence's first word."""
        return [
            self._number_at(field, start)
            for field in Field
            for start, _ in sentence_spans(self._document, field)
        ]

    @cached_property
    def _scopes(self) -> dict[Scope, list[tuple[int, int]]]:
        """The stretches of words that belong to each part of the document."""
        ends = [*self._firsts[1:], len(self.words)]
        title = (0, ends[0])
        lead = [
            (self._firsts[field], self._number_at(field, _lead_end(self._document.of(field))))
            for field in (Field.SUMMARY, Field.TEXT)
        ]
        return {Scope.TITLE: [title], Scope.LEAD: [title, *lead]}

    def _number_at(self, field: Field, place: int) -> int:
        """Return the number of the first word of a field that begins at a place or after it."""
        ends = [*self._firsts[1:], len(self.words)]
        return bisect_left(self._places, (place,), self._firsts[field], ends[field])


def sentence_spans(document: Document, field: Field) -> list[tuple[int, int]]:
    """Return where the sentences of a field stand; a headline is one, whatever stands in it."""
    text = document.of(field)
    if field is Field.TITLE:
        return [(0, len(text))] if text else []
    return sentences.sentences(text)


def _lead_end(text: str) -> int:
    ends = [paragraph.end() for paragraph in islice(finditer(r"\S.*", text), _LEAD_PARAGRAPHS)]
    return ends[-1] if ends else 0


def _merged(found: Sequence[Sequence[int]]) -> Sequence[int]:
    """Return the numbers of all, ascending; mostly one word's, which answers to several keys."""
    first = found[0]
    for numbers in found:
        if numbers is not first and numbers != first:
            return sorted(set().union(*found))
    return first

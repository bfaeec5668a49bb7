"""Whether a document satisfies a query, and by which of its words.

Each function returns the numbers of the words that satisfy a node, or None where it is not met;
what is met by a word's absence, or by who published the document, is met by no words.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from matching.coordination import coordinated
from matching.query import (
    All,
    AnalysedQuery,
    Either,
    Group,
    Keys,
    Language,
    Node,
    Not,
    Phrase,
    Scope,
    Site,
)
from matching.reading import Reading

Words = Collection[int] | None


def verify(query: AnalysedQuery, reading: Reading) -> Words:
    """Return the numbers of the words that satisfy the query, or None where it is not met."""
    root = query.root
    return _MET[type(root)](root, reading)


def met(node: Node[Keys], reading: Reading) -> Words:
    """Return the numbers of the words that satisfy one node, or None where it is not met."""
    return _MET[type(node)](node, reading)


def occurrences(phrase: Phrase[Keys], reading: Reading) -> list[tuple[int, ...]]:
    """Return the numbers of the words of each occurrence of a phrase within its scope."""
    found: list[Sequence[int]] = []
    for keys in phrase.words:
        numbers = reading.numbers(keys)
        if not numbers:
            return []
        found.append(numbers)
    if phrase.scope is not Scope.ARTICLE:
        found[0] = reading.in_scope(found[0], phrase.scope)
    if len(found) == 1:
        return [(number,) for number in found[0]]
    return _adjacent(found, reading)


def _adjacent(found: list[Sequence[int]], reading: Reading) -> list[tuple[int, ...]]:
    """Return each occurrence of words of which each stands at the numbers found for it."""
    *modifiers, heads = found
    starts = set(modifiers[0])
    for step, numbers in enumerate(modifiers[1:], 1):
        starts.intersection_update([number - step for number in numbers])
    if not starts:
        return []
    length = len(found)
    adjacent = [
        tuple(range(start, start + length))
        for start in starts.intersection([head - length + 1 for head in heads])
        if reading.sentence_of(start) == reading.sentence_of(start + length - 1)
    ]
    for start in starts:
        head = coordinated(start + length - 1, heads, reading)
        if head is not None:
            adjacent.append((*range(start, start + length - 1), head))
    return adjacent


def _phrase(phrase: Phrase[Keys], reading: Reading) -> Words:
    if len(phrase.words) == 1:
        numbers = reading.numbers(phrase.words[0])
        if phrase.scope is not Scope.ARTICLE:
            numbers = reading.in_scope(numbers, phrase.scope)
        return numbers if len(numbers) >= phrase.times else None
    found = occurrences(phrase, reading)
    return {number for words in found for number in words} if len(found) >= phrase.times else None


def _group(group: Group[Keys], reading: Reading) -> Words:
    found: list[list[tuple[int, ...]]] = []
    for phrase in group.phrases:
        here = occurrences(Phrase(phrase.words, group.scope), reading)
        if not here:
            return None
        found.append(here)
    if group.nearness is not None:
        numbers = [[number for (number,) in here] for here in found]
        return _near(numbers, len(numbers) + group.nearness, reading) or None
    sentence_of = reading.sentence_of
    shared = set.intersection(*({sentence_of(words[0]) for words in here} for here in found))
    if not shared:
        return None
    return {
        number
        for here in found
        for words in here
        if sentence_of(words[0]) in shared
        for number in words
    }


def _near(found: Sequence[Sequence[int]], stretch: int, reading: Reading) -> set[int]:
    """Return the words of each stretch of so many words of a sentence that holds one of each."""
    places = sorted((number, which) for which, numbers in enumerate(found) for number in numbers)
    near: set[int] = set()
    for begin, (first, _) in enumerate(places):
        sentence = reading.sentence_of(first)
        inside = []
        for number, which in places[begin : begin + stretch * len(found)]:
            if number >= first + stretch or reading.sentence_of(number) != sentence:
                break
            inside.append((number, which))
        if len({which for _, which in inside}) == len(found):
            near.update(number for number, _ in inside)
    return near


def _all(node: All[Keys], reading: Reading) -> Words:
    words: set[int] = set()
    for part in node.parts:
        those = met(part, reading)
        if those is None:
            return None
        words.update(those)
    return words


def _any(node: Either[Keys], reading: Reading) -> Words:
    found = [words for part in node.parts if (words := met(part, reading)) is not None]
    return set().union(*found) if found else None


def _not(node: Not[Keys], reading: Reading) -> Words:
    return () if met(node.part, reading) is None else None


def _site(node: Site, reading: Reading) -> Words:
    host = reading.host
    return () if host == node.host or host.endswith(f".{node.host}") else None


def _language(node: Language, reading: Reading) -> Words:
    return () if reading.language == node.code else None


# By type, since a candidate is verified in microseconds and a chain of comparisons takes one.
_MET: Mapping[type, Callable[[Any, Reading], Words]] = {
    Phrase: _phrase,
    Group: _group,
    All: _all,
    Either: _any,
    Not: _not,
    Site: _site,
    Language: _language,
}

"""Whether a document satisfies one query, and by which of its words."""

from collections.abc import Iterable

from matching.query import All, AnalysedQuery, Group, Keys, Part, Phrase
from matching.reading import Reading


def verify(query: AnalysedQuery, reading: Reading) -> set[int] | None:
    """Return the numbers of the words that satisfy the query, or None where it is not met."""
    match query.root:
        case All(parts):
            met = [_part(part, reading) for part in parts]
            return set().union(*met) if all(met) else None
        case part:
            return _part(part, reading) or None


def _part(part: Part[Keys], reading: Reading) -> set[int]:
    """Return the words that satisfy one part; none when it is not met."""
    if isinstance(part, Group):
        return _group(part, reading)
    return _words(part, _occurrences(part, reading))


def _group(group: Group[Keys], reading: Reading) -> set[int]:
    sentence_of = reading.sentence_of
    starts = [_occurrences(phrase, reading) for phrase in group.phrases]
    shared = set.intersection(*({sentence_of(start) for start in found} for found in starts))
    return set().union(
        *(
            _words(phrase, (start for start in found if sentence_of(start) in shared))
            for phrase, found in zip(group.phrases, starts, strict=True)
        )
    )


def _words(phrase: Phrase[Keys], starts: Iterable[int]) -> set[int]:
    return {start + step for start in starts for step in range(len(phrase.words))}


def _occurrences(phrase: Phrase[Keys], reading: Reading) -> set[int]:
    """Return the number of the first word of each occurrence."""
    first, *others = phrase.words
    starts = _holding(first, reading)
    for step, keys in enumerate(others, 1):
        starts &= {number - step for number in _holding(keys, reading)}
    if others and starts:
        sentence_of = reading.sentence_of
        starts = {
            start for start in starts if sentence_of(start) == sentence_of(start + len(others))
        }
    return starts


def _holding(keys: Keys, reading: Reading) -> set[int]:
    return set().union(*(reading.positions.get(key, ()) for key in keys))

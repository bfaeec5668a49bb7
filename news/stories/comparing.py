"""What two headlines have in common, and what sets them apart."""

from dataclasses import dataclass

from news.stories.headline import Kind, Tense, Term
from news.stories.meanings import ASPECT, OPPOSED, PLAN
from news.stories.numbers import agree

_SYNONYMS = 0.8
_SAME_ASPECT = 0.5
_DERIVED = 0.7
_SHORTEST_ROOT = 4
_ROOT_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two headlines beside each other.

    Attributes:
        overlap: cosine of the terms' weights, 0 to 1.
        shared: weight of what both tell.
        other_names: names that only one of them tells, in both; the lesser weight of the two.
        other_numbers: each has a number that the other has not.
        opposed: subjects of which they tell opposite things.
        aspects: how many aspects, plans aside, only one of them tells.
        planned: one tells of a plan or a forecast, the other does not.
        strangers: both have names, and none in common.
        tenses: one tells as past what the other does not.
    """

    overlap: float
    shared: float
    other_names: float
    other_numbers: bool
    opposed: frozenset[str]
    aspects: int
    planned: bool
    strangers: bool
    tenses: bool


def compare(one: tuple[Term, ...], other: tuple[Term, ...]) -> Comparison:
    """Return what two headlines have in common; the order of the two makes no difference."""
    pairs = _aligned(one, other)
    shared = sum(close * (a.weight + b.weight) / 2 for close, a, b in pairs)
    total = (sum(t.weight for t in one) * sum(t.weight for t in other)) ** 0.5
    matched = {id(t) for _, a, b in pairs for t in (a, b)}
    left = [[t for t in terms if id(t) not in matched] for terms in (one, other)]
    names = [sum(t.weight for t in terms if t.kind is Kind.NAME) for terms in left]
    numbers = [any(t.kind is Kind.NUMBER for t in terms) for terms in left]
    aspects = _values(one, ASPECT) ^ _values(other, ASPECT)
    return Comparison(
        overlap=min(1.0, shared / total) if total else 0.0,
        shared=shared,
        other_names=min(names),
        other_numbers=all(numbers),
        opposed=_opposed(one, other),
        aspects=len(aspects - {PLAN}),
        planned=PLAN in aspects,
        strangers=all(names) and not any(Kind.NAME in {a.kind, b.kind} for _, a, b in pairs),
        tenses=any({a.tense, b.tense} == {Tense.PAST, Tense.NOT_PAST} for _, a, b in pairs),
    )


def _aligned(one: tuple[Term, ...], other: tuple[Term, ...]) -> list[tuple[float, Term, Term]]:
    """Return pairs of terms that tell the same, the closest first, each term in one of them."""
    close = [(_closeness(a, b), a, b) for a in one for b in other]
    close = [pair for pair in close if pair[0]]
    close.sort(key=lambda pair: (-pair[0], *sorted((pair[1].normal, pair[2].normal))))
    pairs: list[tuple[float, Term, Term]] = []
    taken_one: set[str] = set()
    taken_other: set[str] = set()
    for pair in close:
        if pair[1].normal not in taken_one and pair[2].normal not in taken_other:
            taken_one.add(pair[1].normal)
            taken_other.add(pair[2].normal)
            pairs.append(pair)
    return pairs


def _closeness(a: Term, b: Term) -> float:
    if (a.kind is Kind.NUMBER) or (b.kind is Kind.NUMBER):
        return float(a.kind is b.kind and agree(a.value, b.value))
    if not a.keys.isdisjoint(b.keys):
        return 1.0
    if common := a.meanings & b.meanings:
        return _SAME_ASPECT if all(m.subject == ASPECT for m in common) else _SYNONYMS
    return _DERIVED if _same_root(a.normal, b.normal) else 0.0


def _same_root(a: str, b: str) -> bool:
    """Say whether two words begin alike: ``Харьков`` and ``харьковский``."""
    longer = max(len(a), len(b))
    length = max(_SHORTEST_ROOT, int(_ROOT_SHARE * longer + 0.5))
    return min(len(a), len(b)) >= length and a[:length] == b[:length]


def _opposed(one: tuple[Term, ...], other: tuple[Term, ...]) -> frozenset[str]:
    return frozenset(
        subject
        for subject in OPPOSED
        if (a := _values(one, subject)) and (b := _values(other, subject)) and not a & b
    )


def _values(terms: tuple[Term, ...], subject: str) -> set[str]:
    return {m.value for term in terms for m in term.meanings if m.subject == subject}

"""What a query says: one small tree, of words before the analysis and of keys after it.

In a parsed query a leaf is a ``str``, a word in its normal form; in an analysed one it is
``Keys``. Trees are built by ``together`` and ``everywhere``, so that equal queries have equal
trees.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Leaf = TypeVar("Leaf")

Keys = tuple[str, ...]
"""What a word of a query asks for: any of these keys."""


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Leaf]):
    """Words adjacent to each other, in this order, within one sentence; often just one."""

    words: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Group(Generic[Leaf]):
    """Two or more different phrases within one sentence, in any order."""

    phrases: tuple[Phrase[Leaf], ...]


@dataclass(frozen=True, slots=True)
class All(Generic[Leaf]):
    """Two or more different parts, each anywhere in the article."""

    parts: tuple[Phrase[Leaf] | Group[Leaf], ...]


Part = Phrase[Leaf] | Group[Leaf]
Node = Phrase[Leaf] | Group[Leaf] | All[Leaf]


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    Attributes:
        root: the tree, of normal forms.
        normal: the normal form: equal for equal queries, and parsed it gives this query again.
    """

    root: Node[str]
    normal: str


@dataclass(frozen=True, slots=True)
class AnalysedQuery:
    """A query by its keys: all that the index needs to know."""

    root: Node[Keys]


def together(phrases: Iterable[Phrase[str]]) -> Part[str]:
    """Return what asks for at least one phrase, all within one sentence."""
    distinct = sorted(set(phrases), key=lambda phrase: phrase.words)
    return distinct[0] if len(distinct) == 1 else Group(tuple(distinct))


def everywhere(parts: Iterable[Part[str]]) -> Node[str]:
    """Return what asks for at least one part, all somewhere in the article."""
    distinct = sorted(set(parts), key=_rank)
    return distinct[0] if len(distinct) == 1 else All(tuple(distinct))


def _rank(part: Part[str]) -> tuple[tuple[str, ...], ...]:
    if isinstance(part, Phrase):
        return (part.words,)
    return tuple(phrase.words for phrase in part.phrases)

"""What a query says: one small tree, of words before the analysis and of keys after it.

In a parsed query a leaf is a ``str``: a word in its normal form, ``stalk*`` for what begins so, or
``=US`` for the very word. In an analysed one it is ``Keys``. Trees are built by
``matching.combining``, so that equal queries have equal trees: a node never holds one of its own
kind, and only what stands at the bottom is negated.

The classes are msgspec structs, which it reads from stored bytes, and checks, twenty times faster
than code of ours could; they are frozen, hashed by value and, holding no cycles, none of the
garbage collector's business.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import Annotated, Generic, NewType, TypeVar

from msgspec import Meta, Struct

Leaf = TypeVar("Leaf")

Keys = NewType("Keys", str)
"""What a word of a query asks for: any of these keys, joined by blanks.

One string takes a third of the memory that a tuple of strings does, and a million people follow.
"""


class Scope(IntEnum):
    """Where in the article words count; the numbers are stored."""

    ARTICLE = 0
    LEAD = 1
    """The headline and the first two paragraphs."""

    TITLE = 2


class Phrase(Struct, Generic[Leaf], frozen=True, array_like=True, gc=False, tag=0):
    """Words adjacent to each other, in this order, within one sentence; often just one."""

    words: Annotated[tuple[Leaf, ...], Meta(min_length=1)]
    scope: Scope = Scope.ARTICLE
    times: int = 1


class Group(Struct, Generic[Leaf], frozen=True, array_like=True, gc=False, tag=1):
    """Two or more different phrases within one sentence, in any order.

    With ``nearness`` they are single words, in a stretch that holds at most so many others.
    """

    phrases: Annotated[tuple[Phrase[Leaf], ...], Meta(min_length=2)]
    scope: Scope = Scope.ARTICLE
    nearness: int | None = None


class Site(Struct, frozen=True, array_like=True, gc=False, tag=2):
    """Published by this host, or one below it."""

    host: str


class Language(Struct, frozen=True, array_like=True, gc=False, tag=3):
    """Written in this language, an ISO 639-1 code."""

    code: str


class Not(Struct, Generic[Leaf], frozen=True, array_like=True, gc=False, tag=4):
    """What the article must not have."""

    part: "Part[Leaf]"


class All(Struct, Generic[Leaf], frozen=True, array_like=True, gc=False, tag=5):
    """Two or more different parts, each anywhere in the article."""

    parts: "Annotated[tuple[Node[Leaf], ...], Meta(min_length=2)]"


class Either(Struct, Generic[Leaf], frozen=True, array_like=True, gc=False, tag=6):
    """Two or more different parts, at least one of them anywhere in the article."""

    parts: "Annotated[tuple[Node[Leaf], ...], Meta(min_length=2)]"


Part = Phrase[Leaf] | Group[Leaf] | Site | Language
Node = Part[Leaf] | Not[Leaf] | All[Leaf] | Either[Leaf]


class Query(Struct, frozen=True):
    """A parsed query.

    Attributes:
        root: the tree, of normal forms.
        normal: the normal form: equal for equal queries, and parsed it gives this query again.
    """

    root: Node[str]
    normal: str


class AnalysedQuery(Struct, frozen=True, array_like=True, gc=False):
    """A query by its keys: all that the index needs to know.

    Attributes:
        clause: the rarest words of which an article must hold at least one: a set of places in
            ``leaves_of(root)``, one bit for each.
        root: the tree, of keys, in the shape of the query's.
    """

    clause: Annotated[int, Meta(gt=0)]
    root: Node[Keys]


def keys_of(query: AnalysedQuery) -> list[str]:
    """Return the keys of which an article must hold at least one to satisfy the query."""
    return [
        key
        for place, keys in enumerate(leaves_of(query.root))
        if query.clause >> place & 1
        for key in keys.split()
        if not key.startswith("=")
    ]


def leaves_of(node: Node[Leaf]) -> Iterator[Leaf]:
    """Yield the leaves of a tree in order, those that are excluded among them."""
    match node:
        case Phrase(words):
            yield from words
        case Group(parts) | All(parts) | Either(parts):
            for part in parts:
                yield from leaves_of(part)
        case Not(part):
            yield from leaves_of(part)
        case _:
            return

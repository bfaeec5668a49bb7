"""The numbers under which articles of one story find each other in an index.

They may bring up too many and should bring up all: pairs of the headline's most telling words, and
pairs of the text's smallest hashes in fixed ranges (locality-sensitive hashing of minima: Broder,
1997; Li, Owen and Zhang, 2012, for the ranges), which texts that repeat have in common.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations

from news.stories.headline import Kind, Term

_TERMS = 6
_ROOT = 5
_BANDS = 8


def headline_keys(terms: Sequence[Term], language: str) -> Iterator[int]:
    """Yield a key for every two of the headline's most telling terms."""
    telling = sorted(terms, key=lambda term: (-term.weight, term.normal))
    roots = list(dict.fromkeys(_root(term) for term in telling if term.weight))[:_TERMS]
    for pair in combinations(sorted(roots), 2):
        yield _number("title", language, *pair)


def text_keys(hashes: Iterable[int]) -> Iterator[int]:
    """Yield a key for each two ranges of a text's 32-bit hashes."""
    ranges = 2 * _BANDS
    smallest: list[int | None] = [None] * ranges
    # Ascending order, so the first of a range is its smallest.
    for one in hashes:
        if smallest[one % ranges] is None:
            smallest[one % ranges] = one
    for band in range(_BANDS):
        a, b = smallest[2 * band], smallest[2 * band + 1]
        if a is not None and b is not None:
            yield _number("text", str(a), str(b))


def _root(term: Term) -> str:
    if term.kind is Kind.NUMBER:
        return term.normal
    return min(term.keys, key=lambda key: (not key.startswith("="), len(key), key))[:_ROOT]


def _number(*parts: str) -> int:
    packed = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "big", signed=True)

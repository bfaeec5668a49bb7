"""Small samples of large sets, by which their overlap is estimated.

A set's elements are hashed and the smallest hashes kept (bottom-k: Cohen and Kaplan, 2007). The
smallest hashes of a union are known from those of its parts, so two samples tell the Jaccard
index of the sets, and with their sizes the containment. Sets that fit into a sample are compared
exactly.
"""

from collections.abc import Iterable
from zlib import crc32

from msgspec import Struct

_MULTIPLIER = 0x9E3779B1
_LARGEST = 0xFFFFFFFF


class Sketch(Struct, frozen=True, array_like=True):
    """A sample of a set.

    Attributes:
        size: how many elements the set has.
        hashes: the smallest hashes of its elements, ascending.
    """

    size: int
    hashes: tuple[int, ...]

    def jaccard(self, other: "Sketch") -> float:
        """Return the estimated share, 0 to 1, of the union that both have; 0 if one is empty."""
        if not self.hashes or not other.hashes:
            return 0.0
        known = min(self.known_below(), other.known_below())
        mine = {one for one in self.hashes if one <= known}
        others = {one for one in other.hashes if one <= known}
        return len(mine & others) / len(mine | others) if mine or others else 0.0

    def containment(self, other: "Sketch") -> float:
        """Return the estimated share, 0 to 1, of the smaller set that the larger one holds."""
        smaller = min(self.size, other.size)
        jaccard = self.jaccard(other)
        shared = jaccard * (self.size + other.size) / (1 + jaccard)
        return min(1.0, shared / smaller) if smaller else 0.0

    def known_below(self) -> int:
        """Return the hash up to which the sample holds all of the set's."""
        return self.hashes[-1] if len(self.hashes) < self.size else _LARGEST


def sketch(elements: Iterable[str], length: int) -> Sketch:
    """Return the sample of a set of strings that keeps at most ``length`` hashes."""
    hashes = sorted({hashed(element) for element in elements})
    return Sketch(len(hashes), tuple(hashes[:length]))


def hashed(element: str) -> int:
    """Return 32 bits that are the same in every process; similar strings get unlike ones."""
    mixed = crc32(element.encode("utf-8", "surrogatepass")) * _MULTIPLIER & _LARGEST
    return (mixed ^ mixed >> 15) * _MULTIPLIER & _LARGEST

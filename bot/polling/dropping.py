"""Which entries that came to nothing are to be counted, and which were counted already."""

from collections import Counter
from collections.abc import Mapping, Sequence

from news.entry import Listing


class Dropping:
    """Knows how many entries each source's document left out at the look before.

    A picture without words stays in its document for days and is read at each look: it counts
    once, when the number of its like grows.
    """

    def __init__(self) -> None:
        self._before: dict[int, Mapping[str, int]] = {}

    def reasons(
        self, source_id: int, listings: Sequence[Listing], judged: Mapping[str, int]
    ) -> Counter[str]:
        """Return how many entries came to nothing since the look before, by reason.

        Args:
            source_id: whose they are.
            listings: what was read now.
            judged: of the entries that were seen for the first time, those that are no news.
        """
        left_out: Counter[str] = Counter()
        for listing in listings:
            left_out.update(listing.dropped)
        before = self._before.get(source_id, {})
        if left_out:
            self._before[source_id] = left_out
        elif before and listings:
            del self._before[source_id]
        grown = {reason: number - before.get(reason, 0) for reason, number in left_out.items()}
        return +Counter(grown) + Counter(judged)

"""The parts of sources that are an index of others: which of them a look reads.

What is remembered here is lost with the process, which costs some fetches and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from news.entry import Nested
from news.fetching.fetched import Validators

_MOST_PER_LOOK = 5
_MOST_KNOWN = 200  # of one source; a sitemap index may name 50,000
_LIVELY = timedelta(days=7)  # a part that was last changed before holds nothing new
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Read:
    changed: datetime | None
    validators: Validators
    at: datetime


@dataclass(slots=True)
class _Index:
    named: tuple[Nested, ...] = ()
    read: dict[str, _Read] = field(default_factory=dict)


class Parts:
    """What is known of the parts of every source that has any."""

    def __init__(self) -> None:
        self._indexes: dict[int, _Index] = {}

    def named(self, source_id: int, nested: Sequence[Nested]) -> None:
        """Take note of the parts that the source names now: the newest, if there are many."""
        if not nested:
            self._indexes.pop(source_id, None)
            return
        index = self._indexes.setdefault(source_id, _Index())
        index.named = tuple(sorted(nested, key=_newest_first)[:_MOST_KNOWN])
        urls = {part.url for part in index.named}
        index.read = {url: read for url, read in index.read.items() if url in urls}

    def to_read(self, source_id: int, looked_at: datetime | None) -> list[Nested]:
        """Return the parts to read now, a few at a time.

        Those that changed since they were read come first, the newest before the others, then
        those that don't say when they changed, each in its turn.
        """
        index = self._indexes.get(source_id)
        if index is None:
            return []
        since = _LONG_AGO if looked_at is None else looked_at - _LIVELY
        changed = [
            part
            for part in index.named
            if part.changed is not None and part.changed > _last_change(index, part, since)
        ]
        undated = [part for part in index.named if part.changed is None]
        undated.sort(
            key=lambda part: index.read[part.url].at if part.url in index.read else _LONG_AGO
        )
        return [*changed, *undated][:_MOST_PER_LOOK]

    def validators(self, source_id: int, part: Nested) -> Validators:
        """Return what the part's server gave to recognise what was read of it."""
        index = self._indexes.get(source_id)
        read = index.read.get(part.url) if index is not None else None
        return Validators() if read is None else read.validators

    def read(self, source_id: int, part: Nested, validators: Validators, now: datetime) -> None:
        """Take note that a part was read."""
        index = self._indexes.get(source_id)
        if index is not None:
            index.read[part.url] = _Read(part.changed, validators, now)


def _newest_first(part: Nested) -> float:
    return -part.changed.timestamp() if part.changed is not None else float("inf")


def _last_change(index: _Index, part: Nested, otherwise: datetime) -> datetime:
    read = index.read.get(part.url)
    return otherwise if read is None or read.changed is None else read.changed

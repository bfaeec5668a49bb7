"""How often, and at what hours of the week, a source publishes: learned from what looks find.

For each of the week's 168 hours (UTC) the entries found are summed; a week weighs half as much
as one four weeks later. How long each hour has been watched follows from when the watching began,
since every look covers the time since the one before.

Few sources publish often enough to tell 168 hours apart, so a rate leans on what is better known:
an hour of the week on the same hour of all days, and that on the rate over all hours. Each leans
the less, the longer it has been watched itself (the mean of a Gamma prior on a Poisson rate).
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from math import log

_HOUR = 3600.0
_DAY = 24
_WEEK = 168
_HALF_LIFE = 4 * _WEEK * _HOUR
# POSIX time begins on a Thursday; hours of the week are counted from Monday, 0:00.
_FIRST_HOUR = 3 * _DAY

# How many hours of its own watching outweigh what an hour leans on.
_DAILY_LEAN = 2.0
_WEEKLY_LEAN = 4.0
# What is assumed before anything is known, as if an entry had been seen in one hour.
_ASSUMED_ENTRIES = 1.0
_ASSUMED_HOURS = 1.0
# In Greenwich, Almaty (also before 2024), Moscow, Kyiv and Warsaw.
_MIDNIGHTS = frozenset({0, 18, 19, 21, 22, 23})
# Neighbouring hours count half: news at 9:55 and at 10:05 are one habit.
_NEIGHBOURS = ((-1, 0.5), (0, 1.0), (1, 0.5))

_COUNTS = struct.Struct(f"<{_WEEK}e")  # half precision: an entry more still tells in 2,000
_HEAD = struct.Struct("<Bdddd")
_VERSION = 1
_NEVER = -1.0
_HIGHEST = 60_000.0
_REBASED_AT = 8.0  # entries weigh more the newer they are, until all weights are divided by this


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is known of a source's habits. Times are POSIX seconds.

    Attributes:
        since: since when it has been watched.
        until: until when, that is its last successful look.
        last: the look at which it last had something new, or None.
        epoch: the moment whose entries are counted with weight 1.
        counts: weighted entries in each hour of the week, as ``dump`` packs them.
    """

    since: float
    until: float
    last: float | None
    epoch: float
    counts: bytes

    @classmethod
    def starting(cls, now: datetime, published: Iterable[datetime] = ()) -> "Rhythm":
        """Return what is known after the first look.

        Args:
            now: aware.
            published: times of the entries that it listed; what is known begins with the
                oldest of the last four weeks. Dates without a time of day tell no rhythm.
        """
        end = now.timestamp()
        empty = cls(end, end, None, end, _COUNTS.pack(*[0.0] * _WEEK))
        moments = list(published)
        if sum(_is_date(moment) for moment in moments) * 2 > len(moments):
            return empty
        times = sorted(moment.timestamp() for moment in moments)
        times = [time for time in times if end - _HALF_LIFE <= time <= end]
        if len(times) < 2:  # noqa: PLR2004 - one moment is no span of time
            return empty
        counts = [0.0] * _WEEK
        for time in times[1:]:  # the oldest only tells since when
            counts[_slot(time)] += 2.0 ** ((time - times[0]) / _HALF_LIFE)
        return replace(empty, since=times[0], epoch=times[0], counts=_COUNTS.pack(*counts))

    def seen(self, now: datetime, fresh: int) -> "Rhythm":
        """Return what is known after a successful look.

        Args:
            now: when it was, aware.
            fresh: how many entries were new; they came since the look before.
        """
        end = max(now.timestamp(), self.until)
        known = self._counting(self.until, end, fresh) if fresh > 0 else self
        return replace(known, until=end, last=end if fresh > 0 else self.last)

    def rate(self, at: datetime) -> float:
        """Return how many entries a second are to be expected around a moment."""
        return self._rates().of(_slot(at.timestamp())) / _HOUR

    def expected(self, since: datetime, until: datetime) -> float:
        """Return how many entries are to be expected between two moments."""
        rates = self._rates()
        start, end = since.timestamp(), until.timestamp()
        weeks = max(0.0, (end - start) // (_WEEK * _HOUR))
        total = weeks * sum(rates.of(slot) for slot in range(_WEEK)) if weeks else 0.0
        pieces = _hours(start + weeks * _WEEK * _HOUR, end)
        return total + sum(rates.of(slot) * seconds / _HOUR for slot, seconds in pieces)

    def dump(self) -> bytes:
        """Return it in 369 bytes."""
        last = _NEVER if self.last is None else self.last
        return _HEAD.pack(_VERSION, self.since, self.until, last, self.epoch) + self.counts

    @classmethod
    def load(cls, dumped: bytes) -> "Rhythm":
        """Return what ``dump`` wrote.

        Raises:
            ValueError: another version wrote it, or nobody did; begin anew.
        """
        if len(dumped) != _HEAD.size + _COUNTS.size or dumped[0] != _VERSION:
            raise ValueError("no rhythm of this version")
        _, since, until, last, epoch = _HEAD.unpack_from(dumped)
        return cls(since, until, None if last == _NEVER else last, epoch, dumped[_HEAD.size :])

    def _counting(self, start: float, end: float, fresh: int) -> "Rhythm":
        """Return it with new entries, each hour getting its share by what it is used to."""
        start = max(start, end - _WEEK * _HOUR)
        pieces = list(_hours(start, end)) or [(_slot(end), 1.0)]
        shares = [1.0]
        if len(pieces) > 1:
            rates = self._rates()
            shares = [rates.of(slot) * seconds for slot, seconds in pieces]
        weight = fresh * 2.0 ** ((end - self.epoch) / _HALF_LIFE) / sum(shares)
        counts = list(_COUNTS.unpack(self.counts))
        for (slot, _), share in zip(pieces, shares, strict=True):
            counts[slot] += weight * share
        return self._based(counts, end)

    def _based(self, counts: list[float], now: float) -> "Rhythm":
        weight, epoch = 2.0 ** ((now - self.epoch) / _HALF_LIFE), self.epoch
        if weight > _REBASED_AT:
            counts, epoch = [count / weight for count in counts], now
        packed = _COUNTS.pack(*(min(count, _HIGHEST) for count in counts))
        return replace(self, counts=packed, epoch=epoch)

    def _rates(self) -> "_Rates":
        weight = 2.0 ** ((self.until - self.epoch) / _HALF_LIFE)
        counts = [count / weight for count in _COUNTS.unpack(self.counts)]
        return _Rates(counts, self.since, self.until)


class _Rates:
    """Entries an hour, by hour of the week."""

    def __init__(self, counts: list[float], since: float, until: float) -> None:
        self._counts = counts
        self._since, self._until = since, until
        watched = _weighted_hours(until - since)
        self._overall = (sum(counts) + _ASSUMED_ENTRIES) / (watched + _ASSUMED_HOURS)

    def of(self, slot: int) -> float:
        """Return the rate in an hour of the week."""
        of_day = [
            (day * _DAY + slot % _DAY + step, weight)
            for day in range(_WEEK // _DAY)
            for step, weight in _NEIGHBOURS
        ]
        daily = self._leaning(of_day, self._overall, _DAILY_LEAN)
        own = [(slot + step, weight) for step, weight in _NEIGHBOURS]
        return self._leaning(own, daily, _WEEKLY_LEAN)

    def _leaning(self, slots: list[tuple[int, float]], on: float, hours: float) -> float:
        entries = sum(self._counts[slot % _WEEK] * weight for slot, weight in slots)
        watched = sum(self._watched(slot % _WEEK) * weight for slot, weight in slots)
        return (entries + hours * on) / (watched + hours)

    def _watched(self, slot: int) -> float:
        """Return how many hours of this slot have been watched, older ones weighing less."""
        week = _WEEK * _HOUR
        middle = (slot + 0.5 - _FIRST_HOUR) * _HOUR
        age = (self._until - middle) % week
        times = (self._until - self._since - age) // week + 1
        if times <= 0:
            return 0.0
        fading = 2.0 ** (-week / _HALF_LIFE)
        return float(2.0 ** (-age / _HALF_LIFE) * (1 - fading**times) / (1 - fading))


def _weighted_hours(seconds: float) -> float:
    """Return the integral of an hour's weight over a time that has just ended."""
    scale = _HALF_LIFE / _HOUR / log(2)
    return float(scale * (1 - 2.0 ** (-max(seconds, 0.0) / _HALF_LIFE)))


def _slot(time: float) -> int:
    return int(time // _HOUR + _FIRST_HOUR) % _WEEK


def _hours(start: float, end: float) -> Iterator[tuple[int, float]]:
    """Yield the hours of the week between two moments, each with its seconds."""
    if end <= start:
        return
    first, last = int(start // _HOUR) + 1, int(end // _HOUR)
    edges = [start, *(hour * _HOUR for hour in range(first, last + 1)), end]
    for begin, finish in pairwise(edges):
        if finish > begin:
            yield _slot(begin), finish - begin


def _is_date(moment: datetime) -> bool:
    utc = moment.astimezone(UTC)
    return (utc.minute, utc.second, utc.microsecond) == (0, 0, 0) and utc.hour in _MIDNIGHTS

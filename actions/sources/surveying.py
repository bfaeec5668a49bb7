"""How the sources that a chat sees fare: each by itself, and all together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from news.health import Health
from storage.watched import Watched

# A look may wait for its host's turn and take half a minute; what waits longer was forgotten.
_LATE = timedelta(minutes=15)


class Condition(StrEnum):
    """How a source fares; only the first is in order."""

    WELL = "well"
    UNREAD = "unread"  # not looked at yet
    FAILING = "failing"
    LATE = "late"  # it should have been looked at long ago
    ENDED = "ended"
    EMPTY = "empty"  # as news.health says, and so are the next ones
    SILENT = "silent"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Survey:
    """All sources that a chat sees.

    Attributes:
        well: how many are in order.
        total: how many there are.
        first, last: between which times those in order were read; None without any.
        ill: the others, the ones read last coming first.
        stalled: since when nothing at all was looked at, though it should have been.
        alike: the ids of those that are called as another one is.
    """

    well: int
    total: int
    first: datetime | None
    last: datetime | None
    ill: tuple[Watched, ...]
    stalled: datetime | None
    alike: frozenset[int]


def condition(one: Watched, now: datetime) -> Condition:
    """Return how a source fares now."""
    if one.state == "ended":
        return Condition.ENDED
    if one.failures > 0:
        return Condition.FAILING
    if one.host and one.due_at + _LATE < now:
        return Condition.LATE
    if one.looked_at is None and one.host:
        return Condition.UNREAD
    return _told(one)


def _told(one: Watched) -> Condition:
    """Return the trouble of which its owners were told, and which is not over."""
    try:
        told = Health.from_dict(one.health).told
    except ValueError:  # written by another version
        return Condition.WELL
    return _TROUBLES.get(told or "", Condition.WELL)


_TROUBLES: Mapping[str, Condition] = {
    "empty": Condition.EMPTY,
    "silent": Condition.SILENT,
    "unreadable": Condition.UNREADABLE,
}


def survey(seen: Sequence[Watched], now: datetime) -> Survey:
    """Return how sources fare together."""
    well = [one for one in seen if condition(one, now) is Condition.WELL]
    ill = [one for one in seen if condition(one, now) is not Condition.WELL]
    read = [one.looked_at for one in well if one.looked_at is not None]
    ill.sort(key=_last_read, reverse=True)
    return Survey(
        well=len(well),
        total=len(seen),
        first=min(read, default=None),
        last=max(read, default=None),
        ill=tuple(ill),
        stalled=_stalled(seen, now),
        alike=alike(seen),
    )


def alike(seen: Sequence[Watched]) -> frozenset[int]:
    """Return the ids of the sources that are called as another one is."""
    names = Counter(_name(one) for one in seen)
    return frozenset(one.id for one in seen if names[_name(one)] > 1)


def _name(one: Watched) -> str:
    return " ".join(one.name.split()).casefold()


def _stalled(seen: Sequence[Watched], now: datetime) -> datetime | None:
    """Return when anything was looked at last, if every single source waits for too long."""
    looked_at = [one for one in seen if one.state == "active" and one.host]
    if not looked_at or any(one.due_at + _LATE >= now for one in looked_at):
        return None
    return max((one.tried_at for one in looked_at if one.tried_at is not None), default=None)


def _last_read(one: Watched) -> float:
    return one.looked_at.timestamp() if one.looked_at is not None else 0.0

"""Whether a source is well, and when somebody must hear that it is not.

A status of 200 is not enough: a source can answer with an empty list, fall silent, or list
articles that cannot be read. One trouble at a time is told of, the worst one:

=========== ==================================================== ==============================
trouble     it begins when                                       it is over when
=========== ==================================================== ==============================
failing     5 looks in a row failed                              3 looks in a row were good
empty       5 looks in a row found no entries where it has       the same
            listed some before
silent      a day or more without what it is used to publish,    what is missing has halved
            at least 12 entries short
unreadable  8 articles, and 4 in 5 of the last 20, had no text   no more than half have none
=========== ==================================================== ==============================

"Short" is the sum of the entries that ``Rhythm.expected`` foresaw, less the ones that came, where
each that came outweighs two and a half that did not (Page's CUSUM test for a Poisson rate that
falls to a tenth). With none at all it is the probability of e^-12 that nothing is wrong; newsrooms
publish in bursts, for which the day is the allowance.

Each trouble is told of at most once a day, and "well again" follows only what was told: who waits
for a source hears soon that it is back, and a flapping one makes one pair of notices a day. Of one
that fails or is empty there is a reminder every week.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from math import log
from typing import Any, Literal, cast

import msgspec

Trouble = Literal["failing", "empty", "silent", "unreadable"]
NoticeKind = Trouble | Literal["reminder", "well"]
"""What can be wrong, the worst first; what can be told."""

_TROUBLES: tuple[Trouble, ...] = ("failing", "empty", "silent", "unreadable")
_REMINDED: frozenset[Trouble] = frozenset({"failing", "empty"})

_IN_A_ROW = 5
_GOOD_IN_A_ROW = 3
_DAY, _WEEK = 86_400.0, 7 * 86_400.0
_FALLEN_TO = 0.1  # of its rate: the fall that the test for silence looks for
_MISSING = 12.0
_MOST_AT_ONCE = 3.0  # entries expected of one look: after a pause of ours a list has lost the rest
_ARTICLES, _FEWEST_ARTICLES = 20, 10
_MOST_UNREAD, _FEW_UNREAD = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Health:
    """What is remembered of a source between looks; times are POSIX seconds.

    Attributes:
        failures: failed looks in a row.
        empties: answers in a row without entries, where there have been some.
        successes: good looks in a row.
        has_listed: whether it ever listed an entry.
        missing: how many entries it is short of what it is used to, at most 12.
        articles: its last articles, newest last: 1 with text, 0 without.
        since: since when it has been failing, empty, short of entries.
        told: the trouble that was told of and is not over.
        told_at: when it was last told of, or recalled.
        first_told: when each trouble was last told of for the first time.
        reason: why it failed last, in one line.
    """

    failures: int = 0
    empties: int = 0
    successes: int = 0
    has_listed: bool = False
    missing: float = 0.0
    articles: str = ""
    since: dict[str, float] = field(default_factory=dict)
    told: Trouble | None = None
    told_at: float = 0.0
    first_told: dict[str, float] = field(default_factory=dict)
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return cast("dict[str, Any]", msgspec.to_builtins(self))

    @classmethod
    def from_dict(cls, written: Mapping[str, Any] | None) -> "Health":
        """Return what ``to_dict`` wrote; of None, that nothing is known yet.

        Raises:
            ValueError: it is something else (msgspec.ValidationError).
        """
        return cls() if written is None else msgspec.convert(written, cls)


@dataclass(frozen=True, slots=True)
class Failed:
    """A look that got no listing; ``reason`` says why in one line."""

    reason: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A look that got a listing.

    Attributes:
        listed: how many entries it has, those that were dropped while parsing included; None
            when it is the same as before (304).
        fresh: how many of them are new.
        expected: how many were to be expected since the last successful look
            (``Rhythm.expected``, before ``Rhythm.seen``).
    """

    listed: int | None
    fresh: int = 0
    expected: float = 0.0


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody must hear.

    Attributes:
        kind: a trouble that begins, ``reminder`` of one that lasts, or ``well`` when it is over.
        about: the trouble.
        since: when it began, as far as is known.
        reason: why it fails, in one line; empty for other troubles.
    """

    kind: NoticeKind
    about: Trouble
    since: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to remember, and what to tell, if anything."""

    health: Health
    notice: Notice | None = None


def after_look(health: Health, now: datetime, event: Failed | Answered) -> Verdict:
    """Return what a look says about a source.

    Args:
        health: before the look.
        now: when it was, aware.
        event: what came of it.
    """
    looked = _failed(health, event) if isinstance(event, Failed) else _answered(health, event)
    return _judged(looked, now.timestamp())


def after_article(health: Health, now: datetime, *, has_text: bool) -> Verdict:
    """Return what an article says about its source: whether its text could be read."""
    articles = f"{health.articles}{has_text:d}"[-_ARTICLES:]
    return _judged(replace(health, articles=articles), now.timestamp())


def troubles(health: Health) -> tuple[Trouble, ...]:
    """Return what is wrong with a source, told or not, the worst first; silence by its amount."""
    wrong = {
        "failing": health.failures >= _IN_A_ROW,
        "empty": health.empties >= _IN_A_ROW,
        "silent": health.missing >= _MISSING,
        "unreadable": _unread(health) >= _MOST_UNREAD,
    }
    return tuple(trouble for trouble in _TROUBLES if wrong[trouble])


def _failed(health: Health, event: Failed) -> Health:
    return replace(health, failures=health.failures + 1, successes=0, reason=event.reason)


def _answered(health: Health, event: Answered) -> Health:
    is_empty = event.listed == 0 or (event.listed is None and health.empties > 0)
    is_empty = is_empty and health.has_listed
    # What came while it failed may have left the list again.
    expected = 0.0 if health.failures else min(event.expected, _MOST_AT_ONCE)
    came = event.fresh * log(1 / _FALLEN_TO) / (1 - _FALLEN_TO)
    return replace(
        health,
        failures=0,
        empties=health.empties + 1 if is_empty else 0,
        successes=0 if is_empty else health.successes + 1,
        has_listed=health.has_listed or bool(event.listed),
        missing=min(_MISSING, max(0.0, health.missing + expected - came)),
    )


def _timed(health: Health, time: float) -> Health:
    """Return it with the beginnings of what has just begun, without those of what is over."""
    lasting = {
        "failing": health.failures > 0,
        "empty": health.empties > 0,
        "silent": health.missing > 0,
        "unreadable": _unread(health) >= _MOST_UNREAD,
    }
    since = {name: health.since.get(name, time) for name, lasts in lasting.items() if lasts}
    return replace(health, since=since)


def _judged(looked: Health, time: float) -> Verdict:
    health = _timed(looked, time)
    begun = next((one for one in troubles(health) if _may_be_told(health, one, time)), None)
    if begun is not None:
        told = {**health.first_told, begun: time}
        new = replace(health, told=begun, told_at=time, first_told=told)
        return Verdict(new, _notice(health, begun, begun, time))
    if health.told is None:
        return Verdict(health)
    if _is_over(health, health.told):
        return Verdict(replace(health, told=None), _notice(health, "well", health.told, time))
    if health.told in _REMINDED and time - health.told_at >= _WEEK:
        again = replace(health, told_at=time)
        return Verdict(again, _notice(health, "reminder", health.told, time))
    return Verdict(health)


def _may_be_told(health: Health, trouble: Trouble, time: float) -> bool:
    is_worse = health.told is None or _TROUBLES.index(trouble) < _TROUBLES.index(health.told)
    if not is_worse and (trouble, health.told) != ("empty", "failing"):
        return False
    if trouble == "silent" and time - health.since["silent"] < _DAY:
        return False
    return time - health.first_told.get(trouble, -_DAY) >= _DAY


def _is_over(health: Health, trouble: Trouble) -> bool:
    if trouble == "silent":
        return health.missing <= _MISSING / 2
    if trouble == "unreadable":
        return _unread(health) <= _FEW_UNREAD
    return health.successes >= _GOOD_IN_A_ROW


def _unread(health: Health) -> float:
    """Return the share of the last articles without text; unknown ones count as read."""
    return health.articles.count("0") / max(len(health.articles), _FEWEST_ARTICLES)


def _notice(health: Health, kind: NoticeKind, about: Trouble, time: float) -> Notice:
    began = health.since.get(about, health.first_told.get(about, time))
    reason = health.reason if about == "failing" and kind != "well" else ""
    return Notice(kind, about, datetime.fromtimestamp(began, UTC), reason)

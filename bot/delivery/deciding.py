"""What becomes of the alerts that wait for one destination: decided purely, written elsewhere.

An alert is let go, held until its destination wants to be written to, or cancelled since nobody
wants it any more. What is let go together is told together: a row of messages about news tells
less than one with all of it.

A digest's time is reckoned from when the alert was due, not from when it is decided: what was due
before it comes with it, however late that is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from actions.rhythm.calendar import next_digest, quiet_until
from storage.holding import ANEW
from storage.rhythms import DAILY, NOW, WEEKLY, Rhythm

UNTIL_RESUMED: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""When paused alerts would be due, if nobody asked for them before."""
AWAY: Final = timedelta(hours=24)
"""An alert that could not be sent for so long is no news any more, but still owed."""

_HOUR = timedelta(hours=1)
_URGENCY = {NOW: 0, DAILY: 1, WEEKLY: 2}
_UNDECIDED = (None, ANEW)

# Why alerts are told in one message, those that say most first.
_AWAY, _PAUSED, _QUIET, _CAP, _TOGETHER = "away", "paused", "quiet", "cap", "together"
REASONS: Final = (_AWAY, _PAUSED, _QUIET, _CAP, DAILY, WEEKLY)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alert that waits for its turn.

    Attributes:
        delivery_id: the row of the outbox.
        alert_id: what it tells.
        created_at: since when it is owed.
        due_at: since when it may go, by what its destination wants: as it was owed, or released,
            or as somebody changed the settings. A try that failed puts it off.
        held_why: why it was held; None if it never was. It is not held for another reason of its
            destination's rhythm again, unless it is to be decided ``ANEW``.
        rhythms: of the follows that still want it, None for the destination's; empty: none does.
    """

    delivery_id: int
    alert_id: int
    created_at: datetime
    due_at: datetime
    held_why: str | None
    rhythms: Collection[str | None]

    def is_late(self, now: datetime) -> bool:
        """Tell whether it could not be sent for so long that it is no news any more."""
        since = self.created_at if self.held_why is None else self.due_at
        return since <= now - AWAY


@dataclass(frozen=True, slots=True)
class Hold:
    """Alerts that wait on, and for what, and until when."""

    why: str
    until: datetime
    deliveries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a destination's waiting alerts.

    ``why`` says for what reason those that ``go`` are told in one message, the one of most weight;
    empty: a single alert goes as the message that it is. In ``go``, ``held_why`` is set also where
    the digest that an alert should have waited for is due already.
    """

    go: tuple[Waiting, ...]
    why: str
    holds: tuple[Hold, ...]
    unwanted: tuple[int, ...]


def decide(
    rhythm: Rhythm, waiting: Sequence[Waiting], told: Sequence[datetime], now: datetime
) -> Decision:
    """Return what becomes of the alerts of one destination, oldest first.

    Args:
        rhythm: its settings.
        waiting: what is due.
        told: when it got messages about news within the last hour, oldest first; needed where
            there is a cap.
        now: the time.
    """
    go: list[Waiting] = []
    held: dict[tuple[str, datetime], list[int]] = {}
    unwanted = tuple(one.delivery_id for one in waiting if not one.rhythms)
    for one in waiting:
        if not one.rhythms:
            continue
        digest = _digest(rhythm, one)
        hold = _held(rhythm, one, digest, told, now)
        if hold is not None:
            held.setdefault(hold, []).append(one.delivery_id)
        elif digest is not None:
            why, due_at = digest
            go.append(replace(one, held_why=why, due_at=due_at))
        else:
            go.append(one)
    holds = tuple(Hold(why, until, tuple(ids)) for (why, until), ids in held.items())
    return Decision(tuple(go), _why_together(go, now), holds, unwanted)


def held_until(rhythm: Rhythm, now: datetime) -> tuple[str, datetime] | None:
    """Return why and until when nothing about news is delivered; None if it may be."""
    if rhythm.paused_at is not None:
        return _PAUSED, UNTIL_RESUMED
    quiet = quiet_until(rhythm, now)
    return None if quiet is None else (_QUIET, quiet)


def _held(
    rhythm: Rhythm,
    one: Waiting,
    digest: tuple[str, datetime] | None,
    told: Sequence[datetime],
    now: datetime,
) -> tuple[str, datetime] | None:
    """Return why and until when it waits; None if it goes."""
    if rhythm.paused_at is None and digest is not None and digest[1] > now:
        return digest
    hold = held_until(rhythm, now)
    if hold is not None or digest is not None or one.held_why not in _UNDECIDED:
        return hold
    recent = [at for at in told if now - _HOUR < at <= now]  # clocks are turned back
    if rhythm.cap is not None and len(recent) >= rhythm.cap:
        return _CAP, recent[0] + _HOUR
    return None


def _digest(rhythm: Rhythm, one: Waiting) -> tuple[str, datetime] | None:
    """Return which digest it comes with, and its time, which may have passed; None for none."""
    if one.held_why not in _UNDECIDED:
        return None
    # Where a story satisfies follows of different rhythms, the most urgent wins.
    wanted = min((own or rhythm.rhythm for own in one.rhythms), key=lambda name: _URGENCY[name])
    return None if wanted == NOW else (wanted, next_digest(rhythm, wanted, one.due_at))


def _why_together(go: Sequence[Waiting], now: datetime) -> str:
    reasons = {one.held_why for one in go}
    if any(one.is_late(now) for one in go):
        reasons.add(_AWAY)
    together = _TOGETHER if len(go) > 1 else ""
    return next((reason for reason in REASONS if reason in reasons), together)

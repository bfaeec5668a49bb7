"""What becomes of waiting alerts, by their destination's rhythm and their follows'."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.deciding import UNTIL_RESUMED, Decision, Hold, Waiting, decide
from storage.holding import ANEW
from storage.rhythms import Rhythm

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # a Monday, 13:00 in Almaty
JUST_NOW = NOW - timedelta(minutes=1)
ALERT = Waiting(1, 11, JUST_NOW, JUST_NOW, None, (None,))
NINE = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
MISSED = NINE - timedelta(days=1)
SECOND = timedelta(seconds=1)
QUIET = Rhythm(quiet_from=12 * 60, quiet_to=14 * 60)


def decided(
    rhythm: Rhythm, *waiting: Waiting, told: Sequence[datetime] = (), now: datetime = NOW
) -> Decision:
    return decide(rhythm, waiting, told, now)


def test_one_alert_goes_as_it_is() -> None:
    assert decided(Rhythm(), ALERT) == Decision((ALERT,), "", (), ())


def test_several_go_together() -> None:
    other = replace(ALERT, delivery_id=2)
    assert decided(Rhythm(), ALERT, other) == Decision((ALERT, other), "together", (), ())


def test_what_nobody_wants_any_more_is_dropped() -> None:
    assert decided(Rhythm(), replace(ALERT, rhythms=())) == Decision((), "", (), (1,))


@pytest.mark.parametrize(
    ("rhythm", "follows", "why", "until"),
    [
        (Rhythm(paused_at=NOW), (None,), "paused", UNTIL_RESUMED),
        (QUIET, (None,), "quiet", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        (QUIET, ("now",), "quiet", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        (Rhythm(rhythm="daily"), (None,), "daily", NINE),
        (Rhythm(rhythm="weekly", digest_day=1), (None,), "weekly", NINE),
        (Rhythm(), ("daily",), "daily", NINE),
        (Rhythm(), ("weekly", "daily"), "daily", NINE),
        (Rhythm(paused_at=NOW, rhythm="daily"), ("now",), "paused", UNTIL_RESUMED),
    ],
)
def test_an_alert_is_held(
    rhythm: Rhythm, follows: Sequence[str | None], why: str, until: datetime
) -> None:
    waiting = replace(ALERT, rhythms=follows)
    assert decided(rhythm, waiting) == Decision((), "", (Hold(why, until, (1,)),), ())


@pytest.mark.parametrize("follows", [("now",), ("now", None), (None, "weekly", "now")])
def test_the_most_urgent_rhythm_wins(follows: Sequence[str | None]) -> None:
    waiting = replace(ALERT, rhythms=follows)
    assert decided(Rhythm(rhythm="daily"), waiting).go == (waiting,)


def test_over_the_cap_alerts_wait_for_an_hour_after_the_first_message() -> None:
    told = [NOW - timedelta(minutes=50), NOW - timedelta(minutes=10)]
    free = NOW + timedelta(minutes=10)
    assert decided(Rhythm(cap=2), ALERT, told=told).holds == (Hold("cap", free, (1,)),)
    assert decided(Rhythm(cap=3), ALERT, told=told).go == (ALERT,)
    assert decided(Rhythm(cap=2), ALERT, told=told, now=free + timedelta(seconds=1)).go == (ALERT,)


@pytest.mark.parametrize("why", ["paused", "quiet", "cap", "daily", "weekly"])
def test_what_was_held_goes_as_a_digest_that_says_so(why: str) -> None:
    released = replace(ALERT, held_why=why)
    rhythm = Rhythm(rhythm="daily", cap=0)
    assert decided(rhythm, released) == Decision((released,), why, (), ())


def test_what_was_held_still_waits_while_it_is_quiet() -> None:
    released = replace(ALERT, held_why="daily")
    assert [hold.why for hold in decided(QUIET, released).holds] == ["quiet"]


def test_what_could_not_be_sent_for_a_day_is_told_as_late() -> None:
    old = replace(ALERT, created_at=NOW - timedelta(hours=25))
    assert decided(Rhythm(), old).why == "away"
    assert decided(Rhythm(), old, replace(ALERT, delivery_id=2)).why == "away"


def test_a_weekly_digest_is_not_late() -> None:
    old = replace(ALERT, created_at=NOW - timedelta(days=5), held_why="weekly")
    assert decided(Rhythm(rhythm="weekly"), old).why == "weekly"


def test_a_digest_that_could_not_be_sent_for_a_day_is_late() -> None:
    released = replace(ALERT, held_why="daily", due_at=NOW - timedelta(hours=25))
    assert decided(Rhythm(rhythm="daily"), released).why == "away"


def test_nothing_is_late_that_waited_as_it_was_asked_to() -> None:
    """It was held for a weekly digest, which somebody turned off."""
    old = replace(ALERT, created_at=NOW - timedelta(days=5), held_why=ANEW)
    assert decided(Rhythm(), old) == Decision((old,), "", (), ())


def test_what_was_due_before_a_digest_comes_with_it_however_late_it_is_decided() -> None:
    before = replace(ALERT, created_at=MISSED - SECOND, due_at=MISSED - SECOND)
    decision = decided(Rhythm(rhythm="daily"), before)
    assert decision == Decision(
        (replace(before, held_why="daily", due_at=MISSED),), "daily", (), ()
    )
    after = replace(ALERT, created_at=MISSED, due_at=MISSED)
    assert decided(Rhythm(rhythm="daily"), after).holds == (Hold("daily", NINE, (1,)),)


def test_a_digest_that_nobody_had_asked_for_yet_was_not_missed() -> None:
    """The rhythm was set after its time had passed, while this was waiting."""
    old = replace(ALERT, created_at=MISSED - SECOND, due_at=JUST_NOW)
    assert decided(Rhythm(rhythm="daily"), old).holds == (Hold("daily", NINE, (1,)),)


@pytest.mark.parametrize(("hours", "why"), [(23, "daily"), (25, "away")])
def test_how_late_a_missed_digest_is_counts_from_its_own_time(hours: int, why: str) -> None:
    owed = MISSED - timedelta(hours=20)
    now = MISSED + timedelta(hours=hours)
    missed = replace(ALERT, created_at=owed, due_at=owed)
    assert decided(Rhythm(rhythm="daily"), missed, now=now).why == why


def test_a_missed_digest_waits_for_the_end_of_quiet_hours() -> None:
    owed = MISSED - SECOND
    missed = replace(ALERT, created_at=owed, due_at=owed)
    decision = decided(replace(QUIET, rhythm="daily"), missed)
    assert [hold.why for hold in decision.holds] == ["quiet"]


def test_quiet_hours_bring_no_digest_forward() -> None:
    decision = decided(replace(QUIET, rhythm="daily"), ALERT)
    assert decision.holds == (Hold("daily", NINE, (1,)),)

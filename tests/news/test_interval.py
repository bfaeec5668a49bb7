from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.entry import Hints
from news.interval import failure_pause, next_interval
from news.rhythm import Rhythm

MONDAY = datetime(2026, 7, 6, 10, 20, tzinfo=UTC)
DAY = timedelta(days=1)
SHORTEST, LONGEST = 60.0, 1800.0


def known(hourly: float, days: int = 14) -> Rhythm:
    """Return what is known of a source that is as busy at all hours, and was silent just now."""
    now = MONDAY - days * DAY
    rhythm, owed = Rhythm.starting(now), 0.0
    while now < MONDAY:
        now += timedelta(minutes=20)
        owed += hourly / 3
        fresh = int(owed) if now < MONDAY - timedelta(minutes=20) else 0
        rhythm, owed = rhythm.seen(now, fresh), owed - fresh
    return rhythm


def interval(
    rhythm: Rhythm,
    now: datetime = MONDAY,
    *,
    hints: Hints | None = None,
    max_age: float | None = None,
    host_floor: float = 0.0,
) -> float:
    return next_interval(rhythm, now, hints or Hints(), max_age, SHORTEST, LONGEST, host_floor)


BUSY, HOURLY, DAILY, SLEEPY = known(12.0), known(1.0), known(1 / 29, 56), known(0.0, 80)


def test_the_busier_the_sooner() -> None:
    assert interval(BUSY) == SHORTEST
    assert interval(HOURLY) == pytest.approx(120, rel=0.2)
    assert 400 < interval(DAILY) < 900
    assert interval(SLEEPY) == LONGEST


def test_an_unknown_source_starts_near_the_shortest_and_relaxes() -> None:
    rhythm, now = Rhythm.starting(MONDAY), MONDAY
    intervals = []
    for _ in range(7):
        intervals.append(interval(rhythm, now))
        now += DAY
        rhythm = rhythm.seen(now, 0)
    assert intervals[0] == pytest.approx(2 * SHORTEST)
    assert intervals == sorted(intervals)
    assert intervals[-1] > 10 * SHORTEST


def test_nights_are_looked_at_less_and_no_morning_is_slept_through() -> None:
    now = MONDAY.replace(hour=0, minute=0)
    rhythm = Rhythm.starting(now)
    for hour in range(21 * 24):
        now += timedelta(hours=1)
        rhythm = rhythm.seen(now, 6 if 4 <= hour % 24 < 15 else 0)
    night = interval(rhythm, now + timedelta(hours=21))
    assert interval(rhythm, now + timedelta(hours=9)) == SHORTEST
    assert night > 400
    assert interval(rhythm, now + timedelta(hours=2, minutes=56)) < night / 2


def test_after_something_new_more_may_follow() -> None:
    found = DAILY.seen(MONDAY, 1)
    assert interval(found) < 0.6 * interval(DAILY)
    assert interval(found, MONDAY + timedelta(hours=1)) > 1.2 * interval(found)
    assert interval(BUSY.seen(MONDAY, 3)) == SHORTEST


@pytest.mark.parametrize("asked", [{"max_age": 1200.0}, {"hints": Hints(ttl=1200.0)}])
def test_a_sleepy_source_is_asked_when_it_likes(asked: dict[str, float | Hints]) -> None:
    hints, max_age = asked.get("hints"), asked.get("max_age")
    assert isinstance(hints, Hints | None)
    assert isinstance(max_age, float | None)
    assert interval(DAILY, hints=hints, max_age=max_age) == 1200


def test_a_wish_is_honoured_up_to_the_longest_interval() -> None:
    assert interval(DAILY, hints=Hints(ttl=86_400.0)) == LONGEST
    assert interval(SLEEPY, max_age=1e9) == LONGEST


def test_a_busy_source_s_careless_wish_costs_no_news() -> None:
    assert interval(BUSY, hints=Hints(ttl=3600.0), max_age=3600) == SHORTEST
    assert interval(HOURLY, hints=Hints(ttl=3600.0)) < 240


def test_a_wish_for_less_changes_nothing() -> None:
    assert interval(DAILY, hints=Hints(ttl=1.0), max_age=0.0) == interval(DAILY)


def test_in_skipped_hours_and_days_the_longest_interval_holds_until_they_end() -> None:
    assert interval(BUSY, hints=Hints(skip_hours=frozenset({10, 11}))) == LONGEST
    late = MONDAY.replace(hour=11, minute=55)
    assert interval(BUSY, late, hints=Hints(skip_hours=frozenset({10, 11}))) == 300
    assert interval(BUSY, hints=Hints(skip_days=frozenset({0}))) == LONGEST
    midnight = MONDAY.replace(hour=23, minute=58)
    assert interval(BUSY, midnight, hints=Hints(skip_days=frozenset({0}))) == 120


def test_who_skips_everything_skips_nothing() -> None:
    assert interval(BUSY, hints=Hints(skip_hours=frozenset(range(24)))) == SHORTEST
    assert interval(BUSY, hints=Hints(skip_days=frozenset(range(7)))) == SHORTEST


def test_a_host_is_never_asked_more_than_it_bears() -> None:
    assert interval(BUSY, host_floor=500) == 500
    assert interval(SLEEPY, host_floor=7200) == 7200
    assert interval(SLEEPY, host_floor=10) == LONGEST


@given(
    hourly=st.sampled_from([BUSY, HOURLY, DAILY, SLEEPY]),
    later=st.floats(0, 1e6),
    ttl=st.none() | st.floats(0, 1e9),
    max_age=st.none() | st.floats(0, 1e9),
    hours=st.frozensets(st.integers(0, 23)),
    days=st.frozensets(st.integers(0, 6)),
    shortest=st.floats(0.1, 100),
    factor=st.floats(1, 100),
)
def test_it_stays_within_its_bounds(
    hourly: Rhythm,
    later: float,
    ttl: float | None,
    max_age: float | None,
    hours: frozenset[int],
    days: frozenset[int],
    shortest: float,
    factor: float,
) -> None:
    longest = shortest * factor
    hints = Hints(ttl=ttl, skip_hours=hours, skip_days=days)
    now = MONDAY + timedelta(seconds=later)
    result = next_interval(hourly, now, hints, max_age, shortest, longest)
    assert shortest <= result <= longest * (1 + 1e-9)


@pytest.mark.parametrize(
    ("failures", "retry_after", "pause"),
    [
        (0, None, 60),
        (1, None, 120),
        (4, None, 960),
        (5, None, 1800),
        (10**6, None, 1800),
        (0, 5.0, 60),
        (0, 7200.0, 7200),
        (0, 1e9, 86_400),
    ],
)
def test_pauses_grow_and_a_named_time_is_kept(
    failures: int, retry_after: float | None, pause: float
) -> None:
    assert failure_pause(failures, SHORTEST, LONGEST, retry_after) == pause

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.rhythm import Rhythm

MONDAY = datetime(2026, 7, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)
looks = st.lists(st.tuples(st.floats(0, 2e6), st.integers(0, 500)), max_size=8)


def after(*found: tuple[float, int]) -> tuple[Rhythm, datetime]:
    now, rhythm = MONDAY, Rhythm.starting(MONDAY)
    for seconds, fresh in found:
        now += timedelta(seconds=seconds)
        rhythm = rhythm.seen(now, fresh)
    return rhythm, now


def watched(weeks: float, hourly: float, *, every: int = 10) -> tuple[Rhythm, datetime]:
    """Return what is known of a source of ``hourly`` entries from 3:00 to 15:00 on weekdays."""
    random = Random(7)
    now, rhythm = MONDAY, Rhythm.starting(MONDAY)
    for _ in range(int(weeks * 7 * 24 * 60 / every)):
        is_awake = 3 <= now.hour < 15 and now.weekday() < 5
        now += timedelta(minutes=every)
        fresh = sum(random.random() < hourly / 60 for _ in range(every)) if is_awake else 0
        rhythm = rhythm.seen(now, fresh)
    return rhythm, now


@given(looks)
def test_it_comes_back_from_its_dump(found: list[tuple[float, int]]) -> None:
    rhythm, _ = after(*found)
    assert len(rhythm.dump()) <= 500
    assert Rhythm.load(rhythm.dump()) == rhythm


@pytest.mark.parametrize("dumped", [b"", b"\x01", b"\x02" + bytes(368), bytes(369), bytes(370)])
def test_what_no_dump_wrote_is_refused(dumped: bytes) -> None:
    with pytest.raises(ValueError, match="rhythm"):
        Rhythm.load(dumped)


@given(looks, st.floats(0, 5e6), st.floats(0, 3e6))
def test_rates_are_positive_and_their_sum_is_what_is_expected(
    found: list[tuple[float, int]], later: float, span: float
) -> None:
    rhythm, now = after(*found)
    since = now + timedelta(seconds=later)
    until = since + timedelta(seconds=span)
    middle = since + (until - since) / 3
    whole = rhythm.expected(since, until)
    assert rhythm.rate(since) > 0
    assert whole >= 0
    parts = rhythm.expected(since, middle) + rhythm.expected(middle, until)
    assert parts == pytest.approx(whole, rel=1e-6, abs=1e-9)


@given(st.floats(0, 3599), st.floats(0, 3599))
def test_within_an_hour_it_is_the_rate_times_the_time(start: float, length: float) -> None:
    rhythm, now = after((5000, 3), (9000, 0))
    hour = now.replace(minute=0, second=0)
    since = hour + timedelta(seconds=start)
    until = min(since + timedelta(seconds=length), hour + HOUR)
    seconds = (until - since).total_seconds()
    assert rhythm.expected(since, until) == pytest.approx(
        rhythm.rate(since) * seconds, rel=1e-6, abs=1e-9
    )


def test_nothing_is_expected_of_no_time() -> None:
    rhythm, now = after((60, 2))
    assert rhythm.expected(now, now) == 0
    assert rhythm.expected(now, now - HOUR) == 0


@pytest.mark.parametrize("hourly", [0.5, 2.0, 12.0])
def test_it_comes_to_know_the_source(hourly: float) -> None:
    rhythm, now = watched(6, hourly)
    noon, night = MONDAY + 60 * WEEK / 10 + 9 * HOUR, MONDAY + 6 * WEEK + 21 * HOUR
    assert rhythm.rate(noon) * 3600 == pytest.approx(hourly, rel=0.35)
    assert rhythm.rate(night) * 3600 < 0.1 * hourly
    assert rhythm.rate(noon + timedelta(days=5)) < 0.5 * rhythm.rate(noon)
    assert rhythm.expected(now, now + WEEK) == pytest.approx(hourly * 60, rel=0.2)


def test_nights_are_known_after_a_few_days_and_mornings_come_no_surprise() -> None:
    rhythm, now = watched(4 / 7, 4.0)
    assert rhythm.rate(now + 9 * HOUR) > 8 * rhythm.rate(now + 20 * HOUR)
    assert rhythm.rate(now + 2 * HOUR) > 2 * rhythm.rate(now)


def test_habits_that_change_are_learned_anew() -> None:
    rhythm, now = watched(6, 6.0)
    before = rhythm.expected(now, now + WEEK)
    for _ in range(12 * 7 * 24):
        now += HOUR
        rhythm = rhythm.seen(now, 0)
    assert rhythm.expected(now, now + WEEK) < 0.2 * before


def test_a_look_after_a_pause_spreads_its_finds_by_habit() -> None:
    rhythm, now = watched(4, 4.0)
    found = rhythm.seen(now + timedelta(days=1), 48)
    night = MONDAY + 4 * WEEK + 21 * HOUR
    assert found.rate(night) < 1.5 * rhythm.rate(night) + 0.01 / 3600
    assert found.last == (now + timedelta(days=1)).timestamp()


def test_years_of_watching_overflow_nothing() -> None:
    rhythm, now = after(*[(7 * 86400.0, 3000)] * 150)
    assert rhythm.expected(now, now + WEEK) == pytest.approx(3000, rel=0.1)
    assert Rhythm.load(rhythm.dump()) == rhythm


def test_a_clock_set_back_loses_nothing() -> None:
    rhythm, now = after((3600, 1))
    again = rhythm.seen(now - HOUR, 2)
    assert again.until == rhythm.until
    assert again.rate(now) > rhythm.rate(now)


def test_unknown_is_one_an_hour_and_silence_lowers_it() -> None:
    rhythm = Rhythm.starting(MONDAY)
    assert rhythm.rate(MONDAY) * 3600 == pytest.approx(1.0)
    day, _ = after(*[(3600, 0)] * 24)
    assert day.rate(MONDAY) * 3600 < 0.1
    assert day.last is None


def test_the_times_of_the_first_look_s_entries_tell_its_rhythm() -> None:
    times = [MONDAY - timedelta(hours=8 * number, minutes=7) for number in range(15)]
    rhythm = Rhythm.starting(MONDAY, times)
    assert rhythm.expected(MONDAY, MONDAY + WEEK) == pytest.approx(21, rel=0.25)
    assert rhythm.last is None
    assert Rhythm.load(rhythm.dump()) == rhythm


@pytest.mark.parametrize(
    "times",
    [
        [],
        [MONDAY - 5 * HOUR + timedelta(minutes=3)],
        [MONDAY - timedelta(days=day) for day in range(20)],
        [MONDAY - timedelta(days=day, hours=5) for day in range(20)],
        [MONDAY + timedelta(days=day, minutes=1) for day in range(1, 9)],
        [MONDAY - timedelta(days=day, minutes=1) for day in range(100, 120)],
    ],
)
def test_dates_without_times_old_and_future_ones_tell_nothing(times: list[datetime]) -> None:
    assert Rhythm.starting(MONDAY, times) == Rhythm.starting(MONDAY)

"""Times of the day on the clocks of this world, which are set forward and back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.rhythm.calendar import next_digest, quiet_until
from storage.rhythms import Rhythm

BERLIN = "Europe/Berlin"  # forward on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00
HALF_PAST_TWO = 2 * 60 + 30


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc] # a shorthand


def test_a_daily_digest_comes_on_the_clock_of_its_zone() -> None:
    almaty = Rhythm(digest_minute=9 * 60)
    assert next_digest(almaty, "daily", utc(2026, 3, 1, 3, 59)) == utc(2026, 3, 1, 4, 0)
    assert next_digest(almaty, "daily", utc(2026, 3, 1, 4, 0)) == utc(2026, 3, 2, 4, 0)


def test_almaty_changed_its_offset() -> None:
    almaty = Rhythm(digest_minute=9 * 60)
    assert next_digest(almaty, "daily", utc(2024, 2, 28, 12)) == utc(2024, 2, 29, 3, 0)
    assert next_digest(almaty, "daily", utc(2024, 2, 29, 12)) == utc(2024, 3, 1, 4, 0)


@pytest.mark.parametrize(
    ("day", "now", "due"),
    [
        (0, utc(2026, 3, 1, 8), utc(2026, 3, 2, 4)),  # from a Sunday to the Monday after it
        (0, utc(2026, 3, 2, 3), utc(2026, 3, 2, 4)),
        (0, utc(2026, 3, 2, 4), utc(2026, 3, 9, 4)),
        (6, utc(2026, 3, 2, 4), utc(2026, 3, 8, 4)),
    ],
)
def test_a_weekly_digest_comes_on_its_day(day: int, now: datetime, due: datetime) -> None:
    assert next_digest(Rhythm(digest_day=day), "weekly", now) == due


def test_a_time_that_the_clock_leaves_out_is_the_moment_after() -> None:
    rhythm = Rhythm(zone=BERLIN, digest_minute=HALF_PAST_TWO)
    assert next_digest(rhythm, "daily", utc(2026, 3, 28, 12)) == utc(2026, 3, 29, 1, 0)
    assert next_digest(rhythm, "daily", utc(2026, 3, 29, 1, 0)) == utc(2026, 3, 30, 0, 30)


def test_a_time_that_comes_twice_brings_one_digest() -> None:
    rhythm = Rhythm(zone=BERLIN, digest_minute=HALF_PAST_TWO)
    first = next_digest(rhythm, "daily", utc(2026, 10, 24, 12))
    assert first == utc(2026, 10, 25, 0, 30)
    assert next_digest(rhythm, "daily", first) == utc(2026, 10, 26, 1, 30)


def test_a_zone_that_nobody_knows_is_utc() -> None:
    rhythm = Rhythm(zone="Mars/Olympus", digest_minute=60)
    assert next_digest(rhythm, "daily", utc(2026, 3, 1)) == utc(2026, 3, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "now", "until"),
    [
        (22 * 60, 7 * 60, utc(2026, 3, 1, 16, 59), None),
        (22 * 60, 7 * 60, utc(2026, 3, 1, 17, 0), utc(2026, 3, 2, 2)),
        (22 * 60, 7 * 60, utc(2026, 3, 1, 1, 59), utc(2026, 3, 1, 2)),
        (22 * 60, 7 * 60, utc(2026, 3, 1, 2, 0), None),
        (13 * 60, 14 * 60, utc(2026, 3, 1, 8, 30), utc(2026, 3, 1, 9)),
        (13 * 60, 14 * 60, utc(2026, 3, 1, 9), None),
        (None, None, utc(2026, 3, 1, 9), None),
    ],
)
def test_quiet_hours(
    start: int | None, end: int | None, now: datetime, until: datetime | None
) -> None:
    assert quiet_until(Rhythm(quiet_from=start, quiet_to=end), now) == until


ZONES = st.sampled_from([BERLIN, "Asia/Almaty", "America/St_Johns", "Australia/Lord_Howe", "UTC"])
MOMENTS = st.integers(0, 3 * 366 * 86_400).map(
    lambda seconds: utc(2024, 1, 1) + timedelta(seconds=seconds)
)


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(zone=ZONES, minute=st.integers(0, 1_439), now=MOMENTS)
def test_the_next_digest_is_within_a_day_and_shows_its_time(
    zone: str, minute: int, now: datetime
) -> None:
    due = next_digest(Rhythm(zone=zone, digest_minute=minute), "daily", now)
    assert now < due <= now + timedelta(hours=26)
    shown = due.astimezone(ZoneInfo(zone))
    late = (shown.hour * 60 + shown.minute - minute) % 1_440
    assert late == 0 or late <= 60  # only where the clock left the time out


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(zone=ZONES, start=st.integers(0, 1_439), end=st.integers(0, 1_439), now=MOMENTS)
def test_quiet_hours_end(zone: str, start: int, end: int, now: datetime) -> None:
    rhythm = Rhythm(zone=zone, quiet_from=start, quiet_to=end)
    until = quiet_until(rhythm, now)
    if until is not None:
        assert now < until <= now + timedelta(hours=25)
        assert start == end or quiet_until(rhythm, until) is None

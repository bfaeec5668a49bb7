"""When a source is looked at again."""

from datetime import UTC, datetime, timedelta
from random import Random

from bot.polling.schedule import Schedule

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SCHEDULE = Schedule(60, 1800, Random(1))


def seconds(at: datetime) -> float:
    return (at - NOW) / timedelta(seconds=1)


def test_sources_that_are_well_spread_within_the_shortest_interval() -> None:
    waits = [seconds(SCHEDULE.after_success(NOW)) for _ in range(200)]
    assert min(waits) >= 54
    assert max(waits) <= 60
    assert len(set(waits)) > 100


def test_pauses_double_up_to_the_longest() -> None:
    pauses = [seconds(SCHEDULE.after_failure(NOW, failures)) for failures in (0, 1, 2, 10, 5000)]
    assert pauses == [60, 120, 240, 1800, 1800]


def test_a_server_that_names_a_time_is_left_alone_for_that_long_but_not_for_ever() -> None:
    assert seconds(SCHEDULE.after_failure(NOW, 0, 3600)) == 3600
    assert seconds(SCHEDULE.after_failure(NOW, 0, 5)) == 60
    assert seconds(SCHEDULE.after_failure(NOW, 0, 10**9)) == 86_400

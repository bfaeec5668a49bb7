"""When a source is looked at again."""

from datetime import UTC, datetime, timedelta
from random import Random

from bot.polling.hosts import Hosts
from bot.polling.schedule import Schedule
from news.entry import Hints
from news.fetching.gate import HostGate
from news.rhythm import Rhythm

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOST, CROWDED = "one.example:443", "t.me:443"


def schedule() -> Schedule:
    hosts = Hosts(HostGate(), 1.0, lambda: 0.0)
    hosts.count({CROWDED: 6_000})
    return Schedule(60, 1800, hosts, Random(1))


def busy() -> Rhythm:
    rhythm = Rhythm.starting(NOW - timedelta(days=14))
    for hour in range(14 * 24):
        rhythm = rhythm.seen(NOW - timedelta(days=14) + timedelta(hours=hour + 1), 10)
    return rhythm


def test_a_busy_source_is_looked_at_as_often_as_may_be_and_an_idle_one_seldom() -> None:
    quick = schedule().interval(HOST, busy(), NOW, Hints(), None)
    idle = Rhythm.starting(NOW - timedelta(days=60)).seen(NOW, 0)
    slow = schedule().interval(HOST, idle, NOW, Hints(), None)
    assert quick == 60 < slow <= 1800


def test_thousands_of_sources_on_one_host_wait_for_each_other_beyond_the_longest_interval() -> None:
    crowded = schedule()
    assert crowded.interval(CROWDED, busy(), NOW, Hints(), None) == 6_000
    assert crowded.spread(CROWDED, 6_000) == 6_000
    assert crowded.pause(CROWDED, 0, None) == 6_000


def test_sources_spread_by_up_to_a_tenth() -> None:
    waits = [schedule.spread(HOST, 60) for schedule in [schedule()] for _ in range(200)]
    assert 54 <= min(waits) < max(waits) <= 60
    assert len(set(waits)) > 100


def test_pauses_double_up_to_the_longest_unless_the_server_names_a_time() -> None:
    pauses = [schedule().pause(HOST, failures, None) for failures in (0, 1, 2, 10, 5000)]
    assert pauses == [60, 120, 240, 1800, 1800]
    assert schedule().pause(HOST, 0, 3600) == 3600
    assert schedule().pause(HOST, 0, 10**9) == 86_400

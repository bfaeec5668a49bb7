"""What hosts can bear."""

import asyncio

import pytest

from bot.polling.hosts import Hosts, spacing
from news.fetching.gate import HostGate
from tests.support.travel import TravellingClock

HOST = "t.me:443"


async def test_a_round_takes_the_spacing_times_the_sources_that_share_a_host() -> None:
    hosts = Hosts(HostGate(), 1.0, TravellingClock().monotonic)
    hosts.count({HOST: 6_000})
    assert hosts.shortest(HOST) == 6_000
    assert hosts.shortest("else.example:443") == 1


async def test_a_slow_host_takes_longer_and_one_that_hangs_no_more_than_the_gate_waits() -> None:
    clock = TravellingClock()
    hosts = Hosts(HostGate(), 1.0, clock.monotonic)
    hosts.count({HOST: 10})
    for seconds in (2.0, 2.0):
        async with hosts.turn(HOST):
            await clock.advance(seconds)
    assert hosts.shortest(HOST) == 20
    for _ in range(60):
        async with hosts.turn(HOST):
            await clock.advance(30)
    assert hosts.shortest(HOST) == pytest.approx(30, rel=0.01)
    hosts.count({})
    assert hosts.shortest(HOST) == 1


async def test_looks_at_one_host_follow_one_another() -> None:
    hosts = Hosts(HostGate(), 0.0, TravellingClock().monotonic)
    under_way = most = 0

    async def look() -> None:
        nonlocal under_way, most
        async with hosts.turn(HOST):
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    await asyncio.gather(*(look() for _ in range(5)))
    assert most == 1


def test_a_host_rests_a_second_at_most_and_less_where_sources_are_polled_often() -> None:
    assert (spacing(60), spacing(3600), spacing(6)) == (1.0, 1.0, 0.1)

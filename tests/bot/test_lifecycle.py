"""Services start and stop in any order, any number of times, and outlive their failures."""

import asyncio
from random import Random

import pytest

from bot.clock import SystemClock
from bot.lifecycle import Service, waiting_for
from bot.nursery import Nursery, first_of
from tests.support.travel import TravellingClock, settle


class Work:
    """Counts how often it runs, and that it never runs twice at once."""

    def __init__(self) -> None:
        self.running = 0
        self.runs = 0

    async def __call__(self, stopping: asyncio.Event) -> None:
        assert self.running == 0
        self.running += 1
        self.runs += 1
        try:
            await stopping.wait()
        finally:
            self.running -= 1


async def test_hundreds_of_starts_and_stops_in_any_order() -> None:
    random = Random(7)
    works = [Work() for _ in range(5)]
    services = [Service(str(i), work, SystemClock()) for i, work in enumerate(works)]
    for _ in range(400):
        async with asyncio.TaskGroup() as group:
            for service in random.sample(services, k=random.randint(1, 5)):
                ask = service.start() if random.random() < 0.5 else service.stop(1)
                group.create_task(ask)
        await settle()
        for service, work in zip(services, works, strict=True):
            assert service.running == (work.running == 1)
    for service in services:
        await service.stop(1)
        await service.stop(1)
    assert not any(work.running for work in works)
    assert all(work.runs > 20 for work in works)


async def test_a_service_that_fails_begins_again_after_growing_pauses() -> None:
    clock = TravellingClock()
    times: list[float] = []

    async def work(_: asyncio.Event) -> None:
        times.append(clock.monotonic())
        raise RuntimeError("the database is gone")

    service = Service("poller", work, clock)
    await service.start()
    await clock.advance(16)
    await service.stop(1)
    assert [round(at - times[0]) for at in times] == [0, 1, 3, 7, 15]
    assert not service.running


async def test_a_service_that_does_not_end_is_cut_off() -> None:
    async def stubborn(_: asyncio.Event) -> None:
        await asyncio.Event().wait()

    service = Service("stubborn", stubborn, SystemClock())
    await service.start()
    await service.stop(0.05)
    assert not service.running


async def test_waiting_ends_when_the_bot_is_to_stop() -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().call_soon(stopping.set)
    async with asyncio.timeout(5):
        await waiting_for(stopping, asyncio.sleep(60))


async def test_what_the_first_raises_is_raised_and_the_others_end() -> None:
    ended = []

    async def patient() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("patient")

    async def failing() -> None:
        await asyncio.sleep(0)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await first_of(patient(), failing())
    assert ended == ["patient"]


async def test_a_nursery_lets_its_tasks_finish_and_then_cuts_them_off() -> None:
    nursery = Nursery()
    done = []

    async def quick() -> None:
        await asyncio.sleep(0.01)
        done.append("quick")

    nursery.start(quick(), "quick")
    nursery.start(asyncio.sleep(60), "slow")
    await nursery.drain(0.2)
    assert done == ["quick"]
    assert len(nursery) == 0

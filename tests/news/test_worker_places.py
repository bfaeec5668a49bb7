"""Who may work now."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack

from news.workers.places import Places


class Work:
    """Pieces that end when the test says so."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.at_once = Counter[str]()
        self.order: list[int] = []

    async def piece(self, number: int, end: asyncio.Event) -> None:
        async with self._places.place():
            self.order.append(number)
            self.at_once["now"] += 1
            self.at_once["most"] = max(self.at_once["most"], self.at_once["now"])
            await end.wait()
            self.at_once["now"] -= 1


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_little_is_done_one_after_the_other() -> None:
    work, end = Work(Places(2, patience=60.0)), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(work.piece(number, end))
        await settle()
        assert work.at_once["now"] == 1
        end.set()
    assert (work.at_once["most"], work.order) == (1, [0, 1, 2, 3])


async def test_a_flood_takes_every_place_and_no_more() -> None:
    work, end = Work(Places(2, patience=60.0)), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for number in range(40):
            group.create_task(work.piece(number, end))
        await settle()
        assert work.at_once["now"] == 2
        end.set()
    assert (work.at_once["most"], work.order) == (2, list(range(40)))


async def test_whoever_waited_for_long_takes_another_place() -> None:
    work, end = Work(Places(2, patience=0.01)), asyncio.Event()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(work.piece(number, end))
        while work.at_once["now"] < 2:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.02)
        assert work.at_once["now"] == 2
        end.set()


async def test_who_is_cancelled_leaves_no_place_taken() -> None:
    places = Places(1, patience=0.0)
    work, end = Work(places), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work.piece(number, end)) for number in range(3)]
        await settle()
        for task in tasks:
            task.cancel()
    async with AsyncExitStack() as stack, asyncio.timeout(1):
        await stack.enter_async_context(places.place())

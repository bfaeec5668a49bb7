"""Whose work is done next: who cost much leaves a place to everybody else."""

import asyncio

import pytest

from news.workers.errors import CrowdedError, TooSlowError
from news.workers.turns import Turns
from tests.support.travel import settle


class Work:
    """Pieces that end when the test says so, each of which takes so many seconds."""

    def __init__(self, places: int = 2) -> None:
        self.seconds = 0.0
        self.turns = Turns(places, self._prepare, lambda: self.seconds)
        self.begun: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def begin(self, *payers: str, hangs: bool = False) -> asyncio.Task[None]:
        name = f"{payers[0]}{sum(known.startswith(payers[0]) for known in self.ends)}"
        self.ends[name] = asyncio.Event()
        piece = self._piece(name, payers, hangs=hangs)
        task = self._tasks[name] = asyncio.create_task(piece)  # noqa: TID251 - its errors are read
        await settle()
        return task

    async def end(self, name: str, seconds: float = 0.1) -> None:
        self.seconds += seconds
        self.ends[name].set()
        await settle()

    async def _prepare(self) -> None:
        self.seconds += 60.0

    async def _piece(self, name: str, payers: tuple[str, ...], *, hangs: bool) -> None:
        async with self.turns.turn(payers):
            self.begun.append(name)
            await self.ends[name].wait()
            if hangs:
                raise TooSlowError


async def test_one_payer_has_one_place() -> None:
    work = Work()
    for payer in ("a", "a", "b"):
        await work.begin(payer)
    assert work.begun == ["a0", "b0"]
    await work.end("a0")
    assert work.begun == ["a0", "b0", "a1"]


async def test_a_source_pays_for_whatever_host_it_leads_to() -> None:
    work = Work()
    await work.begin("a", "source")
    await work.begin("b", "source")
    assert work.begun == ["a0"]
    await work.end("a0", seconds=9.0)
    await work.begin("c", "source")
    await work.begin("d")
    await work.begin("e")
    await work.end("b0", seconds=0.1)
    assert work.begun == ["a0", "b0", "d0", "e0"]


async def test_who_hung_shares_the_places_but_one() -> None:
    work = Work(places=3)
    hosts = "abc"
    for payer in hosts:
        await work.begin(payer, hangs=True)
    for payer in hosts:
        await work.end(f"{payer}0", seconds=2.0)
    for payer in (*hosts, "good", "good"):
        await work.begin(payer)
    assert work.begun[3:] == ["a1", "b1", "good0"]
    await work.end("good0")
    assert work.begun[3:] == ["a1", "b1", "good0", "good1"]


async def test_who_was_quick_goes_before_strangers() -> None:
    work = Work(places=1)
    await work.begin("known")
    await work.end("known0")
    for payer in ("a", "b", "known"):
        await work.begin(payer)
    await work.end("a0")
    assert work.begun == ["known0", "a0", "known1"]


async def test_who_cost_much_is_forgiven_in_time() -> None:
    work = Work(places=2)
    await work.begin("a", hangs=True)
    await work.begin("b", hangs=True)
    await work.end("a0", seconds=2.0)
    await work.end("b0", seconds=2.0)
    work.seconds += 3600.0
    await work.begin("a")
    await work.begin("b")
    assert work.begun[2:] == ["a1", "b1"]


async def test_who_cost_much_does_not_wait_for_ever() -> None:
    work = Work()
    first = await work.begin("a", hangs=True)
    others = [await work.begin("a") for _ in range(10)]
    await work.end("a0", seconds=2.0)
    with pytest.raises(TooSlowError):
        await first
    refused = [task for task in others if task.done()]
    assert len(refused) == 6
    assert all(isinstance(task.exception(), CrowdedError) for task in refused)
    assert work.begun == ["a0", "a1"]


async def test_who_is_cancelled_leaves_no_place_taken() -> None:
    work = Work(places=1)
    tasks = [await work.begin(payer) for payer in "abc"]
    for task in tasks:
        task.cancel()
    await settle()
    await work.begin("d")
    assert work.begun == ["a0", "d0"]

"""Due work: everything that is due is done, side by side, nothing twice at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import SystemClock
from bot.due_work import DueWork
from bot.lifecycle import Service


@dataclass(frozen=True, slots=True)
class Piece:
    id: int


class Desk:
    """Pieces that are due until they are done; each is done when it is let go."""

    def __init__(self, pieces: int, *, at_once: int) -> None:
        self.due = {number: Piece(number) for number in range(pieces)}
        self.begun: list[int] = []
        self.let_go = asyncio.Event()
        self.changed = asyncio.Event()
        self.work = DueWork("work", self._find, self._do, SystemClock(), at_once=at_once, rest=60.0)

    async def until_begun(self, pieces: int) -> None:
        async with asyncio.timeout(10):
            while len(self.begun) < pieces:
                self.changed.clear()
                await self.changed.wait()

    async def _find(self, now: datetime, busy: Sequence[int], most: int) -> Sequence[Piece]:
        assert now.tzinfo is not None
        return [piece for piece in self.due.values() if piece.id not in busy][:most]

    async def _do(self, piece: Piece) -> None:
        self.begun.append(piece.id)
        self.changed.set()
        await self.let_go.wait()
        self.due.pop(piece.id, None)


async def test_pieces_are_done_side_by_side_and_none_twice() -> None:
    desk = Desk(1_200, at_once=5_000)
    service = Service("desk", desk.work.run, SystemClock())
    await service.start()
    await desk.until_begun(1_200)
    desk.work.ring()
    desk.let_go.set()
    desk.due[5_000] = Piece(5_000)
    desk.work.ring()
    await desk.until_begun(1_201)
    await service.stop(5)
    assert sorted(desk.begun) == [*range(1_200), 5_000]


async def test_no_more_are_under_way_than_may_be_and_the_rest_follows() -> None:
    desk = Desk(7, at_once=3)
    service = Service("desk", desk.work.run, SystemClock())
    await service.start()
    await desk.until_begun(3)
    desk.work.ring()
    for _ in range(5):
        await asyncio.sleep(0)
    assert len(desk.begun) == 3
    desk.let_go.set()
    await desk.until_begun(7)
    await service.stop(5)
    assert desk.due == {}


async def test_a_piece_that_fails_makes_room_and_stops_nobody() -> None:
    desk = Desk(0, at_once=1)
    failing = DueWork("work", desk._find, _fail, SystemClock(), at_once=1, rest=60.0)
    desk.due[1] = Piece(1)
    _FAILED.clear()
    service = Service("desk", failing.run, SystemClock())
    await service.start()
    async with asyncio.timeout(10):
        while len(_FAILED) < 3:
            await asyncio.sleep(0)
    await service.stop(5)
    assert set(_FAILED) == {1}


_FAILED: list[int] = []


async def _fail(piece: Piece) -> None:
    _FAILED.append(piece.id)
    raise ValueError


async def test_what_is_under_way_at_the_end_is_given_up_and_still_due() -> None:
    desk = Desk(2, at_once=10)
    service = Service("desk", desk.work.run, SystemClock())
    await service.start()
    await desk.until_begun(2)
    await service.stop(5)
    assert list(desk.due) == [0, 1]

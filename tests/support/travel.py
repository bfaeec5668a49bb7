"""A clock that a test moves: nothing waits, everything happens in order of its time."""

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any


class TravellingClock:
    """Wall and monotonic time that stand still until ``advance`` or ``run`` moves them."""

    def __init__(self, start: datetime = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)) -> None:
        self._start = start
        self._elapsed = 0.0
        self._numbers = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    @property
    def asleep(self) -> int:
        """How many wait for time to pass."""
        return sum(not woken.done() for _, _, woken in self._sleepers)

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        return 1_000.0 + self._elapsed

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        until = self._elapsed + max(seconds, 0.0)
        heapq.heappush(self._sleepers, (until, next(self._numbers), woken))
        await woken

    async def advance(self, seconds: float) -> None:
        """Move on by that many seconds, waking each sleeper at its own time."""
        until = self._elapsed + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= until:
            await self._wake_next()
        self._elapsed = until

    async def run(self, task: asyncio.Future[Any]) -> None:
        """Move on from sleeper to sleeper until the task is done."""
        await settle()
        while not task.done():
            assert self._sleepers, "the task waits for something that time does not bring"
            await self._wake_next()

    async def _wake_next(self) -> None:
        at, _, woken = heapq.heappop(self._sleepers)
        self._elapsed = max(self._elapsed, at)
        if not woken.done():
            woken.set_result(None)
        await settle()


async def settle() -> None:
    """Let every task run until all wait for something."""
    for _ in range(10):
        await asyncio.sleep(0)

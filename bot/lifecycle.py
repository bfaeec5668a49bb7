"""One lifecycle for all that runs: poller, reader, sender, intake and clock.

Each is a ``Work``: a coroutine that runs until it is told to stop. A ``Service`` starts it,
stops it and begins it anew when it fails; starting and stopping may be asked for in any order,
any number of times.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from bot.clock import Clock
from bot.nursery import Nursery, first_of

_log = structlog.get_logger(__name__)

Work = Callable[[asyncio.Event], Awaitable[None]]

_LONGEST_PAUSE = 30.0


class Service:
    """One piece of work under supervision."""

    def __init__(self, name: str, work: Work, clock: Clock) -> None:
        self.name = name
        self._work = work
        self._clock = clock
        self._nursery = Nursery()
        self._stopping = asyncio.Event()
        self._turn = asyncio.Lock()

    @property
    def running(self) -> bool:
        """Whether the work is going on."""
        return len(self._nursery) > 0

    async def start(self) -> None:
        """Begin the work; nothing happens if it is going on."""
        async with self._turn:
            if self.running:
                return
            self._stopping = asyncio.Event()
            self._nursery.start(self._supervise(self._stopping), self.name)

    async def stop(self, grace: float) -> None:
        """Tell the work to end and wait for it; after ``grace`` seconds it is cut off."""
        async with self._turn:
            self._stopping.set()
            await self._nursery.drain(grace)

    async def _supervise(self, stopping: asyncio.Event) -> None:
        failures = 0
        while not stopping.is_set():
            began = self._clock.monotonic()
            try:
                await self._work(stopping)
            except Exception:  # noqa: BLE001 (a supervisor outlives whatever it supervises)
                lasted = self._clock.monotonic() - began
                failures = 1 if lasted > _LONGEST_PAUSE else failures + 1
                _log.exception("service failed and starts again", service=self.name)
                pause = min(2.0 ** (failures - 1), _LONGEST_PAUSE)
                await waiting_for(stopping, self._clock.sleep(pause))
            else:
                return


async def waiting_for(stopping: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Await ``work``, or give it up when ``stopping`` is set first; raises what it raises."""

    async def until_stopping() -> None:
        await stopping.wait()

    await first_of(work, until_stopping())

"""The one place where tasks start: each is named, held on to, and its failure is told."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

_log = structlog.get_logger(__name__)


class Nursery:
    """Tasks that belong together and end together."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def start(
        self, work: Coroutine[Any, Any, None], name: str, *, awaited: bool = False
    ) -> asyncio.Task[None]:
        """Run ``work`` beside everything else.

        An exception that it raises is logged, unless it is ``awaited`` by whoever started it.
        """
        task = asyncio.create_task(work, name=name)  # noqa: TID251 (here, and nowhere else)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard if awaited else self._ended)
        return task

    async def drain(self, grace: float) -> None:
        """Wait for every task, at most ``grace`` seconds, then cancel what is left."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        await self.cancel()

    async def cancel(self) -> None:
        """Cancel every task and wait until all have ended."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("task failed", task=task.get_name(), exc_info=error)


async def first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Run works beside each other until one ends, give up the others; raises what it raises."""
    nursery = Nursery()
    tasks = [nursery.start(work, "one of several", awaited=True) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task.done():
                task.result()
    finally:
        await nursery.cancel()

"""The way to a worker process, so that what is read can cost itself and nothing else."""

import asyncio
import os
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import BrokenWorkerProcess, CapacityLimiter
from anyio.to_process import run_sync

from news.workers.errors import CrashedError, TooSlowError
from news.workers.guard import Limits, RetiredError, serve

_Result = TypeVar("_Result")
_Arguments = TypeVarTuple("_Arguments")

# So soon after its end a worker is known to be dead and is asked no more.
_NOTICED = 0.05


class Workers:
    """Does work in at most ``workers`` processes at once, which end with the event loop.

    Several of these share what waits idle, and nothing else: the work of one, however much of it
    hangs, delays no work of another.

    Args:
        workers: how many pieces of work are under way at once; the others wait.
        deadline: seconds for one piece, not counting the wait for its turn.
        limits: what a worker may use.
        foreseen: what the functions may raise; whatever else they raise is a crash.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        deadline: float = 10.0,
        limits: Limits | None = None,
        foreseen: tuple[type[Exception], ...] = (),
    ) -> None:
        self._free = asyncio.Semaphore(workers)
        self._limiter = CapacityLimiter(workers)
        self._deadline = deadline
        self._limits = limits or Limits()
        self._foreseen = foreseen

    async def run(
        self, function: Callable[[*_Arguments], _Result], *arguments: *_Arguments
    ) -> _Result:
        """Return ``function(*arguments)``; the function is imported by its name in the worker.

        Raises:
            TooSlowError: no answer within the deadline; the worker was killed.
            CrashedError: the worker died, or the function raised something unforeseen.
        """
        async with self._free:
            try:
                async with asyncio.timeout(self._deadline):
                    return await self._served(function, arguments)
            except TimeoutError as error:
                raise TooSlowError(f"reading it took longer than {self._deadline:g} s") from error

    async def _served(
        self, function: Callable[[*_Arguments], _Result], arguments: tuple[*_Arguments]
    ) -> _Result:
        has_died = False
        while True:
            try:
                return await run_sync(
                    serve,
                    *(function, arguments, self._foreseen, os.getpid(), self._limits),
                    cancellable=True,
                    limiter=self._limiter,
                )
            except RetiredError:
                await asyncio.sleep(_NOTICED)
            except BrokenWorkerProcess as error:
                # One that ended by itself a moment ago may still have been handed this work.
                if has_died:
                    raise CrashedError("the worker that read it died") from error
                has_died = True
                await asyncio.sleep(_NOTICED)

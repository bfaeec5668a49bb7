"""The way to a worker process, so that what is read can cost itself and nothing else."""

import asyncio
import os
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import BrokenWorkerProcess, CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_process import run_sync

from news.workers.errors import CrashedError, TooSlowError
from news.workers.guard import Limits, RetiredError, serve
from news.workers.places import Places

_Result = TypeVar("_Result")
_Arguments = TypeVarTuple("_Arguments")

# How many retired workers may still stand in the pool, which belongs to the event loop.
_retired: RunVar[int] = RunVar("retired_workers", 0)


class Workers:
    """Does work in at most ``workers`` processes at once, which end with the event loop.

    Several of these share what waits idle, and nothing else: the work of one, however much of it
    hangs, delays no work of another.

    Args:
        workers: how many pieces of work are under way at once; the others wait.
        deadline: seconds for one piece, not counting the wait for its turn.
        limits: what a worker may use.
        foreseen: what the functions may raise; whatever else they raise is a crash.
        patience: seconds for which a piece waits for one worker before it takes a further one.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        deadline: float = 10.0,
        patience: float = 0.0,
        limits: Limits | None = None,
        foreseen: tuple[type[Exception], ...] = (),
    ) -> None:
        self._places = Places(workers, patience)
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
        async with self._places.place():
            try:
                async with asyncio.timeout(self._deadline):
                    return await self._served(function, arguments)
            except TimeoutError as error:
                raise TooSlowError(f"reading it took longer than {self._deadline:g} s") from error

    async def _served(
        self, function: Callable[[*_Arguments], _Result], arguments: tuple[*_Arguments]
    ) -> _Result:
        is_again = False
        while True:
            try:
                return await run_sync(
                    serve,
                    *(function, arguments, self._foreseen, os.getpid(), self._limits),
                    cancellable=True,
                    limiter=self._limiter,
                )
            except RetiredError:
                _retired.set(_retired.get() + 1)
            except BrokenWorkerProcess as error:
                # One that has just ended by itself may still be handed work: so many as have
                # retired, and one that was idle for too long.
                if _retired.get() > 0:
                    _retired.set(_retired.get() - 1)
                elif is_again:
                    raise CrashedError("the worker that read it died") from error
                else:
                    is_again = True

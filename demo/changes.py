"""Lets tests and the chat page wait until something happens."""

import asyncio
from collections.abc import Callable


class Changes:
    """Counts what happened; waiters compare the count with the one they know."""

    def __init__(self) -> None:
        self.count = 0
        self._next = asyncio.Event()

    def happened(self) -> None:
        """Wake everybody who waits."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def beyond(self, known: int, timeout: float) -> int:
        """Return the count once it differs from ``known``, or after ``timeout`` seconds."""
        try:
            async with asyncio.timeout(timeout):
                while self.count == known:
                    await self._next.wait()
        except TimeoutError:
            return self.count
        return self.count

    async def until(self, holds: Callable[[], bool], timeout: float) -> None:
        """Wait until a condition holds, looking after every change.

        Raises:
            TimeoutError: it does not hold after ``timeout`` seconds.
        """
        async with asyncio.timeout(timeout):
            while not holds():
                await self._next.wait()

"""A bell: somebody rings when there is something to do, somebody else waits for it."""

import asyncio
from contextlib import suppress


class Bell:
    """Rings are not counted: however many came since the last wait, the waiter looks once."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake whoever waits, or the next who does."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Return at the next ring, or after that many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()

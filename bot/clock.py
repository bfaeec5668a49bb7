"""Time, handed to whatever needs it, so that a test can travel."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Wall time for what is stored and shown, monotonic seconds for pacing and waiting."""

    def now(self) -> datetime:
        """Return the aware UTC time."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after that many monotonic seconds."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the aware UTC time."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds."""
        await asyncio.sleep(seconds)

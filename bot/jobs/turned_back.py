"""Notices when the wall clock is turned back, which would make all that is due wait as long.

Monotonic time tells while the process runs; at its start what happened later than now does.
"""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.lifecycle import waiting_for
from storage import turning_back
from storage.database import Database

_log = structlog.get_logger(__name__)

_LOOKS = 1.0  # seconds between looks at the clocks
_AGAIN = 10.0  # what was under way may be written with the old time so much later
_TOLERANCE = timedelta(seconds=5)


class TurnedBack:
    """Watches the wall clock until told to stop."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, stopping: asyncio.Event) -> None:
        """Watch until ``stopping`` is set."""
        async with self._database.read() as connection:
            is_ahead = await turning_back.is_ahead(connection, self._clock.now(), _TOLERANCE)
        if is_ahead:
            await self._make_due(stopping)
        offset = self._offset()
        while not stopping.is_set():
            await waiting_for(stopping, self._clock.sleep(_LOOKS))
            before, offset = offset, self._offset()
            if offset < before - _TOLERANCE.total_seconds():
                await self._make_due(stopping)
                await waiting_for(stopping, self._clock.sleep(_AGAIN))
                await self._make_due(stopping)

    def _offset(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()

    async def _make_due(self, stopping: asyncio.Event) -> None:
        _log.warning("the clock was turned back: what waited for a time to come is due now")
        while not stopping.is_set():
            try:
                async with self._database.write(patient=True) as connection:
                    await turning_back.make_due(connection, self._clock.now())
            except SQLAlchemyError:
                _log.exception("what is due could not be set right")
                await waiting_for(stopping, self._clock.sleep(_LOOKS))
            else:
                return

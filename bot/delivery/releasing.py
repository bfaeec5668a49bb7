"""Releasing: what was held is due again when its time has come.

Times are read from the database again and again, never slept through: a wall clock that is set
right, or a machine that slept, must not make a digest late.
"""

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.lifecycle import waiting_for
from storage import holding
from storage.database import Database

_log = structlog.get_logger(__name__)

_LOOKS = 5.0  # seconds between looks
_SOON = 0.05


class Releasing:
    """Releases what is held until told to stop; ``owed`` is called when something is due."""

    def __init__(self, database: Database, clock: Clock, owed: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._owed = owed

    async def run(self, stopping: asyncio.Event) -> None:
        """Release until ``stopping`` is set."""
        while not stopping.is_set():
            try:
                wait = await self._release()
            except SQLAlchemyError:
                _log.exception("held messages could not be released")
                wait = _LOOKS
            await waiting_for(stopping, self._clock.sleep(wait))

    async def _release(self) -> float:
        """Release one batch; return in how many seconds to look again."""
        async with self._database.read() as connection:
            due = await holding.next_release(connection)
        now = self._clock.now()
        if due is None or due > now:
            return _LOOKS if due is None else min(_LOOKS, (due - now).total_seconds() + _SOON)
        async with self._database.write(patient=True) as connection:
            released = await holding.release(connection, now)
        _log.info("held alerts are due", alerts=released)
        self._owed()
        return 0.0

"""Looks that found nothing new are written in groups: one transaction for all of a moment.

With thousands of sources nearly every look is one of these, and a transaction for each would cost
more than the look itself. What is lost when the process dies is a look, which is then due again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.nursery import Nursery
from storage import sources
from storage.database import Database
from storage.sources import Look

_log = structlog.get_logger(__name__)

_MOST = 500
_PAUSE = 1.0
_NEVER = (DataError, IntegrityError, ProgrammingError)

Besides = Callable[[AsyncConnection], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Noted:
    look: Look
    besides: Besides | None
    done: asyncio.Future[None]


class Ledger:
    """Writes looks in groups, one after the other.

    Args:
        database: where to.
        clock: the time.
        gathering: seconds for which a group waits for more.
    """

    def __init__(self, database: Database, clock: Clock, gathering: float = 0.0) -> None:
        self._database = database
        self._clock = clock
        self._gathering = gathering
        self._noted: list[_Noted] = []
        self._writing = False
        self._nursery = Nursery()

    async def note(self, look: Look, besides: Besides | None = None) -> None:
        """Write a look, and do something ``besides`` in its transaction; return when it is done."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._noted.append(_Noted(look, besides, done))
        if not self._writing:
            self._writing = True
            self._nursery.start(self._write_all(), "write looks")
        await done

    async def close(self) -> None:
        """Give up what is not written yet: those looks are due again."""
        await self._nursery.cancel()
        self._noted.clear()

    async def _write_all(self) -> None:
        try:
            await self._write_what_waits()
        finally:
            self._writing = False

    async def _write_what_waits(self) -> None:
        """Write until nothing waits.

        A group that the database can't take now is tried again. One that holds what can never be
        written is taken apart, so that this alone fails.
        """
        most = _MOST
        while self._noted:
            if self._gathering and most == _MOST:
                await self._clock.sleep(self._gathering)
            group = self._noted[:most]
            try:
                await self._write(group)
            except Exception as error:  # noqa: BLE001 (whatever one raises, the others go on)
                _log.exception("looks could not be written")
                if isinstance(error, SQLAlchemyError) and not isinstance(error, _NEVER):
                    await self._clock.sleep(_PAUSE)
                elif most > 1:
                    most = 1
                else:
                    self._settle(group, error)
            else:
                self._settle(group, None)
                most = _MOST

    async def _write(self, group: list[_Noted]) -> None:
        async with self._database.write(patient=True) as connection:
            await sources.save(connection, [one.look for one in group])
            for one in group:
                if one.besides is not None:
                    await one.besides(connection)

    def _settle(self, group: list[_Noted], error: Exception | None) -> None:
        del self._noted[: len(group)]
        for one in group:
            with suppress(asyncio.InvalidStateError):  # its look was cancelled
                if error is None:
                    one.done.set_result(None)
                else:
                    one.done.set_exception(error)

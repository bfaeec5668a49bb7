"""Marks in groups: what is about to be sent and what was sent share transactions.

A transaction per message manages some hundreds a second, groups some thousands. Marks that
come while one group is being written form the next one (at most 30 rows of either sort), so a
group waits for nothing but the disk.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.bell import Bell
from bot.clock import Clock
from bot.delivery.beginning import Begun, begin
from bot.delivery.settling import settle
from bot.lifecycle import waiting_for
from storage.database import Database

_log = structlog.get_logger(__name__)

_MOST = 30
_PAUSE = 1.0
_NEVER = (DataError, IntegrityError, ProgrammingError)

Settlement = Callable[[AsyncConnection], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Beginning:
    delivery_id: int
    done: asyncio.Future[Begun | None]


@dataclass(frozen=True, slots=True)
class _Settling:
    settle: Settlement
    done: asyncio.Future[None]


class Marks:
    """Writes marks in groups; ``run`` does the writing until told to stop."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._bell = Bell()
        self._beginnings: list[_Beginning] = []
        self._settlings: list[_Settling] = []

    async def begin(self, delivery_id: int) -> Begun | None:
        """Mark a delivery ``sending``; return what is to be sent, None for nothing now."""
        done: asyncio.Future[Begun | None] = asyncio.get_running_loop().create_future()
        self._beginnings.append(_Beginning(delivery_id, done))
        self._bell.ring()
        return await done

    async def settle(self, settlement: Settlement) -> None:
        """Run a settlement in the next group; return when it is committed."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._settlings.append(_Settling(settlement, done))
        self._bell.ring()
        await done

    async def run(self, stopping: asyncio.Event) -> None:
        """Write groups until ``stopping`` is set and nothing waits any more.

        A group that the database can't take now (locked, disk full) is tried again: what was
        sent must not be forgotten. One that holds a mark that can never be written is taken
        apart, so that this mark alone fails.
        """
        apart = False
        while self._beginnings or self._settlings or not stopping.is_set():
            settlings = self._settlings[: 1 if apart else _MOST]
            beginnings = self._beginnings[: 1 - len(settlings) if apart else _MOST]
            if not beginnings and not settlings:
                await waiting_for(stopping, self._bell.wait(1.0))
                continue
            try:
                begun = await self._write(beginnings, settlings)
            except Exception as error:  # noqa: BLE001 (whatever a mark raises, the others go on)
                _log.exception("marks could not be written")
                if isinstance(error, SQLAlchemyError) and not isinstance(error, _NEVER):
                    await self._clock.sleep(_PAUSE)
                    continue
                if len(beginnings) + len(settlings) > 1:
                    apart = True
                    continue
                for mark in self._take(beginnings, settlings):
                    _fail(mark, error)
            else:
                apart = False
                for mark in self._take(beginnings, settlings):
                    _answer(mark, begun)

    def _take(
        self, beginnings: list[_Beginning], settlings: list[_Settling]
    ) -> list[_Beginning | _Settling]:
        """Take marks that are dealt with out of the line and return them."""
        del self._beginnings[: len(beginnings)], self._settlings[: len(settlings)]
        return [*beginnings, *settlings]

    async def _write(
        self, beginnings: list[_Beginning], settlings: list[_Settling]
    ) -> Mapping[int, Begun]:
        async with self._database.write() as connection:
            await settle(connection, [one.settle for one in settlings])
            if not beginnings:
                return {}
            ids = [one.delivery_id for one in beginnings]
            return await begin(connection, self._clock.now(), ids)


def _answer(mark: _Beginning | _Settling, begun: Mapping[int, Begun]) -> None:
    with suppress(asyncio.InvalidStateError):  # its waiter was cancelled
        if isinstance(mark, _Beginning):
            mark.done.set_result(begun.get(mark.delivery_id))
        else:
            mark.done.set_result(None)


def _fail(mark: _Beginning | _Settling, error: Exception) -> None:
    with suppress(asyncio.InvalidStateError):
        mark.done.set_exception(error)

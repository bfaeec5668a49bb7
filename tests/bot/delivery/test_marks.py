"""Marks: written in groups, never lost, whatever the database says."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SystemClock
from bot.delivery.marks import Marks
from bot.lifecycle import Service
from storage import outbox
from storage.database import Database
from storage.schema import delivery
from tests.support.owing import Outbox

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@asynccontextmanager
async def marking(database: Database) -> AsyncIterator[Marks]:
    clock = SystemClock()
    marks = Marks(database, clock)
    service = Service("marks", marks.run, clock)
    await service.start()
    try:
        yield marks
    finally:
        await service.stop(5)


class Counting(Database):
    """Counts transactions that write."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.writes = 0

    @asynccontextmanager
    async def write(self, *, patient: bool = False) -> AsyncIterator[AsyncConnection]:
        self.writes += 1
        async with super().write(patient=patient) as connection:
            yield connection


@pytest.fixture
async def counting(sqlite_database: Database, tmp_path: object) -> AsyncIterator[Counting]:
    del sqlite_database  # it has made the file
    database = Counting(f"sqlite:///{tmp_path}/jarshy.db")
    yield database
    await database.close()


async def test_what_comes_together_is_written_together(owing: Outbox, counting: Counting) -> None:
    for chat_id in range(1, 91):
        await owing.owe(await owing.chat(chat_id))
    async with marking(counting) as marks:
        begun = await asyncio.gather(*(marks.begin(number) for number in range(1, 91)))
    assert all(begun)
    assert counting.writes <= 5


async def test_what_is_no_longer_pending_is_not_begun(owing: Outbox) -> None:
    await owing.owe(await owing.chat(1))
    async with marking(owing.database) as marks:
        assert await marks.begin(1) is not None
        assert await marks.begin(1) is None
        assert await marks.begin(99) is None


async def test_a_group_that_the_database_refuses_is_written_later(owing: Outbox) -> None:
    await owing.owe(await owing.chat(1))
    refusals = [OperationalError("locked", None, Exception())]

    async def settle(connection: AsyncConnection) -> None:
        if refusals:
            raise refusals.pop()
        await outbox.sent(connection, NOW, 1, 55)

    async with marking(owing.database) as marks:
        await marks.begin(1)
        await marks.settle(settle)
    assert await owing.states() == ["sent"]


async def test_a_mark_that_can_never_be_written_fails_alone(owing: Outbox) -> None:
    for chat_id in range(1, 6):
        await owing.owe(await owing.chat(chat_id))

    async def broken(_: AsyncConnection) -> None:
        raise IntegrityError("UNIQUE", None, Exception())

    async with marking(owing.database) as marks:
        failing = marks.settle(broken)
        results = await asyncio.gather(
            failing, *(marks.begin(number) for number in range(1, 6)), return_exceptions=True
        )
    assert isinstance(results[0], IntegrityError)
    assert await owing.states() == ["sending"] * 5


async def test_stopping_writes_what_still_waits(owing: Outbox) -> None:
    await owing.owe(await owing.chat(1))
    async with marking(owing.database) as marks:
        await marks.begin(1)

        async def settle(connection: AsyncConnection) -> None:
            await outbox.sent(connection, NOW, 1, 55)

        async with asyncio.TaskGroup() as group:
            group.create_task(marks.settle(settle))
    async with owing.database.read() as connection:
        assert (await connection.execute(select(delivery.c.message_id))).scalar_one() == 55


async def test_a_waiter_that_is_cancelled_harms_nobody(owing: Outbox) -> None:
    for chat_id in (1, 2):
        await owing.owe(await owing.chat(chat_id))
    async with marking(owing.database) as marks:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await marks.begin(1)
        assert await marks.begin(2) is not None

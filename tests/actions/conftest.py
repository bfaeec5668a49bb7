"""A connection in a writing transaction, and people who act on it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.who import Who
from storage import destinations
from storage.database import Database
from storage.destinations import Place

ARRIVAL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Person = Callable[..., Awaitable[Who]]


@pytest.fixture
async def connection(sqlite_database: Database) -> AsyncIterator[AsyncConnection]:
    async with sqlite_database.write() as connection:
        yield connection


@pytest.fixture
def person(connection: AsyncConnection) -> Person:
    async def person(chat_id: int = 7, sender_id: int = 7, topic: int = 0) -> Who:
        kind = "private" if chat_id > 0 else "supergroup"
        place = Place(chat_id, kind, topic, "en")
        return Who(await destinations.arrive(connection, ARRIVAL, place), sender_id)

    return person

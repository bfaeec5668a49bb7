"""What a conversation waits for: a sender was asked for a follow's words or a source's address."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from storage import dialects
from storage.schema import expectation

WORDS: Final = "words"
ADDRESS: Final = "address"


async def expect_words(
    connection: AsyncConnection, now: datetime, destination_id: int, sender_id: int
) -> None:
    """Remember that this sender's next words here are a follow."""
    await _expect(connection, now, destination_id, sender_id, WORDS)


async def expect_address(
    connection: AsyncConnection, now: datetime, destination_id: int, sender_id: int
) -> None:
    """Remember that this sender's next words here are the address of a source."""
    await _expect(connection, now, destination_id, sender_id, ADDRESS)


async def _expect(
    connection: AsyncConnection, now: datetime, destination_id: int, sender_id: int, what: str
) -> None:
    await connection.execute(
        dialects.replace(
            connection,
            expectation,
            destination_id=destination_id,
            sender_id=sender_id,
            what=what,
            asked_at=now,
        )
    )


async def asked_at(
    connection: AsyncConnection, destination_id: int, sender_id: int, what: str = WORDS
) -> datetime | None:
    """Return when this sender was asked for words (or what else), None if we wait for none."""
    statement = select(expectation.c.asked_at).where(
        _of(destination_id, sender_id), expectation.c.what == what
    )
    return (await connection.execute(statement)).scalar_one_or_none()


async def drop(connection: AsyncConnection, destination_id: int, sender_id: int) -> None:
    """Stop waiting for whatever this sender was asked for."""
    await connection.execute(delete(expectation).where(_of(destination_id, sender_id)))


def _of(destination_id: int, sender_id: int) -> ColumnElement[bool]:
    return (expectation.c.destination_id == destination_id) & (expectation.c.sender_id == sender_id)

"""What a conversation waits for: a sender was asked for the words of a follow."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from storage import dialects
from storage.schema import expectation


async def expect_words(
    connection: AsyncConnection, now: datetime, destination_id: int, sender_id: int
) -> None:
    """Remember that this sender's next words here are a follow."""
    await connection.execute(
        dialects.replace(
            connection,
            expectation,
            destination_id=destination_id,
            sender_id=sender_id,
            asked_at=now,
        )
    )


async def asked_at(
    connection: AsyncConnection, destination_id: int, sender_id: int
) -> datetime | None:
    """Return when this sender was asked for words, None if we do not wait for any."""
    statement = select(expectation.c.asked_at).where(_of(destination_id, sender_id))
    return (await connection.execute(statement)).scalar_one_or_none()


async def drop(connection: AsyncConnection, destination_id: int, sender_id: int) -> None:
    """Stop waiting for this sender's words."""
    await connection.execute(delete(expectation).where(_of(destination_id, sender_id)))


def _of(destination_id: int, sender_id: int) -> ColumnElement[bool]:
    return (expectation.c.destination_id == destination_id) & (expectation.c.sender_id == sender_id)

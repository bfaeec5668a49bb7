"""What a conversation waits for: a sender was asked for the words of a follow."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

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


async def take(
    connection: AsyncConnection, asked_after: datetime, destination_id: int, sender_id: int
) -> bool:
    """Stop waiting for this sender; return whether we were, and asked after the given time."""
    taken = await connection.execute(
        delete(expectation)
        .where(
            expectation.c.destination_id == destination_id,
            expectation.c.sender_id == sender_id,
        )
        .returning(expectation.c.asked_at)
    )
    asked_at = taken.scalar_one_or_none()
    return asked_at is not None and asked_at > asked_after

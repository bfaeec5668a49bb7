"""``/follow`` alone asks for the words, and their sender's reply is taken as a follow."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import WordsWanted
from actions.who import Who
from storage import destinations, expectations
from storage.destinations import Place

_PATIENCE = timedelta(hours=24)


async def ask_for_words(connection: AsyncConnection, now: datetime, who: Who) -> WordsWanted:
    """Wait for this sender's words; asked twice, we wait once."""
    await expectations.expect_words(connection, now, who.destination.id, who.sender_id)
    return WordsWanted()


async def awaits_words(connection: AsyncConnection, now: datetime, who: Who) -> bool:
    """Tell whether this sender was asked for words within the last 24 hours."""
    asked_at = await expectations.asked_at(connection, who.destination.id, who.sender_id)
    return asked_at is not None and asked_at > now - _PATIENCE


async def is_asked(
    connection: AsyncConnection, now: datetime, place: Place, sender_id: int
) -> bool:
    """Tell the same of somebody whose place may be unknown; nothing is written."""
    there = await destinations.find(connection, place.chat_id, place.thread_id)
    return there is not None and await awaits_words(connection, now, Who(there, sender_id))


async def stop_asking(connection: AsyncConnection, who: Who) -> None:
    """Stop waiting: another command came instead of the words."""
    await expectations.drop(connection, who.destination.id, who.sender_id)

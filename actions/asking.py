"""``/follow`` and ``/addsource`` alone ask for what they need, and take their sender's reply."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import AddressWanted, WordsWanted
from actions.who import Who
from storage import destinations, expectations
from storage.destinations import Place

_PATIENCE = timedelta(hours=24)


async def ask_for_words(connection: AsyncConnection, now: datetime, who: Who) -> WordsWanted:
    """Wait for this sender's words; asked twice, we wait once."""
    await expectations.expect_words(connection, now, who.destination.id, who.sender_id)
    return WordsWanted()


async def ask_for_address(connection: AsyncConnection, now: datetime, who: Who) -> AddressWanted:
    """Wait for the address that this sender wants watched."""
    await expectations.expect_address(connection, now, who.destination.id, who.sender_id)
    return AddressWanted()


async def awaits_words(connection: AsyncConnection, now: datetime, who: Who) -> bool:
    """Tell whether this sender was asked for words within the last 24 hours."""
    return await _awaits(connection, now, who, expectations.WORDS)


async def awaits_address(connection: AsyncConnection, now: datetime, who: Who) -> bool:
    """Tell whether this sender was asked for an address within the last 24 hours."""
    return await _awaits(connection, now, who, expectations.ADDRESS)


async def is_asked(
    connection: AsyncConnection, now: datetime, place: Place, sender_id: int
) -> bool:
    """Tell whether somebody was asked for anything; a place may be unknown, nothing is written."""
    there = await destinations.find(connection, place.chat_id, place.thread_id)
    if there is None:
        return False
    who = Who(there, sender_id)
    return await awaits_words(connection, now, who) or await awaits_address(connection, now, who)


async def _awaits(connection: AsyncConnection, now: datetime, who: Who, what: str) -> bool:
    there, sender = who.destination.id, who.sender_id
    asked_at = await expectations.asked_at(connection, there, sender, what)
    return asked_at is not None and asked_at > now - _PATIENCE


async def stop_asking(connection: AsyncConnection, who: Who) -> None:
    """Stop waiting: another command came instead of what was asked for."""
    await expectations.drop(connection, who.destination.id, who.sender_id)

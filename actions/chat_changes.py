"""What happens to a chat: it stops us, lets us back in, or becomes another chat.

Follows stay through all of it. While nothing can be written to a chat or topic, nothing is owed to
it, and who can help is told (``actions.managing``).
"""

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.managing import tell_of_return, tell_of_trouble
from storage import destinations, outbox
from storage.chat_migration import migrate_chat
from storage.destinations import Destination

REMOVED: Final = "removed"
SILENCED: Final = "silenced"
TOPIC_CLOSED: Final = "topic_closed"
TOPIC_GONE: Final = "topic_gone"


async def stop_chat(
    connection: AsyncConnection, now: datetime, chat_id: int, why: str, what: str = REMOVED
) -> None:
    """Write nothing to the chat until it comes back: what waits is cancelled."""
    stopped = await destinations.block(connection, now, chat_id, why)
    await outbox.cancel_chat(connection, chat_id, why)
    if stopped and chat_id < 0:  # no person's: theirs are positive (Bot API, Chat)
        await tell_of_trouble(connection, now, chat_id, what)


async def resume_chat(connection: AsyncConnection, now: datetime, chat_id: int) -> None:
    """Write to the chat again."""
    since = await destinations.blocked_since(connection, chat_id)
    if since is None:
        return
    await destinations.welcome_back(connection, chat_id)
    if chat_id < 0:
        await tell_of_return(connection, now, chat_id, since)


async def close_topic(
    connection: AsyncConnection, now: datetime, there: Destination, why: str, what: str
) -> None:
    """Write nothing to this topic until it is open again; the rest of its group goes on."""
    closed = await destinations.close(connection, now, there.id, what)
    await outbox.cancel_destination(connection, there.id, why)
    if closed:
        await tell_of_trouble(connection, now, there.chat_id, what, there.id)


async def open_topic(connection: AsyncConnection, now: datetime, there: Destination) -> None:
    """Write to a topic again."""
    since = await destinations.closed_since(connection, there.id)
    if since is None:
        return
    await destinations.reopen(connection, there.id)
    await tell_of_return(connection, now, there.chat_id, since, there.id)


async def open_topics(connection: AsyncConnection, now: datetime, chat_id: int) -> None:
    """Write to all topics of a chat again that are merely closed: we manage them by now."""
    for there in await destinations.closed_in(connection, chat_id, TOPIC_CLOSED):
        await open_topic(connection, now, there)


async def got_through(connection: AsyncConnection, now: datetime, there: Destination) -> None:
    """Write to a chat and topic again: Telegram took something for it."""
    await resume_chat(connection, now, there.chat_id)
    await open_topic(connection, now, there)


async def move_chat(connection: AsyncConnection, now: datetime, old: int, new: int) -> None:
    """Move everything that a group has to the supergroup that it became.

    That may be while nothing is written to the group: we were let in under its new id.
    """
    since = await destinations.blocked_since(connection, old)
    await migrate_chat(connection, now, old, new)
    if since is not None and await destinations.blocked_since(connection, new) is None:
        await tell_of_return(connection, now, new, since)

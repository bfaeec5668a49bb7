"""What happens to a chat: it stops us, lets us back in, or becomes another chat."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import destinations, outbox
from storage.chat_migration import migrate_chat


async def stop_chat(connection: AsyncConnection, now: datetime, chat_id: int, why: str) -> None:
    """Write nothing to the chat until it comes back: what waits is cancelled, follows stay."""
    await destinations.block(connection, now, chat_id, why)
    await outbox.cancel_chat(connection, chat_id, why)


async def resume_chat(connection: AsyncConnection, chat_id: int) -> None:
    """Write to the chat again."""
    await destinations.welcome_back(connection, chat_id)


async def move_chat(connection: AsyncConnection, now: datetime, old: int, new: int) -> None:
    """Move everything that a group has to the supergroup that it became."""
    await migrate_chat(connection, now, old, new)

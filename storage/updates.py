"""Updates that were handled: how one that Telegram sends again is recognised."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import handled_update


async def handle_once(connection: AsyncConnection, now: datetime, update_id: int) -> bool:
    """Mark an update handled in this transaction; return False if it was handled before."""
    marked = await connection.execute(
        dialects.insert_missing(connection, handled_update)
        .values(id=update_id, handled_at=now)
        .returning(handled_update.c.id)
    )
    return marked.scalar_one_or_none() is not None


async def was_handled(connection: AsyncConnection, update_id: int) -> bool:
    """Tell whether an update was handled before."""
    statement = select(handled_update.c.id).where(handled_update.c.id == update_id)
    return (await connection.execute(statement)).first() is not None


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Forget updates so old that Telegram no longer sends them (it keeps them for 24 hours)."""
    await connection.execute(delete(handled_update).where(handled_update.c.handled_at < before))

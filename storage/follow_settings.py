"""How one follow is told: its own rhythm, what becomes of later reports, and its mute."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import holding
from storage.follows import Follow
from storage.schema import follow


async def change(connection: AsyncConnection, now: datetime, changed: Follow) -> None:
    """Store a follow's settings; what is held for its destination is decided anew."""
    stored = await connection.execute(
        update(follow)
        .where(follow.c.id == changed.id)
        .values(rhythm=changed.rhythm, reports=changed.reports, muted_until=changed.muted_until)
        .returning(follow.c.destination_id)
    )
    await holding.reconsider(connection, now, stored.scalar_one())

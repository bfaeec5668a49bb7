"""Holds: how long Telegram told us to leave a chat, or everybody, alone (Bot API, retry_after)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import hold

EVERYBODY = 0


async def put(connection: AsyncConnection, chat_id: int, until: datetime) -> None:
    """Leave a chat (or EVERYBODY) alone until then."""
    await connection.execute(dialects.replace(connection, hold, chat_id=chat_id, until=until))


async def current(connection: AsyncConnection, now: datetime) -> Mapping[int, datetime]:
    """Return the holds that last, by chat; those that are over are forgotten."""
    await connection.execute(delete(hold).where(hold.c.until <= now))
    rows = await connection.execute(select(hold.c.chat_id, hold.c.until))
    return {row.chat_id: row.until for row in rows}

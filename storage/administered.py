"""Chats that are sources because we are an administrator there: their posts come as updates."""

from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.kinds.telegram.addresses import chat_address
from storage import readdressing, sources
from storage.keys import hashed
from storage.schema import article, delivery, destination, revision, sighting, source, watch
from storage.sources import Source

NO_RIGHTS = "the bot is no administrator there"


async def find(connection: AsyncConnection, chat_id: int) -> Source | None:
    """Return a chat as the source that it is, None while it is none or we may not read it."""
    return await sources.find_at(connection, chat_address(chat_id))


async def watched_since(connection: AsyncConnection, source_id: int) -> datetime | None:
    """Return since when the first of its watchers has watched it; None without any."""
    statement = select(func.min(watch.c.since)).where(watch.c.source_id == source_id)
    since: datetime | None = (await connection.execute(statement)).scalar_one()
    return since


async def words(connection: AsyncConnection, source_id: int, entry_id: str) -> str | None:
    """Return what an entry says by now, None if it is not known."""
    statement = (
        select(func.coalesce(revision.c.summary, article.c.summary))
        .select_from(sighting)
        .join(article, article.c.id == sighting.c.article_id)
        .outerjoin(revision, revision.c.article_id == article.c.id)
        .where(sighting.c.source_id == source_id, sighting.c.entry_key == hashed(entry_id))
    )
    said: str | None = (await connection.execute(statement)).scalar_one_or_none()
    return said


async def is_ours(connection: AsyncConnection, chat_id: int, message_id: int) -> bool:
    """Tell whether a message in a chat is one that we sent there."""
    statement = (
        select(delivery.c.id)
        .join(destination, destination.c.id == delivery.c.destination_id)
        .where(
            destination.c.chat_id == chat_id,
            delivery.c.state == "sent",
            delivery.c.message_id == message_id,
        )
    )
    return (await connection.execute(statement.limit(1))).first() is not None


async def keep_to_watchers(connection: AsyncConnection, source_id: int) -> None:
    """Let those alone see a chat who watch it themselves: it has no public name any more."""
    await connection.execute(
        update(source).where(source.c.id == source_id, source.c.common).values(common=False)
    )


async def lose(connection: AsyncConnection, chat_id: int) -> int | None:
    """Pause a chat that we may no longer read; return its source's id, None if it was none."""
    return await _turn(connection, chat_id, "active", state="paused", failures=1, error=NO_RIGHTS)


async def regain(connection: AsyncConnection, chat_id: int) -> int | None:
    """Go on with a chat that we may read again; return its source's id, None if it was none."""
    return await _turn(connection, chat_id, "paused", state="active", failures=0, error=None)


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """Let a chat go on as a source under another id."""
    statement = select(source.c.id).where(source.c.url == chat_address(old))
    found = (await connection.execute(statement)).scalar_one_or_none()
    if found is not None:
        await readdressing.readdress(connection, int(found), chat_address(new))


async def _turn(connection: AsyncConnection, chat_id: int, was: str, **values: Any) -> int | None:
    here = (source.c.url == chat_address(chat_id)) & (source.c.state == was)
    if was == "paused":  # one that people removed stays so
        is_watched = exists().where(watch.c.source_id == source.c.id)
        here &= (source.c.error == NO_RIGHTS) & or_(source.c.common, is_watched)
    changed = update(source).where(here).values(**values).returning(source.c.id)
    source_id: int | None = (await connection.execute(changed)).scalar_one_or_none()
    return source_id

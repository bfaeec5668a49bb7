"""Who watches what: adding, removing, and who hears of a source.

A source exists once per address, however many chats added it: its ``watch`` rows are the chats
that see it while it is not common. What nobody sees any more is paused, never deleted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from news.brief import brief
from storage import destinations, dialects
from storage.destinations import Destination
from storage.schema import chat, destination, source, watch


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source as it is to be watched.

    ``host`` is as news.addresses.host says. ``name`` is what the source calls itself, else its
    address as news.brief says: never what a chat calls it, since others will read it.
    """

    url: str
    host: str
    name: str
    kind: str | None
    language: str | None


async def make(connection: AsyncConnection, now: datetime, new: NewSource, *, common: bool) -> int:
    """Store a source that is not there yet, due now; return its id, also of one that is."""
    fresh = {
        "url": new.url,
        "host": new.host,
        "name": new.name,
        "title": None if new.name == brief(new.url) else new.name,
        "kind": new.kind,
        "language": new.language,
        "origin": "people",
        "common": common,
        "state": "active",
        "due_at": now,
        "failures": 0,
    }
    await connection.execute(dialects.insert_missing(connection, source).values(**fresh))
    statement = select(source.c.id).where(source.c.url == new.url)
    return int((await connection.execute(statement)).scalar_one())


async def revive(connection: AsyncConnection, now: datetime, source_id: int) -> None:
    """Watch a paused or ended source from now on: its coming look is a first one."""
    await connection.execute(
        update(source)
        .where(source.c.id == source_id, source.c.state != "active")
        .values(state="active", due_at=now, looked_at=None, failures=0, error=None, health=None)
    )


async def add_own(
    connection: AsyncConnection,
    now: datetime,
    source_id: int,
    there: Destination,
    added_by: int,
    called: str = "",
) -> bool:
    """Let a chat see a source; return False if it had added it already.

    ``called`` is what it is called there, and nowhere else; empty: as everywhere. What was common
    and is paused becomes private: nobody else asked for it.
    """
    await _lock(connection, source_id)
    await connection.execute(
        update(source)
        .where(source.c.id == source_id, source.c.common, source.c.state != "active")
        .values(common=False, origin="people")
    )
    added = await connection.execute(
        dialects.insert_missing(connection, watch).values(
            source_id=source_id,
            chat_id=there.chat_id,
            destination_id=there.id,
            added_by=added_by,
            since=now,
            name=called or None,
        )
    )
    return bool(added.rowcount > 0)


async def remove_own(connection: AsyncConnection, source_id: int, chat_id: int) -> bool:
    """Let a chat see a source no longer; return False if it had not added it."""
    await _lock(connection, source_id)
    gone = await connection.execute(
        delete(watch).where(watch.c.source_id == source_id, watch.c.chat_id == chat_id)
    )
    await connection.execute(
        update(source)
        .where(
            source.c.id == source_id, source.c.state == "active", ~source.c.common, ~_has_watchers()
        )
        .values(state="paused")
    )
    return gone.rowcount > 0


async def add_common(connection: AsyncConnection, source_id: int, called: str = "") -> bool:
    """Let every chat see a source; return False if every chat did.

    ``called`` is what it is called for everybody from now on; empty: as it was.
    """
    await _lock(connection, source_id)
    changed = await connection.execute(
        update(source)
        .where(source.c.id == source_id, or_(~source.c.common, source.c.state != "active"))
        .values(common=True, origin="people", **({"name": called} if called else {}))
    )
    return changed.rowcount > 0


async def remove_common(connection: AsyncConnection, source_id: int) -> bool:
    """Take a source that people added from the common ones; return False if it is none.

    Chats that had added it themselves keep it as their own; without any it is paused.
    """
    await _lock(connection, source_id)
    removable = and_(
        source.c.id == source_id,
        source.c.common,
        source.c.origin == "people",
        source.c.state != "paused",
    )
    kept = await connection.execute(
        update(source).where(removable, _has_watchers()).values(common=False)
    )
    paused = await connection.execute(update(source).where(removable).values(state="paused"))
    return kept.rowcount + paused.rowcount > 0


async def resume(connection: AsyncConnection, now: datetime, source_id: int) -> None:
    """Look at a paused source again, going on where it was left: a removal is taken back."""
    await connection.execute(
        update(source)
        .where(source.c.id == source_id, source.c.state == "paused")
        .values(state="active", due_at=now)
    )


async def owners(
    connection: AsyncConnection, source_id: int, operators: Collection[int]
) -> list[Destination]:
    """Return who hears how a source fares, of those that let us write.

    Of a common one the ``operators`` (Telegram user ids) in their private chats, of any other the
    destinations that added it.
    """
    is_common = select(source.c.common).where(source.c.id == source_id)
    if (await connection.execute(is_common)).scalar_one_or_none():
        return await destinations.open_to_us(connection, operators)
    statement = (
        select(
            destination.c.id, destination.c.chat_id, destination.c.thread_id, destination.c.language
        )
        .join(watch, watch.c.destination_id == destination.c.id)
        .join(chat, chat.c.id == destination.c.chat_id)
        .where(watch.c.source_id == source_id, chat.c.blocked_at.is_(None))
        .order_by(destination.c.id)
    )
    return [Destination(*row) for row in await connection.execute(statement)]


async def _lock(connection: AsyncConnection, source_id: int) -> None:
    """Let nobody begin or end to watch it until we commit: else it could be paused for both."""
    statement = select(source.c.id).where(source.c.id == source_id).with_for_update()
    await connection.execute(statement)


def _has_watchers() -> ColumnElement[bool]:
    return exists().where(watch.c.source_id == source.c.id)

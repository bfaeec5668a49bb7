"""A group became a supergroup: what it has moves to the new chat id (Bot API, migrate_to_chat_id).

Usually the new chat is unknown and the old one's destinations are simply re-addressed. Where an
update of the new chat came first, its destination exists already and the two are merged.
"""

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import changes, dialects
from storage.schema import alert, chat, delivery, destination, follow


async def migrate_chat(connection: AsyncConnection, now: datetime, old: int, new: int) -> None:
    """Move destinations, follows and what waits from chat ``old`` to chat ``new``.

    Doing it twice changes nothing.
    """
    await connection.execute(
        dialects.insert_missing(connection, chat).values(id=new, kind="supergroup", created_at=now)
    )
    theirs = destination.alias("theirs")
    twin = (
        select(theirs.c.id)
        .where(theirs.c.chat_id == new, theirs.c.thread_id == destination.c.thread_id)
        .scalar_subquery()
    )
    rows = await connection.execute(
        select(destination.c.id, twin.label("twin")).where(destination.c.chat_id == old)
    )
    for row in rows.all():
        if row.twin is None:
            await connection.execute(
                update(destination).where(destination.c.id == row.id).values(chat_id=new)
            )
        else:
            await _merge(connection, now, row.id, row.twin)


async def _merge(connection: AsyncConnection, now: datetime, old: int, new: int) -> None:
    """Move everything of destination ``old`` to ``new``; twins stay behind, removed."""
    kept = follow.alias("kept")
    theirs = select(kept.c.query_id).where(kept.c.destination_id == new)
    await _revive(connection, old, new)
    await connection.execute(
        update(follow)
        .where(follow.c.destination_id == old, follow.c.query_id.not_in(theirs))
        .values(destination_id=new)
    )
    await connection.execute(
        update(follow)
        .where(follow.c.destination_id == old, follow.c.removed_at.is_(None))
        .values(removed_at=now)
    )
    told = alert.alias("told")
    same = exists().where(told.c.destination_id == new, told.c.article_id == alert.c.article_id)
    await connection.execute(
        update(alert).where(alert.c.destination_id == old, ~same).values(destination_id=new)
    )
    moved = select(alert.c.id).where(alert.c.destination_id == new)
    await connection.execute(
        update(delivery)
        .where(
            delivery.c.destination_id == old,
            delivery.c.alert_id.is_(None) | delivery.c.alert_id.in_(moved),
        )
        .values(destination_id=new)
    )


async def _revive(connection: AsyncConnection, old: int, new: int) -> None:
    """What the old chat follows and the new one had removed is followed."""
    twins = select(follow.c.query_id).where(
        follow.c.destination_id == old, follow.c.removed_at.is_(None)
    )
    revived = await connection.execute(
        update(follow)
        .where(
            follow.c.destination_id == new,
            follow.c.removed_at.is_not(None),
            follow.c.query_id.in_(twins),
        )
        .values(removed_at=None)
        .returning(follow.c.query_id)
    )
    for query_id in revived.scalars().all():
        await changes.record(connection, query_id)

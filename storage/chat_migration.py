"""A group became a supergroup: what it has moves to the new chat id (Bot API, migrate_to_chat_id).

Usually the new chat is unknown and the old one's destinations are simply re-addressed. Where an
update of the new chat came first, its destination exists already and the two are merged.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.merging import merge
from storage.schema import chat, delivery, destination


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
    found = await connection.execute(
        select(destination.c.id, twin.label("twin")).where(destination.c.chat_id == old)
    )
    rows = found.all()
    await _let_go_of_messages(connection, [row.id for row in rows])
    for row in rows:
        if row.twin is None:
            await connection.execute(
                update(destination).where(destination.c.id == row.id).values(chat_id=new)
            )
        else:
            await merge(connection, row.id, row.twin)
    await connection.execute(delete(chat).where(chat.c.id == old))


async def _let_go_of_messages(connection: AsyncConnection, destination_ids: Sequence[int]) -> None:
    """Messages keep their numbers in the old chat; in the new one they are others, or none."""
    waiting = delivery.c.destination_id.in_(destination_ids) & delivery.c.state.in_(
        ("pending", "sending")
    )
    await connection.execute(
        update(delivery)
        .where(waiting, delivery.c.kind == "edit")
        .values(state="cancelled", error="its message stayed in the old chat")
    )
    await connection.execute(
        update(delivery).where(waiting, delivery.c.reply_to.is_not(None)).values(reply_to=None)
    )

"""A group became a supergroup: what it has moves to the new chat id (Bot API, migrate_to_chat_id).

Usually the new chat is unknown and the old one's destinations are simply re-addressed. Where an
update of the new chat came first, its destination exists already and the two are merged.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import administered, dialects, holding
from storage.merging import merge
from storage.schema import chat, delivery, destination, discovery, watch


async def migrate_chat(connection: AsyncConnection, now: datetime, old: int, new: int) -> None:
    """Move destinations, follows, sources and what waits from chat ``old`` to chat ``new``.

    Where the chat itself is a source, it goes on under its new id.

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
            await holding.reconsider(connection, now, row.twin)
    await _name(connection, old, new)
    await _move_watches(connection, old, new)
    await administered.move(connection, old, new)
    await connection.execute(delete(chat).where(chat.c.id == old))


async def _name(connection: AsyncConnection, old: int, new: int) -> None:
    title = select(chat.c.title).where(chat.c.id == old).scalar_subquery()
    await connection.execute(
        update(chat).where(chat.c.id == new, chat.c.title.is_(None)).values(title=title)
    )


async def _move_watches(connection: AsyncConnection, old: int, new: int) -> None:
    theirs = watch.alias("theirs")
    too = exists().where(theirs.c.source_id == watch.c.source_id, theirs.c.chat_id == new)
    called = (
        select(theirs.c.name)
        .where(theirs.c.source_id == watch.c.source_id, theirs.c.chat_id == old)
        .scalar_subquery()
    )
    await connection.execute(
        update(watch).where(watch.c.chat_id == new, watch.c.name.is_(None)).values(name=called)
    )
    await connection.execute(update(watch).where(watch.c.chat_id == old, ~too).values(chat_id=new))
    await connection.execute(delete(watch).where(watch.c.chat_id == old))


async def _let_go_of_messages(connection: AsyncConnection, destination_ids: Sequence[int]) -> None:
    """Messages keep their numbers in the old chat; in the new one they are others, or none."""
    waiting = delivery.c.destination_id.in_(destination_ids) & delivery.c.state.in_(
        ("pending", "held", "sending")
    )
    await connection.execute(
        update(delivery)
        .where(waiting, delivery.c.kind == "edit")
        .values(state="cancelled", error="its message stayed in the old chat")
    )
    await connection.execute(
        update(delivery).where(waiting, delivery.c.reply_to.is_not(None)).values(reply_to=None)
    )
    told = delivery.c.destination_id.in_(destination_ids) & delivery.c.kind.in_(("alert", "digest"))
    await connection.execute(
        update(delivery).where(told, delivery.c.state == "sent").values(message_id=None)
    )
    sent = select(delivery.c.id).where(
        delivery.c.destination_id.in_(destination_ids), delivery.c.state == "sent"
    )
    theirs = discovery.c.destination_id.in_(destination_ids)
    await connection.execute(update(discovery).where(theirs).values(reply_to=None))
    await connection.execute(
        update(discovery).where(theirs, discovery.c.answer_id.in_(sent)).values(answer_id=None)
    )

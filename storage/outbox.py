"""The outbox: one row per Bot API call that is owed, and what became of it.

pending → sending → sent | failed, or back to pending; pending → cancelled. ``sending`` is
written before the request, so a crash leaves behind exactly the rows whose fate is unknown:
``recover`` makes them pending again and counts each as a possible double. An alert may be ``held``
for a while (``storage.holding``), or told in a digest: then it is ``folded``, or ``expired`` where
it came too late to be news (``storage.folding``). What was not sent when a backup is restored has
``expired``, too (``storage.backup.past``).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import letters
from storage.letters import Letter
from storage.schema import delivery, destination

ANSWER_URGENCY = 0


async def owe(
    connection: AsyncConnection,
    now: datetime,
    destination_id: int,
    kind: str,
    *,
    outcome: dict[str, Any] | None = None,
    alert_id: int | None = None,
    edits: int | None = None,
    reply_to: int | None = None,
    about_id: int | None = None,
) -> int:
    """Owe one answer, edit or notice; it goes before alerts. Return its id.

    ``about_id`` is the destination that it is about, None for the one that it goes to.
    """
    added = await connection.execute(
        insert(delivery)
        .values(
            kind=kind,
            urgency=ANSWER_URGENCY,
            destination_id=destination_id,
            alert_id=alert_id,
            outcome=outcome,
            message_id=edits,
            reply_to=reply_to,
            about_id=about_id,
            state="pending",
            due_at=now,
            created_at=now,
            attempts=0,
            possible_doubles=0,
        )
        .returning(delivery.c.id)
    )
    return int(added.scalar_one())


async def fate(connection: AsyncConnection, delivery_id: int) -> tuple[str, int | None]:
    """Return a delivery's state, and the message that it is, where Telegram said so."""
    statement = select(delivery.c.state, delivery.c.message_id).where(delivery.c.id == delivery_id)
    row = (await connection.execute(statement)).one()
    return row.state, row.message_id


async def begin(connection: AsyncConnection, ids: Sequence[int]) -> Sequence[Letter]:
    """Mark deliveries ``sending`` and return them; one cancelled meanwhile is left out."""
    begun = await connection.execute(
        update(delivery)
        .where(delivery.c.id.in_(ids), delivery.c.state == "pending")
        .values(state="sending", attempts=delivery.c.attempts + 1)
        .returning(delivery.c.id)
    )
    return await letters.get(connection, begun.scalars().all())


async def sent(
    connection: AsyncConnection, now: datetime, delivery_id: int, message_id: int | None
) -> None:
    """Note that Telegram accepted a delivery."""
    values: dict[str, Any] = {"state": "sent", "sent_at": now, "error": None}
    if message_id is not None:
        values["message_id"] = message_id
    await _settle(connection, delivery_id, values)


async def all_sent(
    connection: AsyncConnection, accepted: Sequence[tuple[int, datetime, int | None]]
) -> None:
    """Note of many deliveries that Telegram accepted them: their ids, when, and the messages' ids.

    The same as ``sent`` for each, in one call: at hundreds a second the calls are what costs.
    """
    statement = (
        update(delivery)
        .where(delivery.c.id == bindparam("delivery_id"), delivery.c.state == "sending")
        .values(
            state="sent",
            sent_at=bindparam("at"),
            message_id=func.coalesce(bindparam("message", type_=BigInteger), delivery.c.message_id),
            error=None,
        )
    )
    rows = [{"delivery_id": one, "at": at, "message": message} for one, at, message in accepted]
    await connection.execute(statement, rows)


async def retry(
    connection: AsyncConnection, delivery_id: int, due_at: datetime, error: str, *, unknown: bool
) -> None:
    """Put a delivery back; ``unknown`` counts that Telegram may have sent it all the same."""
    doubles = delivery.c.possible_doubles + (1 if unknown else 0)
    values = {"state": "pending", "due_at": due_at, "error": error, "possible_doubles": doubles}
    await _settle(connection, delivery_id, values)


async def give_up(connection: AsyncConnection, delivery_id: int, error: str) -> None:
    """Note that Telegram will never accept a delivery."""
    await _settle(connection, delivery_id, {"state": "failed", "error": error})


async def cancel_one(connection: AsyncConnection, delivery_id: int, why: str) -> None:
    """Note that a delivery is no longer owed."""
    await _settle(connection, delivery_id, {"state": "cancelled", "error": why})


async def cancel(connection: AsyncConnection, ids: Sequence[int], why: str) -> None:
    """Cancel deliveries that wait or are about to be sent."""
    await connection.execute(
        update(delivery)
        .where(delivery.c.id.in_(ids), delivery.c.state.in_(("pending", "sending")))
        .values(state="cancelled", error=why)
    )


async def cancel_chat(connection: AsyncConnection, chat_id: int, why: str) -> None:
    """Cancel all that waits for a chat, and what is held for it."""
    await _cancel(connection, destination.c.chat_id == chat_id, why)


async def cancel_destination(connection: AsyncConnection, destination_id: int, why: str) -> None:
    """Cancel all that waits for one destination, and what is held for it."""
    await _cancel(connection, destination.c.id == destination_id, why)


async def _cancel(connection: AsyncConnection, which: ColumnElement[bool], why: str) -> None:
    theirs = select(destination.c.id).where(which)
    waits = delivery.c.state.in_(("pending", "held"))
    await connection.execute(
        update(delivery)
        .where(delivery.c.destination_id.in_(theirs), waits)
        .values(state="cancelled", error=why)
    )


async def in_doubt(connection: AsyncConnection) -> Sequence[int]:
    """Return the chats, each once, of rows that a crash left in ``sending``."""
    statement = (
        select(destination.c.chat_id)
        .join(delivery, delivery.c.destination_id == destination.c.id)
        .where(delivery.c.state == "sending")
        .distinct()
    )
    return (await connection.execute(statement)).scalars().all()


async def recover(connection: AsyncConnection, now: datetime) -> int:
    """Make rows that a crash left in ``sending`` pending again; return how many there were."""
    left = await connection.execute(
        update(delivery)
        .where(delivery.c.state == "sending")
        .values(
            state="pending",
            due_at=now,
            error="the process ended while this was being sent",
            possible_doubles=delivery.c.possible_doubles + 1,
        )
    )
    return left.rowcount


async def recent(connection: AsyncConnection, since: datetime) -> Sequence[tuple[int, datetime]]:
    """Return (chat id, time) of what was sent after ``since``, oldest first."""
    statement = (
        select(destination.c.chat_id, delivery.c.sent_at)
        .join(destination, destination.c.id == delivery.c.destination_id)
        .where(delivery.c.sent_at > since)
        .order_by(delivery.c.sent_at)
    )
    return [(row.chat_id, row.sent_at) for row in await connection.execute(statement)]


async def _settle(connection: AsyncConnection, delivery_id: int, values: dict[str, Any]) -> None:
    await connection.execute(
        update(delivery)
        .where(delivery.c.id == delivery_id, delivery.c.state == "sending")
        .values(**values)
    )

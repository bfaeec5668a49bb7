"""The line in which deliveries wait for being sent: one head for each chat.

What is more urgent goes first, then what is older; within a chat nothing overtakes what is as
urgent, unless that failed too often.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, cast, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import delivery, destination, hold

# A message that fails this often no longer holds up the others of its chat. With the pauses
# between, that is some eight minutes: most outages are over by then, and all comes in order.
_ATTEMPTS_IN_ORDER = 20
# So many rows for each head that is asked for are looked at before all of them are.
_AT_FIRST = 4
# A delivery's place in its chat's order as one number: a minimum of numbers finds 100,000 heads
# in a third of the time that sorting them takes.
_IDS = 2**52


@dataclass(frozen=True, slots=True)
class Head:
    """The delivery that is next in its chat."""

    id: int
    urgency: int
    chat_id: int


async def heads(
    connection: AsyncConnection,
    now: datetime,
    busy: Sequence[int],
    limit: int,
    *,
    more_urgent_than: int | None = None,
) -> Sequence[Head]:
    """Return what may be sent next: at most one delivery per chat, the most urgent first.

    Left out are the chats in ``busy``, those that Telegram told to wait, those whose oldest
    delivery waits for its next attempt, and what is not ``more_urgent_than`` that, if it is given.
    """
    waiting = (
        select(delivery.c.id, delivery.c.urgency, delivery.c.due_at, destination.c.chat_id)
        .select_from(delivery.join(destination))
        .where(
            delivery.c.state == "pending",
            or_(delivery.c.due_at <= now, delivery.c.attempts < _ATTEMPTS_IN_ORDER),
            destination.c.chat_id.not_in(busy),
            destination.c.chat_id.not_in(select(hold.c.chat_id).where(hold.c.until > now)),
        )
    )
    if more_urgent_than is not None:
        waiting = waiting.where(delivery.c.urgency < more_urgent_than)
    front = _AT_FIRST * limit
    ordered = waiting.order_by(delivery.c.urgency, delivery.c.id)
    found = await _first_of_chats(connection, now, ordered.limit(front), limit)
    if len(found) < limit and await _is_longer(connection, front):
        # A few chats have the whole front of the line: look behind them.
        return await _first_of_chats(connection, now, waiting, limit)
    return found


async def _first_of_chats(
    connection: AsyncConnection, now: datetime, waiting: Select[Any], limit: int
) -> Sequence[Head]:
    rows = waiting.subquery()
    place = cast(rows.c.urgency, BigInteger) * literal_column(str(_IDS)) + rows.c.id
    first = func.min(place)
    statement = (
        select(rows.c.chat_id, first.label("place"))
        .group_by(rows.c.chat_id)
        .having(first == first.filter(rows.c.due_at <= now))
        .order_by(first)
        .limit(limit)
    )
    return [
        Head(id=row.place % _IDS, urgency=row.place // _IDS, chat_id=row.chat_id)
        for row in await connection.execute(statement)
    ]


async def _is_longer(connection: AsyncConnection, than: int) -> bool:
    """Tell whether more than that many deliveries wait."""
    statement = (
        select(delivery.c.id)
        .where(delivery.c.state == "pending")
        .order_by(delivery.c.urgency, delivery.c.id)
        .offset(than)
        .limit(1)
    )
    return (await connection.execute(statement)).first() is not None


async def next_due(connection: AsyncConnection, now: datetime) -> datetime | None:
    """Return when the next pending delivery becomes due, after ``now``."""
    statement = select(func.min(delivery.c.due_at)).where(
        delivery.c.state == "pending", delivery.c.due_at > now
    )
    at: datetime | None = (await connection.execute(statement)).scalar_one()
    return at

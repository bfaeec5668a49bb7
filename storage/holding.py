"""Alerts that wait for their destination's hours.

pending → held → pending: what is held is due again at its time, and then *released*: pending with
``held_why`` set, so it is not held for the same again. Deciding is not done here. ``due_at`` says
since when a pending alert may go, by what its destination wants: digests are reckoned from then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import alert, delivery, follow, owed

RELEASED_URGENCY = 20
"""Of alerts that were held, and of digests: after alerts that are news right now."""
PAUSED = "paused"
ANEW = "anew"
"""Why an alert was held that is to be decided anew, as if it never had been."""
_DESTINATIONS = 500  # that one transaction releases


@dataclass(frozen=True, slots=True)
class Alert:
    """The delivery of an alert that is pending; ``held_why`` is set where it was held before."""

    id: int
    alert_id: int
    created_at: datetime
    due_at: datetime
    held_why: str | None


async def hold(connection: AsyncConnection, ids: Sequence[int], why: str, until: datetime) -> None:
    """Let deliveries wait that are pending or about to be sent."""
    await connection.execute(
        update(delivery)
        .where(delivery.c.id.in_(ids), delivery.c.state.in_(("pending", "sending")))
        .values(state="held", held_why=why, due_at=until)
    )


async def release(connection: AsyncConnection, now: datetime) -> int:
    """Make due what was held until now; return how many deliveries that were.

    All that a destination waits for is released at once, since it is told together. There may be
    more: ``next_release`` says so.
    """
    due = (
        select(delivery.c.destination_id)
        .where(delivery.c.state == "held", delivery.c.due_at <= now)
        .distinct()
        .limit(_DESTINATIONS)
    )
    released = await connection.execute(
        update(delivery)
        .where(
            delivery.c.state == "held",
            delivery.c.due_at <= now,
            delivery.c.destination_id.in_(due.scalar_subquery()),
        )
        .values(state="pending", urgency=RELEASED_URGENCY)
    )
    return released.rowcount


async def next_release(connection: AsyncConnection) -> datetime | None:
    """Return when the next held delivery is due; None if none is held."""
    statement = select(func.min(delivery.c.due_at)).where(delivery.c.state == "held")
    at: datetime | None = (await connection.execute(statement)).scalar_one()
    return at


async def reconsider(connection: AsyncConnection, now: datetime, destination_id: int) -> None:
    """Have it decided anew what waits for a destination: its settings changed.

    It counts as due only now: a digest whose time has passed before is none that it missed. What
    was held while it was paused stays what it is: it comes as one digest that says so.
    """
    theirs = (delivery.c.destination_id == destination_id) & (delivery.c.kind == "alert")
    held = theirs & (delivery.c.state == "held")
    undecided = theirs & (delivery.c.state == "pending") & (delivery.c.due_at < now)
    for which, values in (
        (undecided & or_(delivery.c.held_why.is_(None), delivery.c.held_why == ANEW), {}),
        (held & (delivery.c.held_why == PAUSED), {"urgency": RELEASED_URGENCY}),
        (held & (delivery.c.held_why != PAUSED), {"held_why": ANEW}),
    ):
        changed: dict[str, Any] = {"state": "pending", "due_at": now, **values}
        await connection.execute(update(delivery).where(which).values(changed))


async def waiting(
    connection: AsyncConnection, now: datetime, destination_ids: Sequence[int]
) -> set[int]:
    """Return those of the destinations for which alerts are pending and due."""
    statement = (
        select(delivery.c.destination_id)
        .where(
            delivery.c.destination_id.in_(destination_ids),
            delivery.c.state == "pending",
            delivery.c.kind == "alert",
            delivery.c.due_at <= now,
        )
        .distinct()
    )
    return set((await connection.execute(statement)).scalars())


async def alerts_of(
    connection: AsyncConnection, now: datetime, destination_id: int, most: int
) -> Sequence[Alert]:
    """Return a destination's alerts that are pending and due, at most so many, oldest first."""
    statement = (
        select(
            delivery.c.id,
            delivery.c.alert_id,
            delivery.c.created_at,
            delivery.c.due_at,
            delivery.c.held_why,
        )
        .where(
            delivery.c.destination_id == destination_id,
            delivery.c.state == "pending",
            delivery.c.kind == "alert",
            delivery.c.due_at <= now,
        )
        .order_by(delivery.c.id)
        .limit(most)
    )
    return [Alert(*row) for row in await connection.execute(statement)]


async def count_alerts(connection: AsyncConnection, now: datetime, destination_id: int) -> int:
    """Return how many alerts are pending and due for a destination."""
    statement = select(func.count()).where(
        delivery.c.destination_id == destination_id,
        delivery.c.state == "pending",
        delivery.c.kind == "alert",
        delivery.c.due_at <= now,
    )
    return int((await connection.execute(statement)).scalar_one())


async def wanting(
    connection: AsyncConnection, alert_ids: Sequence[int]
) -> dict[int, list[str | None]]:
    """Return, by alert, the rhythms of the follows that still want it.

    A follow that was muted when the alert was made doesn't, however late it is told.
    """
    statement = (
        select(owed.c.alert_id, follow.c.rhythm)
        .join(follow, follow.c.id == owed.c.follow_id)
        .join(alert, alert.c.id == owed.c.alert_id)
        .where(
            owed.c.alert_id.in_(alert_ids),
            follow.c.removed_at.is_(None),
            or_(follow.c.muted_until.is_(None), follow.c.muted_until <= alert.c.created_at),
        )
    )
    found: dict[int, list[str | None]] = {}
    for row in await connection.execute(statement):
        found.setdefault(row.alert_id, []).append(row.rhythm)
    return found


async def told_since(
    connection: AsyncConnection, since: datetime, destination_id: int
) -> Sequence[datetime]:
    """Return when messages about news were sent to a destination after ``since``, oldest first."""
    statement = (
        select(delivery.c.sent_at)
        .where(
            delivery.c.destination_id == destination_id,
            delivery.c.state == "sent",
            delivery.c.kind.in_(("alert", "digest")),
            delivery.c.sent_at > since,
        )
        .order_by(delivery.c.sent_at)
    )
    return list((await connection.execute(statement)).scalars())

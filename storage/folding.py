"""Several alerts in one message: they are *folded* into a delivery of kind ``digest``.

The digest is what is sent, retried and settled; its alerts point to it. What it says is read
from them, so a digest that a crash left in doubt tells the same once more.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import delivery

FOLDED = "folded"
EXPIRED = "expired"


async def fold(
    connection: AsyncConnection,
    now: datetime,
    destination_id: int,
    ids: Sequence[int],
    outcome: Mapping[str, Any],
    *,
    urgency: int,
    late: Collection[int] = (),
) -> int:
    """Put deliveries of alerts into a digest, which is about to be sent; return its id.

    ``urgency`` is that of its most urgent alert. Sent again, it goes before that: what it had no
    room for is younger, and has an id that is lower than its own.

    Those that are ``late`` are ``expired``, for whoever asks what came late.
    """
    made = await connection.execute(
        insert(delivery)
        .values(
            kind="digest",
            urgency=urgency - 1,
            destination_id=destination_id,
            outcome=dict(outcome),
            state="sending",
            due_at=now,
            created_at=now,
            attempts=1,
            possible_doubles=0,
        )
        .returning(delivery.c.id)
    )
    digest_id = int(made.scalar_one())
    await connection.execute(
        update(delivery)
        .where(delivery.c.id.in_(ids))
        .values(folded_into=digest_id, state=case((delivery.c.id.in_(late), EXPIRED), else_=FOLDED))
    )
    return digest_id


async def unfold(connection: AsyncConnection, digest_id: int, why: str, until: datetime) -> None:
    """Hold the alerts of a digest again, which is not sent."""
    await connection.execute(
        update(delivery)
        .where(delivery.c.folded_into == digest_id)
        .values(state="held", held_why=why, due_at=until, folded_into=None)
    )
    await connection.execute(
        update(delivery)
        .where(delivery.c.id == digest_id)
        .values(state="cancelled", error="held again")
    )


async def take_apart(connection: AsyncConnection, digest_id: int, why: str) -> None:
    """Let the alerts of a digest, which is not sent, wait for themselves again, as before it."""
    await connection.execute(
        update(delivery)
        .where(delivery.c.folded_into == digest_id)
        .values(state="pending", folded_into=None)
    )
    await connection.execute(
        update(delivery).where(delivery.c.id == digest_id).values(state="cancelled", error=why)
    )


async def alert_ids(
    connection: AsyncConnection, digest_ids: Sequence[int]
) -> dict[int, tuple[int, ...]]:
    """Return the alerts that digests tell of, by digest, oldest first."""
    statement = (
        select(delivery.c.folded_into, delivery.c.alert_id)
        .where(delivery.c.folded_into.in_(digest_ids))
        .order_by(delivery.c.id)
    )
    found: dict[int, tuple[int, ...]] = {}
    for digest_id, alert_id in await connection.execute(statement):
        found[digest_id] = (*found.get(digest_id, ()), alert_id)
    return found


async def halve(connection: AsyncConnection, now: datetime, digest_id: int) -> bool:
    """Replace a digest by two, each with half of its alerts; return False if it has but one.

    Telegram refuses a message as a whole: so one headline in it costs the others nothing.
    """
    statement = (
        select(delivery.c.id).where(delivery.c.folded_into == digest_id).order_by(delivery.c.id)
    )
    parts = list((await connection.execute(statement)).scalars())
    if len(parts) <= 1:
        return False
    whole = (await connection.execute(select(delivery).where(delivery.c.id == digest_id))).one()
    middle = len(parts) // 2
    for half in (parts[:middle], parts[middle:]):
        copied = await connection.execute(
            insert(delivery)
            .values(
                kind="digest",
                urgency=whole.urgency,
                destination_id=whole.destination_id,
                outcome=whole.outcome,
                state="pending",
                due_at=now,
                created_at=now,
                attempts=0,
                possible_doubles=0,
            )
            .returning(delivery.c.id)
        )
        await connection.execute(
            update(delivery).where(delivery.c.id.in_(half)).values(folded_into=copied.scalar_one())
        )
    await connection.execute(
        update(delivery)
        .where(delivery.c.id == digest_id)
        .values(state="cancelled", error="refused as a whole, tried in halves")
    )
    return True

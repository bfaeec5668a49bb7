"""Unfollowing cancels the alerts that wait for it alone; putting the follow back revives them."""

from sqlalchemy import Select, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import delivery, follow, owed

_UNFOLLOWED = "unfollowed"


async def cancel_unfollowed(connection: AsyncConnection, follow_id: int) -> None:
    """Cancel waiting alerts that answer no other active follow than this removed one."""
    await connection.execute(
        update(delivery)
        .where(
            delivery.c.kind == "alert",
            delivery.c.state.in_(("pending", "held")),
            delivery.c.alert_id.in_(_alerts_of(follow_id)),
            ~_STILL_WANTED,
        )
        .values(state="cancelled", error=_UNFOLLOWED)
    )


async def revive_followed(connection: AsyncConnection, follow_id: int) -> None:
    """Owe again what was cancelled when this follow, active again, had been removed."""
    await connection.execute(
        update(delivery)
        .where(
            delivery.c.kind == "alert",
            delivery.c.state == "cancelled",
            delivery.c.error == _UNFOLLOWED,
            delivery.c.alert_id.in_(_alerts_of(follow_id)),
        )
        .values(state="pending", error=None, held_why=None, due_at=delivery.c.created_at)
    )


_STILL_WANTED = (
    exists()
    .where(owed.c.alert_id == delivery.c.alert_id)
    .where(follow.c.id == owed.c.follow_id, follow.c.removed_at.is_(None))
    .correlate(delivery)
)


def _alerts_of(follow_id: int) -> Select[int]:
    return select(owed.c.alert_id).where(owed.c.follow_id == follow_id)

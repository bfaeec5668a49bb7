"""Unfollowing cancels the alerts that wait for it alone; putting the follow back revives them.

So it is with changes of alerts that were told, which name later reports. Muting cancels them for
good: when it is over, nothing old comes.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import delivery, follow, owed

_UNFOLLOWED = "unfollowed"
_UNWANTED = "nobody wants it any more"
_MUTED = "muted: "  # and the follow's id
# An edit with a message is a button's: it shows what became of a follow.
_TELLS = or_(
    delivery.c.kind == "alert",
    and_(delivery.c.kind == "edit", delivery.c.message_id.is_(None)),
)


async def cancel_unfollowed(connection: AsyncConnection, follow_id: int) -> None:
    """Cancel waiting alerts that no other follow than this removed one wants."""
    await _cancel(connection, follow_id, _UNFOLLOWED)


async def cancel_muted(connection: AsyncConnection, follow_id: int) -> None:
    """Cancel waiting alerts that no other follow than this muted one wants.

    Called when the mute begins and, for what was found meanwhile, before it is ended early.
    """
    await _cancel(connection, follow_id, f"{_MUTED}{follow_id}")


async def cancel_unwanted(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """Cancel alerts, which wait or are about to be sent, that no follow turned out to want.

    They were on their way while somebody unfollowed, and can be revived like all others.
    """
    was_removed = (
        exists()
        .where(owed.c.alert_id == delivery.c.alert_id)
        .where(follow.c.id == owed.c.follow_id, follow.c.removed_at.is_not(None))
        .correlate(delivery)
    )
    await connection.execute(
        update(delivery)
        .where(delivery.c.id.in_(ids), delivery.c.state.in_(("pending", "sending")))
        .values(state="cancelled", error=case((was_removed, _UNFOLLOWED), else_=_UNWANTED))
    )


async def _cancel(connection: AsyncConnection, follow_id: int, why: str) -> None:
    await connection.execute(
        update(delivery)
        .where(
            _TELLS,
            delivery.c.state.in_(("pending", "held")),
            delivery.c.alert_id.in_(_alerts_of(follow_id)),
            ~_still_wanted(),
        )
        .values(state="cancelled", error=why)
    )


async def revive_followed(connection: AsyncConnection, follow_id: int) -> None:
    """Owe again what was cancelled while this follow, active again, was removed."""
    by_another = delivery.c.error.startswith(_MUTED) & (delivery.c.error != f"{_MUTED}{follow_id}")
    await connection.execute(
        update(delivery)
        .where(
            _TELLS,
            delivery.c.state == "cancelled",
            or_(delivery.c.error == _UNFOLLOWED, by_another),
            delivery.c.alert_id.in_(_alerts_of(follow_id)),
        )
        .values(state="pending", error=None, held_why=None, due_at=delivery.c.created_at)
    )


def _still_wanted() -> ColumnElement[bool]:
    return (
        exists()
        .where(owed.c.alert_id == delivery.c.alert_id)
        .where(
            follow.c.id == owed.c.follow_id,
            follow.c.removed_at.is_(None),
            or_(follow.c.muted_until.is_(None), follow.c.muted_until <= delivery.c.created_at),
        )
        .correlate(delivery)
    )


def _alerts_of(follow_id: int) -> Select[int]:
    return select(owed.c.alert_id).where(owed.c.follow_id == follow_id)

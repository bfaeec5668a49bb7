"""Two destinations turn out to be one: everything of the first becomes the second's.

What both have is kept once: a follow of the same query, an alert about the same article.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Table, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import changes, rhythms
from storage.follows import NOTED
from storage.rhythms import Rhythm
from storage.schema import (
    alert,
    delivery,
    destination,
    discovery,
    expectation,
    follow,
    management,
    owed,
    story_mute,
    watch,
)

_TOLD = "the chat it moved to is told already"
_WAITS = ("pending", "held", "sending")
_TOLD_IN = ("folded", "expired", "sent")
_OWN = ("rhythm", "reports", "muted_until")


async def merge(connection: AsyncConnection, old: int, new: int) -> None:
    """Move all that destination ``old`` has to ``new``, and forget ``old``.

    What one of them follows and the other one had removed is followed. What waits for ``old``
    waits for ``new``, except an alert about an article that ``new`` is told of anyway.
    """
    await _merge_settings(connection, old, new)
    await _merge_follows(connection, old, new)
    await _merge_alerts(connection, old, new)
    await _merge_expectations(connection, old, new)
    await _merge_mutes(connection, old, new)
    await _merge_management(connection, old, new)
    for table in (follow, alert, delivery, watch, discovery):
        await connection.execute(
            update(table).where(table.c.destination_id == old).values(destination_id=new)
        )
    await connection.execute(delete(destination).where(destination.c.id == old))


async def _merge_settings(connection: AsyncConnection, old: int, new: int) -> None:
    """Take over when and how ``old`` wants to be written to, where ``new`` never said so."""
    if await rhythms.get(connection, new) == Rhythm():
        await rhythms.change(connection, new, await rhythms.get(connection, old))
    manager = select(destination.c.manager_id).where(destination.c.id == old).scalar_subquery()
    await connection.execute(
        update(destination)
        .where(destination.c.id == new, destination.c.manager_id.is_(None))
        .values(manager_id=manager)
    )


async def _merge_follows(connection: AsyncConnection, old: int, new: int) -> None:
    for mine, theirs in await _twins(connection, follow, ("query_id",), old, new):
        known = owed.alias("known")
        told = exists().where(
            known.c.follow_id == theirs.id,
            known.c.story_id == owed.c.story_id,
            known.c.article_id == owed.c.article_id,
        )
        await connection.execute(
            update(owed).where(owed.c.follow_id == mine.id, ~told).values(follow_id=theirs.id)
        )
        await connection.execute(delete(owed).where(owed.c.follow_id == mine.id))
        await connection.execute(delete(follow).where(follow.c.id == mine.id))
        if mine.removed_at is None and (theirs.removed_at is not None or _is_plain(theirs)):
            as_mine = {name: getattr(mine, name) for name in _OWN}
            await connection.execute(
                update(follow).where(follow.c.id == theirs.id).values(removed_at=None, **as_mine)
            )
        await changes.record(connection, mine.query_id)


def _is_plain(one: Row[*tuple[Any, ...]]) -> bool:
    """Tell whether nobody ever said how this follow is to be told."""
    return one.rhythm is None and one.reports == NOTED and one.muted_until is None


async def _merge_alerts(connection: AsyncConnection, old: int, new: int) -> None:
    for mine, theirs in await _twins(connection, alert, ("article_id", "edition"), old, new):
        await _cancel_told(connection, mine.id, theirs.id)
        for table in (owed, delivery):
            await connection.execute(
                update(table).where(table.c.alert_id == mine.id).values(alert_id=theirs.id)
            )
        await connection.execute(delete(alert).where(alert.c.id == mine.id))


async def _cancel_told(connection: AsyncConnection, mine: int, theirs: int) -> None:
    """Leave at most one delivery of two alerts to be sent, and none if one of them was."""
    for one, other, goes in (
        (mine, theirs, (*_WAITS, *_TOLD_IN)),
        (theirs, mine, _TOLD_IN),
    ):
        twin = delivery.alias("twin")
        told = exists().where(
            twin.c.alert_id == other, twin.c.kind == "alert", twin.c.state.in_(goes)
        )
        await connection.execute(
            update(delivery)
            .where(
                delivery.c.alert_id == one,
                delivery.c.kind == "alert",
                delivery.c.state.in_(_WAITS),
                told,
            )
            .values(state="cancelled", error=_TOLD)
        )
    # What was cancelled before is revived for one of them at most: the other's knows its reason.
    await connection.execute(
        update(delivery)
        .where(
            delivery.c.alert_id == mine,
            delivery.c.kind == "alert",
            delivery.c.state == "cancelled",
        )
        .values(error=_TOLD)
    )


async def _merge_expectations(connection: AsyncConnection, old: int, new: int) -> None:
    asked = expectation.alias("asked")
    too = exists().where(
        asked.c.destination_id == new, asked.c.sender_id == expectation.c.sender_id
    )
    theirs = expectation.c.destination_id == old
    await connection.execute(update(expectation).where(theirs, ~too).values(destination_id=new))
    await connection.execute(delete(expectation).where(theirs))


async def _merge_mutes(connection: AsyncConnection, old: int, new: int) -> None:
    known = story_mute.alias("known")
    too = exists().where(known.c.destination_id == new, known.c.story_id == story_mute.c.story_id)
    theirs = story_mute.c.destination_id == old
    await connection.execute(update(story_mute).where(theirs, ~too).values(destination_id=new))
    await connection.execute(delete(story_mute).where(theirs))


async def _merge_management(connection: AsyncConnection, old: int, new: int) -> None:
    """Only private chats manage, and only channels are managed; neither ever moves."""
    await connection.execute(
        update(management).where(management.c.managed_id == old).values(managed_id=new)
    )
    await connection.execute(delete(management).where(management.c.destination_id == old))


async def _twins(
    connection: AsyncConnection, table: Table, by: Sequence[str], old: int, new: int
) -> list[tuple[Row[*tuple[object, ...]], Row[*tuple[object, ...]]]]:
    """Return the rows of ``old`` that have a counterpart at ``new``, each with it."""
    rows = {
        side: {
            tuple(getattr(row, name) for name in by): row
            for row in await connection.execute(select(table).where(table.c.destination_id == side))
        }
        for side in (old, new)
    }
    return [(row, rows[new][key]) for key, row in rows[old].items() if key in rows[new]]

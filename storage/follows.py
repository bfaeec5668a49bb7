"""Follows: a destination's standing queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import changes
from storage.schema import destination, follow

NOTED: Final = "noted"
EVERY: Final = "every"
FIRST: Final = "first"


@dataclass(frozen=True, slots=True)
class Follow:
    """One follow as its destination sees it.

    Attributes:
        id: its number in the database, carried by buttons.
        text: the words as they were typed.
        active: False once it was removed.
        rhythm: ``now``, ``daily`` or ``weekly``; None: its destination's.
        reports: what becomes of later reports of a story that was told: ``noted`` in its first
            message, ``every`` one told, or left out (``first``).
        muted_until: nothing is told before then; None or past: it is not muted.
    """

    id: int
    text: str
    active: bool
    rhythm: str | None = None
    reports: str = NOTED
    muted_until: datetime | None = None

    def is_muted(self, now: datetime) -> bool:
        """Tell whether it keeps still for a while."""
        return self.muted_until is not None and self.muted_until > now


COLUMNS: Final = (
    follow.c.id,
    follow.c.text,
    follow.c.removed_at.is_(None).label("active"),
    follow.c.rhythm,
    follow.c.reports,
    follow.c.muted_until,
)
"""What a ``Follow`` is made of, in its order."""


async def of_destination(connection: AsyncConnection, destination_id: int) -> Sequence[Follow]:
    """Return the active follows in the order in which they were made: ``/list`` numbers them."""
    statement = (
        _columns()
        .where(follow.c.destination_id == destination_id, follow.c.removed_at.is_(None))
        .order_by(follow.c.created_at, follow.c.id)
    )
    return [Follow(*row) for row in await connection.execute(statement)]


async def count_in_chat(connection: AsyncConnection, chat_id: int) -> int:
    """Return how many active follows the chat has, over all its topics."""
    statement = (
        select(func.count())
        .select_from(follow.join(destination))
        .where(destination.c.chat_id == chat_id, follow.c.removed_at.is_(None))
    )
    return int((await connection.execute(statement)).scalar_one())


async def find(connection: AsyncConnection, destination_id: int, query_id: int) -> Follow | None:
    """Return the destination's follow of a query, removed ones too."""
    statement = _columns().where(
        follow.c.destination_id == destination_id, follow.c.query_id == query_id
    )
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else Follow(*row)


async def get(connection: AsyncConnection, chat_id: int, follow_id: int) -> Follow | None:
    """Return a follow by its id, if it belongs to the chat; removed ones too."""
    statement = (
        _columns()
        .join(destination, destination.c.id == follow.c.destination_id)
        .where(follow.c.id == follow_id, destination.c.chat_id == chat_id)
    )
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else Follow(*row)


async def add(
    connection: AsyncConnection, now: datetime, destination_id: int, query_id: int, text: str
) -> int:
    """Store a new follow; return its id."""
    added = await connection.execute(
        insert(follow)
        .values(destination_id=destination_id, query_id=query_id, text=text, created_at=now)
        .returning(follow.c.id)
    )
    await changes.record(connection, query_id)
    return int(added.scalar_one())


async def remove(connection: AsyncConnection, now: datetime, follow_id: int) -> bool:
    """Remove a follow; return False if it was removed already."""
    return await _set_removed(connection, follow_id, now)


async def restore(connection: AsyncConnection, follow_id: int) -> bool:
    """Put a removed follow back; return False if it was there already."""
    return await _set_removed(connection, follow_id, None)


async def _set_removed(connection: AsyncConnection, follow_id: int, at: datetime | None) -> bool:
    before = follow.c.removed_at.is_(None) if at else follow.c.removed_at.is_not(None)
    changed = await connection.execute(
        update(follow)
        .where(follow.c.id == follow_id, before)
        .values(removed_at=at)
        .returning(follow.c.query_id)
    )
    query_id = changed.scalar_one_or_none()
    if query_id is None:
        return False
    await changes.record(connection, query_id)
    return True


def _columns() -> Select[*tuple[Any, ...]]:
    return select(*COLUMNS)

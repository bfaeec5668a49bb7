"""The change log: which queries gained or lost a follow, numbered by one counter row.

The counter is incremented in the transaction of the change itself, so its row lock makes
numbers visible in their order; a sequence would show number 8 before a slower 7.
"""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import change, counter

_CHANGES = counter.c.name == "changes"


async def record(connection: AsyncConnection, query_id: int) -> int:
    """Note that the query's follows changed; return the change's number."""
    number = (
        await connection.execute(
            update(counter)
            .where(_CHANGES)
            .values(value=counter.c.value + 1)
            .returning(counter.c.value)
        )
    ).scalar_one()
    await connection.execute(insert(change).values(number=number, query_id=query_id))
    return int(number)


async def latest(connection: AsyncConnection) -> int:
    """Return the number of the last change."""
    return int((await connection.execute(select(counter.c.value).where(_CHANGES))).scalar_one())


async def latest_locked(connection: AsyncConnection) -> int:
    """Return the number of the last change, and let nobody change anything until we commit."""
    statement = select(counter.c.value).where(_CHANGES).with_for_update()
    return int((await connection.execute(statement)).scalar_one())


async def since(connection: AsyncConnection, number: int) -> Sequence[int]:
    """Return the ids of the queries that changed after ``number``."""
    statement = select(change.c.query_id).where(change.c.number > number).distinct()
    return (await connection.execute(statement)).scalars().all()


async def forget(connection: AsyncConnection, up_to: int) -> None:
    """Forget changes up to this number: every index has followed them."""
    await connection.execute(delete(change).where(change.c.number <= up_to))

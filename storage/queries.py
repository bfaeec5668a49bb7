"""Distinct queries: what 50,000 people follow alike is stored, analysed and matched once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import follow, query


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A query in its normal form, with what matching made of it.

    ``analysed`` is opaque; ``rules`` is the version of the rules that made it. ``wanted`` tells
    whether anybody follows it.
    """

    id: int
    normal: str
    analysed: bytes
    rules: int
    wanted: bool


async def intern(connection: AsyncConnection, normal: str, analysed: bytes, rules: int) -> int:
    """Return the id of the query with this normal form, stored when it is new."""
    known = await find(connection, normal)
    while known is None:
        await connection.execute(
            dialects.insert_missing(connection, query).values(
                normal=normal, analysed=analysed, rules=rules
            )
        )
        known = await find(connection, normal)
    return known


async def find(connection: AsyncConnection, normal: str) -> int | None:
    """Return the id of the query with this normal form, None when nobody ever asked it."""
    statement = select(query.c.id).where(query.c.normal == normal)
    return (await connection.execute(statement)).scalar_one_or_none()


async def wanted(connection: AsyncConnection) -> Sequence[StoredQuery]:
    """Return every query that somebody follows."""
    rows = await connection.execute(_columns().where(_FOLLOWED))
    return [StoredQuery(*row) for row in rows]


async def load(connection: AsyncConnection, ids: Sequence[int]) -> Sequence[StoredQuery]:
    """Return these queries, wanted or not."""
    rows = await connection.execute(_columns().where(query.c.id.in_(ids)))
    return [StoredQuery(*row) for row in rows]


async def store_analysis(
    connection: AsyncConnection, query_id: int, analysed: bytes, rules: int
) -> None:
    """Keep what newer rules made of a query."""
    await connection.execute(
        update(query).where(query.c.id == query_id).values(analysed=analysed, rules=rules)
    )


_FOLLOWED = exists().where(follow.c.query_id == query.c.id, follow.c.removed_at.is_(None))


def _columns() -> Select[int, str, bytes, int, bool]:
    return select(query.c.id, query.c.normal, query.c.analysed, query.c.rules, _FOLLOWED)

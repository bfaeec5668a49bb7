"""Which distinct queries an article satisfies, and where: once for all their followers."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import match

Spans = Sequence[Sequence[int]]


async def record(
    connection: AsyncConnection, article_id: int, spans_by_query: Mapping[int, Spans]
) -> None:
    """Store the matches of an article that has none yet."""
    if spans_by_query:
        await connection.execute(
            insert(match),
            [
                {"article_id": article_id, "query_id": query_id, "spans": spans}
                for query_id, spans in spans_by_query.items()
            ],
        )


async def revise(
    connection: AsyncConnection,
    article_id: int,
    spans_by_query: Mapping[int, Spans],
    fresh: Collection[int],
) -> None:
    """Bring the matches of an article up to its new text.

    Those that no longer hold stay, without a place: an alert that waits still tells the news. Of
    the others only the ``fresh`` ones are added.
    """
    statement = select(match.c.query_id).where(match.c.article_id == article_id)
    stored = set((await connection.execute(statement)).scalars())
    if stored:
        await connection.execute(
            update(match)
            .where(match.c.article_id == article_id, match.c.query_id == bindparam("query"))
            .values(spans=bindparam("now_at", type_=match.c.spans.type)),
            [{"query": one, "now_at": spans_by_query.get(one, [])} for one in stored],
        )
    added = {one: spans_by_query[one] for one in fresh if one not in stored}
    await record(connection, article_id, added)

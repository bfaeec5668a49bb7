"""Revisions: what an entry says now, until its article is read again with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import article, revision

OLD = timedelta(days=2)
"""Articles that were read, or remembered, so long ago are not read again."""


async def revise(
    connection: AsyncConnection, now: datetime, source_id: int, words: Sequence[Mapping[str, Any]]
) -> int:
    """Store what a source's entries say now; return how many read articles are read again for it.

    The words of an article are those of the source that it was first seen in. Another one that
    changes its own is a reason to look at the page again, no more. A source that says something
    else at every look is heard less and less often.

    Args:
        connection: of a transaction that writes.
        now: the time.
        source_id: whose entries they are.
        words: rows of ``schema.revision``.
    """
    by_article = {row["article_id"]: row for row in words}
    due = 0
    for article_id, row in by_article.items():
        statement = select(
            article.c.source_id,
            article.c.state,
            article.c.seen_at,
            article.c.read_at,
            article.c.due_at,
            article.c.text_from,
        ).where(article.c.id == article_id)
        statement = statement.with_for_update()
        known = (await connection.execute(statement)).one()
        if now - (known.read_at or known.seen_at) > OLD and known.state != "unread":
            continue
        if known.source_id == source_id:
            await connection.execute(dialects.replace(connection, revision, **row))
        elif known.text_from == "feed":
            continue
        if known.state == "read":
            due += 1
            await connection.execute(
                update(article)
                .where(article.c.id == article_id)
                .values(check_at=max(now, known.due_at))
            )
    return due


async def settle(
    connection: AsyncConnection, now: datetime, article_id: int, digest: bytes | None
) -> datetime | None:
    """Forget the revision with this digest, which was read; return when another is to be read.

    None means that there is no other.
    """
    mine = revision.c.article_id == article_id
    left = (await connection.execute(select(revision.c.digest).where(mine))).scalar()
    if left is None:
        return None
    if left != digest:
        return now
    await connection.execute(delete(revision).where(mine))
    return None

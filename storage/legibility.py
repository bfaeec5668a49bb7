"""Whether the articles of a source could be read: a part of its health."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.keys import hashed
from storage.schema import article, sighting

_MOST = 500  # parameters of one statement that every SQLite accepts


async def had_text(
    connection: AsyncConnection, source_id: int, entry_ids: Sequence[str], since: datetime
) -> list[bool]:
    """Return of each article that was read since then whether it had a text, the latest last.

    Only of those that the source lists under these ids.
    """
    statement = (
        select(article.c.text_from)
        .join(sighting, sighting.c.article_id == article.c.id)
        .where(
            sighting.c.source_id == source_id,
            sighting.c.entry_key.in_([hashed(one) for one in entry_ids[:_MOST]]),
            article.c.state == "read",
            article.c.read_at > since,
        )
        .order_by(article.c.read_at)
    )
    return [text_from != "summary" for text_from in (await connection.execute(statement)).scalars()]

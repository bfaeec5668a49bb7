"""What a source has said before, whatever ids and addresses it gave it then."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import article, sighting

_CHUNK = 500  # parameters of one statement that every SQLite accepts


async def said_before(
    connection: AsyncConnection, source_id: int, digests: Collection[bytes]
) -> Mapping[bytes, Sequence[str]]:
    """Return which of these ``Sighted.digest`` this source said, and the articles' addresses."""
    found: defaultdict[bytes, list[str]] = defaultdict(list)
    wanted = sorted(set(digests))
    for start in range(0, len(wanted), _CHUNK):
        statement = (
            select(sighting.c.digest, article.c.url)
            .join(article, article.c.id == sighting.c.article_id)
            .where(
                sighting.c.source_id == source_id,
                sighting.c.digest.in_(wanted[start : start + _CHUNK]),
            )
            .distinct()
        )
        for digest, url in await connection.execute(statement):
            found[digest].append(url)
    return found

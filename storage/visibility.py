"""Who may see an article: everybody, or the chats that watch where it was seen.

Only fresh sightings count, and of a source that is not common only those since a chat watches it:
what a first look remembers is news to nobody.
"""

from sqlalchemy import Column, ColumnElement, ScalarSelect, Select, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import alert, destination, sighting, source, watch


async def is_for_everybody(connection: AsyncConnection, article_id: int) -> bool:
    """Tell whether an article was freshly seen in a common source."""
    seen = (
        select(sighting.c.article_id)
        .join(source, source.c.id == sighting.c.source_id)
        .where(sighting.c.article_id == article_id, sighting.c.fresh, source.c.common)
        .limit(1)
    )
    return (await connection.execute(seen)).first() is not None


def watchers(article_id: int) -> Select[tuple[int]]:
    """Return the ids of the chats that see the article in a source that they watch."""
    return (
        select(watch.c.chat_id)
        .join(sighting, sighting.c.source_id == watch.c.source_id)
        .where(
            sighting.c.article_id == article_id,
            sighting.c.fresh,
            watch.c.since <= sighting.c.seen_at,
        )
    )


def first_seen_in(article_id: Column[int] = alert.c.article_id) -> ScalarSelect[str | None]:
    """Return, for an article and a destination, the name of the source that may be named there.

    That is what the chat itself calls it, else what it is called for everybody; NULL if the chat
    sees it in none. The statement around it has ``destination`` and the table of ``article_id``,
    by default that of alerts.
    """
    return (
        select(func.coalesce(_called(), source.c.name))
        .join(sighting, sighting.c.source_id == source.c.id)
        .where(
            sighting.c.article_id == article_id,
            sighting.c.fresh,
            or_(source.c.common, _is_watched()),
        )
        .order_by(sighting.c.seen_at, source.c.id)
        .limit(1)
        .correlate(article_id.table, destination)
        .scalar_subquery()
    )


def _called() -> ScalarSelect[str | None]:
    theirs = watch.alias("theirs")
    return (
        select(theirs.c.name)
        .where(theirs.c.source_id == source.c.id, theirs.c.chat_id == destination.c.chat_id)
        .correlate(source, destination)
        .scalar_subquery()
    )


def _is_watched() -> ColumnElement[bool]:
    mine = exists().where(
        watch.c.source_id == source.c.id,
        watch.c.chat_id == destination.c.chat_id,
        watch.c.since <= sighting.c.seen_at,
    )
    return mine.correlate(source, sighting, destination)

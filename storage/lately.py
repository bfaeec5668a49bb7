"""What a follow matched of late: what it was told, and what was folded into that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from news.addresses import host
from storage import visibility
from storage.schema import alert, article, destination, follow, match, owed

_STORIES = 40  # the latest, in which the latest articles are looked for


@dataclass(frozen=True, slots=True)
class Recent:
    """An article that matched; ``source`` is one that the follow's chat may see, or the host."""

    url: str
    title: str
    source: str
    seen_at: datetime


async def of_follow(connection: AsyncConnection, follow_id: int, most: int) -> Sequence[Recent]:
    """Return the articles that matched a follow and that its chat may see, the latest first.

    Only stories that it was owed count, and what was read since it was made: what others had
    matched before tells whoever reads it what others follow.
    """
    stories = (
        select(owed.c.story_id)
        .where(owed.c.follow_id == follow_id)
        .distinct()
        .order_by(owed.c.story_id.desc())
        .limit(_STORIES)
    )
    seen_in = visibility.first_seen_in(article.c.id)
    told = exists().where(
        alert.c.article_id == article.c.id, alert.c.destination_id == destination.c.id
    )
    statement = (
        select(article.c.url, article.c.title, seen_in, article.c.seen_at)
        .join(match, match.c.article_id == article.c.id)
        .join(follow, follow.c.query_id == match.c.query_id)
        .join(destination, destination.c.id == follow.c.destination_id)
        .where(
            follow.c.id == follow_id,
            article.c.story_id.in_(stories),
            or_(seen_in.is_not(None) & (article.c.read_at >= follow.c.created_at), told),
        )
        .order_by(article.c.id.desc())
        .limit(most)
    )
    return [
        Recent(url, title, source or host(url).partition(":")[0], seen_at)
        for url, title, source, seen_at in await connection.execute(statement)
    ]

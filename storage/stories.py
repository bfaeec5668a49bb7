"""Stories: which articles tell the same, found by keys; ``news.stories`` decides.

Whoever publishes an article holds the counter row's lock while its story is decided
(``changes.latest_locked``), so articles published at once make no twin stories.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.keys import hashed
from storage.schema import article, source, story, story_key

CANDIDATES = 50
"""The most that one article is compared with."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may tell the same story.

    ``seen`` says whether everybody who may see the new article may see this one: it stands in a
    common source, or in the same one.
    """

    article_id: int
    story_id: int
    fingerprint: bytes
    seen: bool


async def candidates(
    connection: AsyncConnection, keys: Collection[int], since: datetime, source_id: int
) -> Sequence[Candidate]:
    """Return articles seen since then that share keys, those that share the most first.

    ``source_id`` is the source of the article that they are compared with.
    """
    if not keys:
        return []
    # Numbers of our own making, written out: there may be more than a statement takes parameters.
    ours: BindParameter[int] = bindparam("ours", list(keys), expanding=True, literal_execute=True)
    shared = (
        select(story_key.c.article_id, func.count().label("common"))
        .where(story_key.c.key.in_(ours), story_key.c.seen_at >= since)
        .group_by(story_key.c.article_id)
        .order_by(func.count().desc(), story_key.c.article_id.desc())
        .limit(CANDIDATES)
        .subquery()
    )
    statement = (
        select(article.c.id, article.c.story_id, article.c.fingerprint, _seen(source_id))
        .join(shared, shared.c.article_id == article.c.id)
        .join(source, source.c.id == article.c.source_id)
        .where(article.c.story_id.is_not(None), article.c.fingerprint.is_not(None))
        .order_by(shared.c.common.desc(), article.c.id.desc())
    )
    return [Candidate(*row) for row in await connection.execute(statement)]


async def told_before(
    connection: AsyncConnection, url: str, own: str, title: str, source_id: int
) -> Sequence[tuple[int, bool]]:
    """Return the stories of articles that were read under this address, each as in ``joins``.

    Sites that give one canonical address (``own``) to all their pages exist: the headline must
    agree, or the address itself.
    """
    statement = (
        select(article.c.story_id, article.c.title, article.c.url, _seen(source_id).label("seen"))
        .join(source, source.c.id == article.c.source_id)
        .where(
            article.c.canonical_key.in_([hashed(own), hashed(url)]),
            article.c.state == "read",
            article.c.story_id.is_not(None),
        )
        .order_by(article.c.id)
    )
    words = title.casefold().split()
    return [
        (row.story_id, row.seen)
        for row in await connection.execute(statement)
        if row.url == url or row.title.casefold().split() == words
    ]


async def is_seen(connection: AsyncConnection, story_id: int, source_id: int) -> bool:
    """Tell whether everybody who sees this source may see an article of the story."""
    statement = select(
        exists()
        .where(article.c.story_id == story_id, source.c.id == article.c.source_id)
        .where(_seen(source_id))
    )
    return bool((await connection.execute(statement)).scalar_one())


async def begin(connection: AsyncConnection, now: datetime) -> int:
    """Begin a new story and return its id."""
    begun = await connection.execute(insert(story).values(created_at=now).returning(story.c.id))
    return int(begun.scalar_one())


async def keep(
    connection: AsyncConnection,
    now: datetime,
    article_id: int,
    fingerprint: bytes,
    keys: Collection[int],
) -> None:
    """Keep what an article is compared by; keys of before are kept beside the new ones."""
    await connection.execute(
        update(article).where(article.c.id == article_id).values(fingerprint=fingerprint)
    )
    if keys:
        rows = [{"key": one, "article_id": article_id, "seen_at": now} for one in set(keys)]
        await connection.execute(dialects.insert_missing(connection, story_key), rows)


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Forget the keys of articles seen before then: their stories are over."""
    await connection.execute(delete(story_key).where(story_key.c.seen_at < before))


def _seen(source_id: int) -> ColumnElement[bool]:
    return or_(source.c.common, source.c.id == source_id)

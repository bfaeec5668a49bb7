"""Commit 2: what reading an article found, for the first time or again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.keys import hashed
from storage.revisions import settle
from storage.schema import article, revision, source
from storage.types import Instant, Prose

# A page is read again so long after the first reading, whether or not its entry changed.
_CHECKS = (timedelta(hours=1), timedelta(hours=24))
_LATE = timedelta(hours=24)  # what a bot that was not running has missed by more is left alone


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that waits for being read, in the words of its entry.

    ``language`` is what its source declares; ``revision`` names the entry's words if they are not
    those that it was first seen with; ``attempts`` counts the readings that went wrong.
    """

    id: int
    url: str
    title: str
    summary: str
    text: str
    published: datetime | None
    language: str | None
    source_id: int
    revision: bytes | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class ReadText:
    """What reading made of an article.

    ``canonical`` is the address that its page gives as its own, or leads to; ``text_from`` is
    feed, page or summary.
    """

    title: str
    summary: str
    text: str
    language: str | None
    published: datetime | None
    text_from: str
    note: str | None
    canonical: str


async def unread(
    connection: AsyncConnection, now: datetime, busy: Sequence[int], limit: int
) -> Sequence[Unread]:
    """Return articles that wait for being read, oldest first, without those in work."""
    statement = (
        _entries()
        .where(article.c.state == "unread", article.c.due_at <= now, article.c.id.not_in(busy))
        .order_by(article.c.due_at, article.c.id)
        .limit(limit)
    )
    return [Unread(*row) for row in await connection.execute(statement)]


async def read_again(
    connection: AsyncConnection, now: datetime, busy: Sequence[int], limit: int
) -> Sequence[Unread]:
    """Return articles that are to be read again, longest due first, without those in work."""
    statement = (
        _entries()
        .where(
            article.c.check_at <= now,
            article.c.check_at > now - _LATE,
            article.c.state == "read",
            article.c.id.not_in(busy),
        )
        .order_by(article.c.check_at)
        .limit(limit)
    )
    return [Unread(*row) for row in await connection.execute(statement)]


async def found(connection: AsyncConnection, article_id: int) -> ReadText:
    """Return what is stored of an article that was read."""
    statement = select(
        article.c.title,
        article.c.summary,
        article.c.text,
        article.c.language,
        article.c.published_at,
        article.c.text_from,
        article.c.note,
        article.c.url,
    ).where(article.c.id == article_id)
    return ReadText(*(await connection.execute(statement)).one())


async def is_unread(connection: AsyncConnection, article_id: int) -> bool:
    """Tell whether an article still waits for being read; until the commit nobody else reads it."""
    state = select(article.c.state).where(article.c.id == article_id).with_for_update()
    return bool((await connection.execute(state)).scalar_one() == "unread")


async def save(
    connection: AsyncConnection, now: datetime, entry: Unread, reading: ReadText, story_id: int
) -> None:
    """Store what the first reading of an article found, and that it belongs to this story."""
    left = await settle(connection, now, entry.id, entry.revision)
    await connection.execute(
        update(article)
        .where(article.c.id == entry.id)
        .values(
            **_values(reading),
            canonical_key=hashed(reading.canonical),
            story_id=story_id,
            state="read",
            read_at=now,
            check_at=left or _next_check(now, now, reading.text_from)[1],
            attempts=0,
        )
    )


async def save_again(
    connection: AsyncConnection,
    now: datetime,
    entry: Unread,
    reading: ReadText,
    *,
    matters: bool,
) -> tuple[int, int]:
    """Store what reading an article again leaves of it; return its story and its edition.

    ``matters`` begins a new edition: somebody is told of it.
    """
    statement = select(article.c.read_at, article.c.edition, article.c.story_id).where(
        article.c.id == entry.id
    )
    read_at, edition, story_id = (await connection.execute(statement.with_for_update())).one()
    left = await settle(connection, now, entry.id, entry.revision)
    checks, check_at = _next_check(read_at, now, reading.text_from)
    edition += matters
    await connection.execute(
        update(article)
        .where(article.c.id == entry.id)
        .values(
            **_values(reading),
            edition=edition,
            checks=checks,
            # A source that says something else at every look is heard less and less often.
            due_at=now + (now - read_at) / 4,
            check_at=left or check_at,
            attempts=0,
        )
    )
    return int(story_id), int(edition)


async def postpone(
    connection: AsyncConnection, article_id: int, due_at: datetime, note: str
) -> None:
    """Leave an article that could not be read, or not be read again, for later."""
    is_read = article.c.state == "read"
    await connection.execute(
        update(article)
        .where(article.c.id == article_id)
        .values(
            due_at=due_at,
            check_at=case((is_read, literal(due_at, Instant()))),
            attempts=article.c.attempts + 1,
            note=case((is_read, article.c.note), else_=literal(note, Prose())),
        )
    )


async def headlines(
    connection: AsyncConnection, now: datetime, source_id: int, apart_from: int
) -> Sequence[str]:
    """Return headlines of the articles of a source whose pages were read in the last day."""
    statement = select(article.c.title).where(
        article.c.check_at > now - _LATE,
        article.c.source_id == source_id,
        article.c.id != apart_from,
    )
    return (await connection.execute(statement)).scalars().all()


async def let_go(connection: AsyncConnection, now: datetime) -> None:
    """Stop to wait for readings that are too late to be of use."""
    late = article.c.check_at <= now - _LATE
    await connection.execute(update(article).where(late).values(check_at=None))


def _entries() -> Select[*tuple[Any, ...]]:
    """Return articles with the words of their entries, as ``Unread`` takes them."""
    # What a page said is not what the entry says.
    text = case((article.c.text_from == "page", ""), else_=article.c.text)
    revised = revision.c.article_id.is_not(None)
    return (
        select(
            article.c.id,
            article.c.url,
            func.coalesce(revision.c.title, article.c.title),
            func.coalesce(revision.c.summary, article.c.summary),
            func.coalesce(revision.c.text, text),
            case((revised, revision.c.published_at), else_=article.c.published_at),
            source.c.language,
            article.c.source_id,
            revision.c.digest,
            article.c.attempts,
        )
        .join(source, source.c.id == article.c.source_id)
        .outerjoin(revision, revision.c.article_id == article.c.id)
    )


def _values(reading: ReadText) -> dict[str, object]:
    return {
        "title": reading.title,
        "summary": reading.summary,
        "text": reading.text,
        "language": reading.language,
        "published_at": reading.published,
        "text_from": reading.text_from,
        "note": reading.note,
    }


def _next_check(read_at: datetime, now: datetime, text_from: str) -> tuple[int, datetime | None]:
    """Return how many checks have had their time, and when the next one has it."""
    if text_from == "feed":
        return 0, None
    times = [read_at + after for after in _CHECKS]
    return sum(at <= now for at in times), next((at for at in times if at > now), None)

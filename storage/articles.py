"""Articles and their sightings: commit 1 stores what a look found, commit 2 what reading found.

An article is known by its canonical address, and by the id under which a source lists it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import article, sighting, source, story

_CHUNK = 500  # parameters of one statement that every SQLite accepts


@dataclass(frozen=True, slots=True)
class Sighted:
    """One entry as commit 1 takes it; ``url`` is canonical."""

    entry_id: str
    url: str
    title: str
    summary: str
    text: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that waits for being read; ``language`` is what its source declares."""

    id: int
    url: str
    title: str
    summary: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class ReadText:
    """What reading made of an article; ``text_from`` is feed, page or summary."""

    title: str
    summary: str
    text: str
    language: str | None
    text_from: str
    note: str | None


async def unknown(
    connection: AsyncConnection, source_id: int, entries: Sequence[Sighted]
) -> Sequence[Sighted]:
    """Return the entries that this source never listed before."""
    known: set[bytes] = set()
    keys = [_key(entry.entry_id) for entry in entries]
    for start in range(0, len(keys), _CHUNK):
        statement = select(sighting.c.entry_key).where(
            sighting.c.source_id == source_id,
            sighting.c.entry_key.in_(keys[start : start + _CHUNK]),
        )
        known.update((await connection.execute(statement)).scalars())
    return [entry for entry, key in zip(entries, keys, strict=True) if key not in known]


async def sight(
    connection: AsyncConnection,
    now: datetime,
    source_id: int,
    entries: Sequence[Sighted],
    *,
    remembered: bool,
) -> int:
    """Store articles and sightings of unknown entries; return how many articles wait to be read.

    With ``remembered`` (a first look, or old entries of a moved site) they alert nobody. An
    article that was only remembered so far, and now appears as new, is to be read after all.
    """
    waiting = 0
    for entry in entries:
        key = _key(entry.url)
        article_id, fresh = await _article(connection, now, source_id, entry, key, remembered)
        await connection.execute(
            dialects.insert_missing(connection, sighting).values(
                source_id=source_id,
                entry_key=_key(entry.entry_id),
                article_id=article_id,
                seen_at=now,
            )
        )
        waiting += fresh
    return waiting


async def unread(
    connection: AsyncConnection, now: datetime, busy: Sequence[int], limit: int
) -> Sequence[Unread]:
    """Return articles that wait for being read, oldest first, without those in work."""
    statement = (
        select(
            article.c.id,
            article.c.url,
            article.c.title,
            article.c.summary,
            article.c.text,
            source.c.language,
        )
        .join(source, source.c.id == article.c.source_id)
        .where(article.c.state == "unread", article.c.due_at <= now, article.c.id.not_in(busy))
        .order_by(article.c.due_at, article.c.id)
        .limit(limit)
    )
    return [Unread(*row) for row in await connection.execute(statement)]


async def save_reading(
    connection: AsyncConnection, now: datetime, article_id: int, reading: ReadText
) -> int | None:
    """Store the text and the story of an unread article; return the story's id.

    None means that somebody else has read it meanwhile, and nothing was changed.
    """
    state = select(article.c.state).where(article.c.id == article_id).with_for_update()
    if (await connection.execute(state)).scalar_one() != "unread":
        return None
    begun = await connection.execute(insert(story).values(created_at=now).returning(story.c.id))
    story_id = int(begun.scalar_one())
    await connection.execute(
        update(article)
        .where(article.c.id == article_id)
        .values(
            title=reading.title,
            summary=reading.summary,
            text=reading.text,
            language=reading.language,
            text_from=reading.text_from,
            note=reading.note,
            story_id=story_id,
            state="read",
            read_at=now,
        )
    )
    return story_id


async def postpone(
    connection: AsyncConnection, article_id: int, due_at: datetime, note: str
) -> None:
    """Leave an article that could not be read for later."""
    await connection.execute(
        update(article)
        .where(article.c.id == article_id)
        .values(due_at=due_at, attempts=article.c.attempts + 1, note=note)
    )


async def _article(
    connection: AsyncConnection,
    now: datetime,
    source_id: int,
    entry: Sighted,
    key: bytes,
    remembered: bool,
) -> tuple[int, bool]:
    """Return the article's id, and whether it waits for being read because of this entry."""
    added = await connection.execute(
        dialects.insert_missing(connection, article)
        .values(
            url=entry.url,
            url_key=key,
            title=entry.title,
            summary=entry.summary,
            text=entry.text,
            source_id=source_id,
            published_at=entry.published,
            seen_at=now,
            state="remembered" if remembered else "unread",
            text_from="feed" if entry.text else "summary",
            attempts=0,
            due_at=now,
        )
        .returning(article.c.id)
    )
    article_id = added.scalar_one_or_none()
    if article_id is not None:
        return int(article_id), not remembered
    known = select(article.c.id, article.c.state).where(article.c.url_key == key)
    row = (await connection.execute(known)).one()
    news = row.state == "remembered" and not remembered
    if news:
        await connection.execute(
            update(article).where(article.c.id == row.id).values(state="unread", due_at=now)
        )
    return int(row.id), news


def _key(value: str) -> bytes:
    """Return 16 bytes that stand for an address or id of any length in an index."""
    return blake2b(value.encode(errors="replace"), digest_size=16).digest()

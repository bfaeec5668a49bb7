"""Articles and their sightings: commit 1 stores what a look found, commit 2 what reading found.

An article is known by its canonical address, and by the id under which a source lists it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import exists, func, insert, select, update
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
    published: datetime | None
    language: str | None
    source_id: int


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


async def known_ids(
    connection: AsyncConnection, source_id: int, ids: Sequence[str]
) -> frozenset[str]:
    """Return those of the ids under which this source has listed an entry before."""
    by_key = {_key(one): one for one in ids}
    keys = list(by_key)
    known: set[str] = set()
    for start in range(0, len(keys), _CHUNK):
        statement = select(sighting.c.entry_key).where(
            sighting.c.source_id == source_id,
            sighting.c.entry_key.in_(keys[start : start + _CHUNK]),
        )
        known.update(by_key[key] for key in (await connection.execute(statement)).scalars())
    return frozenset(known)


async def sight(
    connection: AsyncConnection, now: datetime, source_id: int, entries: Sequence[Sighted]
) -> int:
    """Store entries that are new; return how many articles wait to be read because of them.

    An article that was only remembered so far, and now appears as new in another source, is to
    be read after all. A source that merely gives its entries other ids says nothing new.
    """
    ids = []
    for entry in entries:
        article_id = await _store(connection, now, source_id, entry, "unread")
        await _wake(connection, now, source_id, article_id)
        await _note_sighting(connection, now, source_id, entry, article_id)
        ids.append(article_id)
    waiting = (
        select(func.count())
        .select_from(article)
        .where(article.c.id.in_(ids), article.c.state == "unread")
    )
    return int((await connection.execute(waiting)).scalar_one())


async def remember(
    connection: AsyncConnection, now: datetime, source_id: int, entries: Sequence[Sighted]
) -> None:
    """Store entries that alert nobody: those of a first look, or old ones of a moved site."""
    if not entries:
        return
    rows = [_row(now, source_id, entry, "remembered") for entry in entries]
    await connection.execute(dialects.insert_missing(connection, article), rows)
    article_ids = await _ids(connection, [row["url_key"] for row in rows])
    sightings = [
        _sighting_row(now, source_id, entry, article_ids[row["url_key"]])
        for entry, row in zip(entries, rows, strict=True)
    ]
    await connection.execute(dialects.insert_missing(connection, sighting), sightings)


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
            article.c.published_at,
            source.c.language,
            article.c.source_id,
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

    An article that was read before under another address has a story already, which is this
    one's, too. None means that somebody else has read it meanwhile, and nothing was changed.
    """
    state = select(article.c.state).where(article.c.id == article_id).with_for_update()
    if (await connection.execute(state)).scalar_one() != "unread":
        return None
    key = _key(reading.canonical)
    story_id = await _story_of(connection, key, reading.title) or await _begin_story(
        connection, now
    )
    await connection.execute(
        update(article)
        .where(article.c.id == article_id)
        .values(
            canonical_key=key,
            title=reading.title,
            summary=reading.summary,
            text=reading.text,
            language=reading.language,
            published_at=reading.published,
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


async def _story_of(connection: AsyncConnection, key: bytes, title: str) -> int | None:
    """Return the story of an article that was read under this canonical address.

    Sites that give one canonical address to all their pages exist: the headline must agree.
    """
    statement = select(article.c.story_id, article.c.title).where(
        article.c.canonical_key == key, article.c.state == "read"
    )
    for row in await connection.execute(statement):
        if row.title.casefold().split() == title.casefold().split():
            return int(row.story_id)
    return None


async def _begin_story(connection: AsyncConnection, now: datetime) -> int:
    begun = await connection.execute(insert(story).values(created_at=now).returning(story.c.id))
    return int(begun.scalar_one())


async def _store(
    connection: AsyncConnection, now: datetime, source_id: int, entry: Sighted, state: str
) -> int:
    """Return the id of the entry's article, stored in this state if its address is new."""
    row = _row(now, source_id, entry, state)
    await connection.execute(dialects.insert_missing(connection, article).values(row))
    return (await _ids(connection, [row["url_key"]]))[row["url_key"]]


def _row(now: datetime, source_id: int, entry: Sighted, state: str) -> dict[str, Any]:
    return {
        "url": entry.url,
        "url_key": _key(entry.url),
        "canonical_key": _key(entry.url),
        "title": entry.title,
        "summary": entry.summary,
        "text": entry.text,
        "source_id": source_id,
        "published_at": entry.published,
        "seen_at": now,
        "state": state,
        "text_from": "feed" if entry.text else "summary",
        "attempts": 0,
        "due_at": now,
    }


async def _ids(connection: AsyncConnection, keys: Sequence[bytes]) -> dict[bytes, int]:
    """Return the ids of articles by the keys of their addresses."""
    found: dict[bytes, int] = {}
    for start in range(0, len(keys), _CHUNK):
        statement = select(article.c.url_key, article.c.id).where(
            article.c.url_key.in_(keys[start : start + _CHUNK])
        )
        found.update((row.url_key, row.id) for row in await connection.execute(statement))
    return found


async def _wake(
    connection: AsyncConnection, now: datetime, source_id: int, article_id: int
) -> None:
    """Let a remembered article that this source has not listed before be read."""
    listed = exists().where(sighting.c.source_id == source_id, sighting.c.article_id == article_id)
    await connection.execute(
        update(article)
        .where(article.c.id == article_id, article.c.state == "remembered", ~listed)
        .values(state="unread", due_at=now)
    )


async def _note_sighting(
    connection: AsyncConnection, now: datetime, source_id: int, entry: Sighted, article_id: int
) -> None:
    row = _sighting_row(now, source_id, entry, article_id)
    await connection.execute(dialects.insert_missing(connection, sighting).values(row))


def _sighting_row(now: datetime, source_id: int, entry: Sighted, article_id: int) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "entry_key": _key(entry.entry_id),
        "article_id": article_id,
        "seen_at": now,
    }


def _key(value: str) -> bytes:
    """Return 16 bytes that stand for an address or id of any length in an index."""
    return blake2b(value.encode(errors="replace"), digest_size=16).digest()

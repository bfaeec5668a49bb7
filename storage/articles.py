"""Commit 1: what a look at a source found, as articles, sightings and revisions.

An article is known by its canonical address, and by the id under which a source lists it. What a
source says that is not common belongs to that source alone: the same address in another one is
another article, so that no chat's source can put words, or a silence, into what others get to
read. Their story is one (``storage.stories``), so nobody is told twice.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.keys import hashed
from storage.revisions import revise
from storage.schema import article, sighting, source

_T = TypeVar("_T")

_CHUNK = 500  # parameters of one statement that every SQLite accepts
_MOST_IDS = 3  # of one article in one source: some give their entries new ones at every fetch

_PARAMETER = re.compile(r"[?&#][\w.-]{1,40}=[^\s&#<>\"']*+")


@dataclass(frozen=True, slots=True)
class Sighted:
    """One entry as commit 1 takes it; ``url`` is canonical."""

    entry_id: str
    url: str
    title: str
    summary: str
    text: str
    published: datetime | None

    @property
    def digest(self) -> bytes:
        """16 bytes that stand for what the entry says.

        White space, parameters of addresses and the minutes of its date make no difference: many
        sources count the latter back from the moment of the look.
        """
        hour = "" if self.published is None else str(int(self.published.timestamp()) // 3600)
        plain = (_PARAMETER.sub("", one) for one in (self.title, self.summary, self.text))
        return hashed("\0".join((*(" ".join(one.split()) for one in plain), hour)))


@dataclass(frozen=True, slots=True)
class _Listed:
    """An article's sightings in one source: their keys with what they said."""

    digests: dict[bytes, bytes | None]
    fresh: bool

    def says_not(self, digest: bytes) -> bool:
        """Whether this is none of what the source is known to have said."""
        return not {None, digest} & set(self.digests.values())


async def known(
    connection: AsyncConnection, source_id: int, ids: Sequence[str]
) -> dict[str, bytes | None]:
    """Return the ids under which this source has listed an entry before, with what it said then.

    That is the entry's ``Sighted.digest``, or None if it was listed before there were digests.
    """
    by_key = {hashed(one): one for one in ids}
    found: dict[str, bytes | None] = {}
    for keys in _chunks(list(by_key)):
        statement = select(sighting.c.entry_key, sighting.c.digest).where(
            sighting.c.source_id == source_id, sighting.c.entry_key.in_(keys)
        )
        found.update((by_key[key], digest) for key, digest in await connection.execute(statement))
    return found


async def sight(
    connection: AsyncConnection, now: datetime, source_id: int, entries: Sequence[Sighted]
) -> int:
    """Store entries that are new; return how many articles wait to be read because of them.

    An article that was only remembered so far, and now appears as new in another source, is to
    be read after all. A source that merely gives its entries other ids says nothing new, unless
    their words are new.
    """
    if not entries:
        return 0
    ids = await _store(connection, now, source_id, entries, "unread")
    seen = list(zip(ids, entries, strict=True))
    first = await _note(connection, now, source_id, seen, fresh=True)
    for chunk in _chunks(sorted(first)):
        await connection.execute(
            update(article)
            .where(article.c.id.in_(chunk), article.c.state == "remembered")
            .values(state="unread", due_at=now)
        )
    waiting = 0
    for chunk in _chunks(sorted(set(ids))):
        statement = (
            select(func.count())
            .select_from(article)
            .where(article.c.id.in_(chunk), article.c.state == "unread")
        )
        waiting += int((await connection.execute(statement)).scalar_one())
    return waiting


async def remember(
    connection: AsyncConnection, now: datetime, source_id: int, entries: Sequence[Sighted]
) -> int:
    """Store entries that alert nobody: those of a first look, or old ones of a moved site.

    Return how many articles this source had not listed before, under whatever id.
    """
    if not entries:
        return 0
    ids = await _store(connection, now, source_id, entries, "remembered")
    seen = list(zip(ids, entries, strict=True))
    return len(await _note(connection, now, source_id, seen, fresh=False))


async def edited(
    connection: AsyncConnection, now: datetime, source_id: int, entries: Sequence[Sighted]
) -> int:
    """Take what known entries say now; return how many articles are to be read again for it.

    Entries that say what they said before, or are unknown, change nothing.
    """
    by_key = {hashed(entry.entry_id): entry for entry in entries}
    changed: list[tuple[int, Sighted]] = []
    for keys in _chunks(list(by_key)):
        statement = select(sighting.c.entry_key, sighting.c.article_id, sighting.c.digest).where(
            sighting.c.source_id == source_id, sighting.c.entry_key.in_(keys)
        )
        for key, article_id, digest in (await connection.execute(statement)).all():
            entry = by_key[key]
            if digest != entry.digest:
                await _note_digest(connection, source_id, key, entry.digest)
            if digest not in {None, entry.digest}:
                changed.append((article_id, entry))
    return await revise(connection, now, source_id, _words(changed))


async def _store(
    connection: AsyncConnection,
    now: datetime,
    source_id: int,
    entries: Sequence[Sighted],
    state: str,
) -> list[int]:
    """Return the ids of the entries' articles, stored in this state if their address is new."""
    is_common = select(source.c.common).where(source.c.id == source_id)
    owner = None if (await connection.execute(is_common)).scalar_one() else source_id
    rows: list[dict[str, Any]] = [
        {
            "url": entry.url,
            "url_key": hashed(entry.url, owner),
            "canonical_key": hashed(entry.url),
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
        for entry in entries
    ]
    await connection.execute(dialects.insert_missing(connection, article), rows)
    ids: dict[bytes, int] = {}
    for keys in _chunks(list({row["url_key"] for row in rows})):
        statement = select(article.c.url_key, article.c.id).where(article.c.url_key.in_(keys))
        ids.update((row.url_key, row.id) for row in await connection.execute(statement))
    return [ids[row["url_key"]] for row in rows]


async def _note(
    connection: AsyncConnection,
    now: datetime,
    source_id: int,
    seen: Sequence[tuple[int, Sighted]],
    *,
    fresh: bool,
) -> set[int]:
    """Note sightings of articles; return those that this source had not listed before.

    What it had listed under another id stays as fresh as it was, and may say something else now.
    """
    listed = await _listed(connection, source_id, {article_id for article_id, _ in seen})
    ids = {article_id: len(before.digests) for article_id, before in listed.items()}
    rows: list[dict[str, Any]] = []
    changed: list[tuple[int, Sighted]] = []
    for article_id, entry in seen:
        before = listed.get(article_id)
        says_more = before is not None and before.says_not(entry.digest)
        if before and says_more:
            changed.append((article_id, entry))
        ids[article_id] = ids.get(article_id, 0) + 1
        if ids[article_id] <= _MOST_IDS:
            rows.append(
                {
                    "source_id": source_id,
                    "entry_key": hashed(entry.entry_id),
                    "article_id": article_id,
                    "seen_at": now,
                    "fresh": before.fresh if before else fresh,
                    "digest": entry.digest,
                }
            )
        elif before and says_more:
            await _note_digest(connection, source_id, min(before.digests), entry.digest)
    if rows:
        await connection.execute(dialects.insert_missing(connection, sighting), rows)
    await revise(connection, now, source_id, _words(changed))
    return ids.keys() - listed.keys()


async def _listed(
    connection: AsyncConnection, source_id: int, article_ids: Iterable[int]
) -> dict[int, _Listed]:
    found: dict[int, _Listed] = {}
    for chunk in _chunks(sorted(article_ids)):
        statement = select(
            sighting.c.article_id, sighting.c.entry_key, sighting.c.digest, sighting.c.fresh
        ).where(sighting.c.source_id == source_id, sighting.c.article_id.in_(chunk))
        for article_id, key, digest, fresh in await connection.execute(statement):
            before = found.get(article_id, _Listed({}, fresh=False))
            found[article_id] = _Listed(before.digests | {key: digest}, before.fresh or fresh)
    return found


async def _note_digest(
    connection: AsyncConnection, source_id: int, key: bytes, digest: bytes
) -> None:
    await connection.execute(
        update(sighting)
        .where(sighting.c.source_id == source_id, sighting.c.entry_key == key)
        .values(digest=digest)
    )


def _words(changed: Iterable[tuple[int, Sighted]]) -> list[dict[str, Any]]:
    return [
        {
            "article_id": article_id,
            "digest": entry.digest,
            "title": entry.title,
            "summary": entry.summary,
            "text": entry.text,
            "published_at": entry.published,
        }
        for article_id, entry in changed
    ]


def _chunks(many: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(many), _CHUNK):
        yield many[start : start + _CHUNK]

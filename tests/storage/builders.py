"""Short ways to the rows that most storage tests begin with, through the public functions."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    alerts,
    articles,
    destinations,
    follows,
    matches,
    outbox,
    queries,
    readings,
    sources,
    stories,
    waiting_line,
    watching,
)
from storage.articles import Sighted
from storage.database import Database
from storage.destinations import Destination, Place
from storage.letters import Letter
from storage.matches import Spans
from storage.readings import ReadText, Unread
from storage.sources import SourceSettings
from storage.waiting_line import Head
from storage.watching import NewSource

_NUMBERS = count()
NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
PLENTY = 1_000
FEED = "https://news.example/feed"
SPANS: Spans = [[0, 8]]


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def settings(url: str = FEED, name: str = "News") -> SourceSettings:
    return SourceSettings(url=url, name=name, kind=None, language="en", selector=None)


async def watch(connection: AsyncConnection, *urls: str) -> list[int]:
    """Watch these feeds and no others; return their ids."""
    await sources.sync_file(connection, NOW, [settings(url) for url in urls or (FEED,)])
    by_url = {one.url: one.id for one in await sources.due(connection, NOW, (), PLENTY)}
    return [by_url[url] for url in urls or (FEED,)]


async def watch_privately(
    connection: AsyncConnection, chat_id: int, url: str, since: datetime = NOW
) -> int:
    """Let a chat watch a feed that is not common; return the feed's id."""
    new = NewSource(url, "", f"Own {url}", None, None)
    source_id = await watching.make(connection, since, new, common=False)
    await watching.add_own(connection, since, source_id, await arrive(connection, chat_id), 1)
    return source_id


def entry(number: int | str, *, entry_id: str | None = None, title: str = "Headline") -> Sighted:
    url = f"https://news.example/{number}"
    return Sighted(
        entry_id=entry_id or f"guid-{number}",
        url=url,
        title=title,
        summary="",
        text="",
        published=NOW,
    )


def reading(title: str = "Headline", text: str = "Text.", canonical: str | None = None) -> ReadText:
    """What reading made of an article, under an address of its own unless one is given."""
    return ReadText(
        title=title,
        summary="",
        text=text,
        language="en",
        published=NOW,
        text_from="page",
        note=None,
        canonical=canonical or f"https://news.example/own/{next(_NUMBERS)}",
    )


async def read(
    connection: AsyncConnection, article: Unread, found: ReadText | None = None, at: datetime = NOW
) -> int:
    """Store what reading an article found; return the id of its story, which is a new one."""
    story_id = await stories.begin(connection, at)
    await readings.save(connection, at, article, found or reading(), story_id)
    return story_id


async def unread_urls(connection: AsyncConnection) -> list[str]:
    waiting = await readings.unread(connection, later(3600), (), PLENTY)
    return [one.url.removeprefix("https://news.example/") for one in waiting]


async def arrive(
    connection: AsyncConnection,
    chat_id: int = 7,
    thread_id: int = 0,
    kind: str = "private",
    language: str = "en",
) -> Destination:
    return await destinations.arrive(connection, NOW, Place(chat_id, kind, thread_id, language))


async def follow(connection: AsyncConnection, destination: Destination, words: str) -> int:
    """Follow the words, which are their own normal form here; return the follow's id."""
    query_id = await queries.intern(connection, words, b"", 1)
    return await follows.add(connection, NOW, destination.id, query_id, words)


async def publish(
    connection: AsyncConnection,
    number: int | str,
    *words: str,
    spans: Mapping[str, Spans] | None = None,
) -> int:
    """Read a new article that matches these queries, and owe it; return how many alerts."""
    [source_id] = await watch(connection)
    await articles.sight(connection, NOW, source_id, [entry(number)])
    [waiting] = await readings.unread(connection, NOW, (), PLENTY)
    story_id = await read(connection, waiting)
    found = {}
    for word in words:
        query_id = await queries.find(connection, word)
        assert query_id is not None
        found[query_id] = (spans or {}).get(word, SPANS)
    await matches.record(connection, waiting.id, found)
    return await alerts.fan_out(connection, NOW, waiting.id, story_id)


async def heads(
    connection: AsyncConnection,
    at: datetime = NOW,
    busy: Sequence[int] = (),
    limit: int = PLENTY,
    *,
    more_urgent_than: int | None = None,
) -> Sequence[Head]:
    return await waiting_line.heads(connection, at, busy, limit, more_urgent_than=more_urgent_than)


async def begin_all(connection: AsyncConnection, at: datetime = NOW) -> list[Letter]:
    """Begin the head of every chat; return the letters in the order of the heads."""
    order = [head.id for head in await heads(connection, at)]
    letters = {letter.id: letter for letter in await outbox.begin(connection, order)}
    return [letters[one] for one in order]


async def send_all(connection: AsyncConnection, at: datetime = NOW) -> list[Letter]:
    """Send all that is owed, one after the other; return the letters."""
    sent: list[Letter] = []
    while letters := await begin_all(connection, at):
        for letter in letters:
            await outbox.sent(connection, at, letter.id, 1000 + len(sent))
            sent.append(letter)
    return sent


async def until_somebody_waits(database: Database) -> None:
    """Return when a transaction waits for a lock that another one holds."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with database.read() as connection, asyncio.timeout(10):
        if connection.dialect.name == "sqlite":  # the second writer waits before it begins
            for _ in range(10):
                await asyncio.sleep(0)
            return
        while not (await connection.execute(waiting)).scalar_one():
            await asyncio.sleep(0.002)

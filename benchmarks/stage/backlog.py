"""Alerts that wait in the bot's database before it starts: one query, wanted by many people."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SystemClock
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from demo.telegram.people.person import Person
from matching.analysis import RULES_VERSION, analyse, dump
from matching.parsing import parse
from storage import articles, changes, queries, readings, sources
from storage.articles import Sighted
from storage.database import Database
from storage.holding import RELEASED_URGENCY
from storage.migrating import migrate
from storage.readings import ReadText
from storage.rhythms import DAILY
from storage.schema import chat, delivery, destination, follow
from storage.sources import SourceSettings

_FEED = SourceSettings("https://news.example.org/feed.xml", "News", None, None, None)


async def let_alerts_wait(
    database_url: str, readers: Sequence[Person], word: str, stories: int
) -> None:
    """Let all readers follow one word, and publish as many stories that have it.

    The database is made if it is missing.
    """
    async with Database(database_url) as database:
        await migrate(database)
        async with database.write() as connection:
            await _follow(connection, readers, word)
        publisher = Publisher(database, IndexKeeper(database), SystemClock(), lambda: None)
        for number in range(1, stories + 1):
            made = await _publish(database, publisher, number, word)
            if made != len(readers):
                raise RuntimeError(f"{made} alerts for {len(readers)} readers")


async def let_digests_wait(database_url: str, readers: Sequence[Person], word: str) -> None:
    """The same with two stories, of which each reader is owed a daily digest now."""
    await let_alerts_wait(database_url, readers, word, 2)
    async with Database(database_url) as database, database.write() as connection:
        await connection.execute(update(delivery).values(urgency=RELEASED_URGENCY, held_why=DAILY))


async def _follow(connection: AsyncConnection, readers: Sequence[Person], word: str) -> None:
    now = datetime.now(UTC)
    analysed = parse(word)
    dumped = dump(analyse(analysed))
    query_id = await queries.intern(connection, analysed.normal, dumped, RULES_VERSION)
    ids = [reader.id for reader in readers]
    chats = [{"id": one, "kind": "private", "created_at": now} for one in ids]
    places = [{"chat_id": one, "thread_id": 0, "language": "en", "created_at": now} for one in ids]
    await connection.execute(insert(chat), chats)
    await connection.execute(insert(destination), places)
    found = (await connection.execute(select(destination.c.id))).scalars().all()
    follows = [
        {"destination_id": one, "query_id": query_id, "text": word, "created_at": now}
        for one in found
    ]
    await connection.execute(insert(follow), follows)
    await changes.record(connection, query_id)


async def _publish(database: Database, publisher: Publisher, number: int, word: str) -> int:
    now = datetime.now(UTC)
    url, headline = f"https://news.example.org/{number}", f"Report number {number}"
    async with database.write() as connection:
        await sources.sync_file(connection, now, [_FEED])
        (source,) = await sources.due(connection, now, (), 1)
        await articles.sight(connection, now, source.id, [Sighted(url, url, headline, "", "", now)])
        (unread,) = await readings.unread(connection, now, (), 1)
    text = f"At its end the spokeswoman named {word} for the first time."
    return await publisher.publish(
        unread, ReadText(headline, "", text, "en", now, "feed", None, url)
    )

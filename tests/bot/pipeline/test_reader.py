"""The reader: every unread article is read, and none waits for another."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.lifecycle import Service
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from bot.pipeline.reader import Read, Reader
from storage import articles, readings, sources, stories
from storage.articles import Sighted
from storage.database import Database
from storage.readings import ReadText, Unread
from storage.schema import alert
from storage.sources import SourceSettings
from tests.bot.pipeline.test_publishing import NOW, followed, reading, unread


@asynccontextmanager
async def reader_at_work(
    database: Database, read: Read, keeper: IndexKeeper | None = None
) -> AsyncIterator[Reader]:
    clock = SystemClock()
    publisher = Publisher(database, keeper or IndexKeeper(database), clock, lambda: None)
    reader = Reader(database, read, publisher, clock)
    service = Service("reader", reader.run, clock)
    await service.start()
    try:
        yield reader
    finally:
        await service.stop(5)


async def until(database: Database, holds: Callable[[list[str]], bool]) -> None:
    async with asyncio.timeout(10):
        while True:
            async with database.read() as connection:
                left = await readings.unread(connection, SystemClock().now(), [], 1000)
            if holds([one.title for one in left]):
                return
            await asyncio.sleep(0.01)


async def test_one_slow_article_delays_no_other(sqlite_database: Database) -> None:
    await unread(sqlite_database, *(f"News {number}" for number in range(20)))
    let_go = asyncio.Event()

    async def read(article: Unread) -> ReadText:
        if article.title == "News 0":
            await let_go.wait()
        return reading(article.title)

    async with reader_at_work(sqlite_database, read):
        await until(sqlite_database, lambda left: left == ["News 0"])
        let_go.set()
        await until(sqlite_database, lambda left: left == [])


async def test_what_comes_later_is_read_when_the_bell_rings(sqlite_database: Database) -> None:
    async def read(article: Unread) -> ReadText:
        return reading(article.title)

    async with reader_at_work(sqlite_database, read) as reader:
        await unread(sqlite_database, "Late news")
        reader.fresh()
        await until(sqlite_database, lambda left: left == [])


async def test_an_article_that_goes_wrong_is_put_off_and_stops_no_other(
    sqlite_database: Database,
) -> None:
    await unread(sqlite_database, "Odd news", "Good news")
    seen: list[str] = []

    async def read(article: Unread) -> ReadText:
        seen.append(article.title)
        if article.title == "Odd news":
            raise RuntimeError("odd")
        return reading(article.title)

    async with reader_at_work(sqlite_database, read):
        await until(sqlite_database, lambda left: left == [])  # it is due later
    assert sorted(seen) == ["Good news", "Odd news"]


async def test_stopping_leaves_what_is_being_read_unread(sqlite_database: Database) -> None:
    await unread(sqlite_database, "News")
    begun = asyncio.Event()

    async def read(_: Unread) -> ReadText:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with reader_at_work(sqlite_database, read):
        await begun.wait()
    await until(sqlite_database, lambda left: left == ["News"])


async def test_the_index_is_filled_before_the_first_article_comes(
    sqlite_database: Database,
) -> None:
    async def read(_: Unread) -> ReadText:
        raise AssertionError

    keeper = IndexKeeper(sqlite_database)
    async with reader_at_work(sqlite_database, read, keeper):
        async with asyncio.timeout(10):
            while keeper.number < 0:
                await asyncio.sleep(0.01)


async def test_an_article_is_of_the_site_of_its_address(sqlite_database: Database) -> None:
    await followed(sqlite_database, 1, "news site:news.example")
    await followed(sqlite_database, 2, "news site:other.example")
    await unread(sqlite_database, "Good news")

    async def read(article: Unread) -> ReadText:
        return reading(article.title)

    async with reader_at_work(sqlite_database, read):
        await until(sqlite_database, lambda left: left == [])
    async with sqlite_database.read() as connection:
        alerts = await connection.execute(select(alert.c.destination_id))
        assert alerts.scalars().all() == [1]


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 30), (1, 60), (5, 960), (100, 6 * 3600)])
async def test_an_article_that_always_goes_wrong_is_tried_less_and_less(
    sqlite_database: Database, attempts: int, seconds: int
) -> None:
    [article] = await unread(sqlite_database, "Odd news")
    async with sqlite_database.write() as connection:
        for _ in range(attempts):
            await readings.postpone(connection, article.id, NOW, "odd")

    async def read(_: Unread) -> ReadText:
        raise RuntimeError("odd")

    began = SystemClock().now()
    with capture_logs() as logs:
        async with reader_at_work(sqlite_database, read):
            await until(sqlite_database, lambda left: left == [])
    async with sqlite_database.read() as connection:
        due = began + timedelta(seconds=seconds)
        assert await readings.unread(connection, due - timedelta(seconds=1), [], 9) == []
        later = due + timedelta(seconds=60)
        assert len(await readings.unread(connection, later, [], 9)) == 1
    [log] = [one for one in logs if one["log_level"] == "error"]
    assert bool(log["exc_info"]) is (attempts == 0), "told at length once"


async def edited(database: Database, *headlines: str) -> None:
    """Publish articles, one of a host, and let the entries of all say something else."""
    async with database.write() as connection:
        feed = SourceSettings("https://news.example/feed", "News", None, None, None)
        await sources.sync_file(connection, NOW, [feed])
        entries = [
            Sighted(one, f"https://{one.split()[0]}.example/{one}", one, "", "", None)
            for one in headlines
        ]
        await articles.sight(connection, SystemClock().now(), 1, entries)
        for waiting in await readings.unread(connection, SystemClock().now(), [], 99):
            story_id = await stories.begin(connection, NOW)
            found = reading(waiting.title)
            await readings.save(connection, SystemClock().now(), waiting, found, story_id)
        changed = [replace(one, title=f"{one.title} again") for one in entries]
        assert await articles.edited(connection, SystemClock().now(), 1, changed) == len(entries)


async def test_what_changed_is_read_again_and_told(sqlite_database: Database) -> None:
    await followed(sqlite_database, 1, "again")
    await edited(sqlite_database, "a 1")
    told = asyncio.Event()

    async def read(article: Unread) -> ReadText:
        return reading(article.title)

    clock = SystemClock()
    publisher = Publisher(sqlite_database, IndexKeeper(sqlite_database), clock, told.set)
    service = Service("reader", Reader(sqlite_database, read, publisher, clock).run, clock)
    await service.start()
    async with asyncio.timeout(10):
        await told.wait()
    await service.stop(5)


async def test_reading_again_takes_few_places_one_of_a_host_and_delays_nothing_new(
    sqlite_database: Database,
) -> None:
    await edited(sqlite_database, *(f"{host} {n}" for host in "abcdef" for n in range(3)))
    under_way: list[str] = []
    full = asyncio.Event()

    async def read(article: Unread) -> ReadText:
        if article.title.endswith("again"):
            under_way.append(article.title)
            if len(under_way) == 4:
                full.set()
            await asyncio.Event().wait()
        return reading(article.title)

    async with reader_at_work(sqlite_database, read) as reader:
        async with asyncio.timeout(10):
            await full.wait()
        await unread(sqlite_database, *(f"News {number}" for number in range(20)))
        reader.fresh()
        await until(sqlite_database, lambda left: left == [])
    assert len(under_way) == 4
    assert len({title[0] for title in under_way}) == 4

"""Commit 2: whoever follows at the moment of the commit is alerted, once, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.following import follow
from actions.outcomes import Added, Duplicate
from actions.unfollowing import remove
from actions.who import Who
from bot.clock import SystemClock
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from matching.document import Document
from storage import articles, destinations, readings, sources
from storage.articles import Sighted
from storage.database import Database
from storage.destinations import Place
from storage.readings import ReadText, Unread
from storage.sources import SourceSettings

NOW = datetime(2026, 3, 1, tzinfo=UTC)


async def followed(database: Database, chat_id: int, words: str) -> tuple[Who, int]:
    async with database.write() as connection:
        place = Place(chat_id, "private", 0, "en")
        who = Who(await destinations.arrive(connection, NOW, place), chat_id)
        outcome = await follow(connection, NOW, who, words, 100)
    assert isinstance(outcome, Added | Duplicate)
    return who, outcome.follow_id


async def unread(database: Database, *headlines: str) -> list[Unread]:
    async with database.write() as connection:
        feed = "https://news.example/feed"
        await sources.sync_file(connection, NOW, [SourceSettings(feed, "News", None, None, None)])
        entries = [
            Sighted(url, url, headline, "", "", None)
            for headline in headlines
            for url in [f"https://news.example/{headline}"]
        ]
        await articles.sight(connection, NOW, 1, entries)
        return list(await readings.unread(connection, NOW, [], 1000))


def reading(headline: str, canonical: str = "") -> ReadText:
    address = canonical or f"https://news.example/{headline}"
    return ReadText(headline, "", "", "en", None, "summary", None, address)


def publisher(database: Database, keeper: IndexKeeper | None = None) -> Publisher:
    return Publisher(database, keeper or IndexKeeper(database), SystemClock(), lambda: None)


async def test_everybody_who_follows_is_alerted_once(database: Database) -> None:
    await followed(database, 1, "storm")
    await followed(database, 1, "sea")
    await followed(database, 2, "Storm")
    await followed(database, 3, "calm")
    (article,) = await unread(database, "A storm at sea")
    publish = publisher(database)
    assert await publish.publish(article, reading("A storm at sea")) == 2
    assert await publish.publish(article, reading("A storm at sea")) == 0


async def test_one_publication_under_two_addresses_is_told_once(database: Database) -> None:
    await followed(database, 1, "storm")
    first, second = await unread(database, "Storm?utm=1", "Storm?utm=2")
    own = reading("Storm", "https://news.example/storm")
    publish = publisher(database)
    assert await publish.publish(first, own) == 1
    assert await publish.publish(second, own) == 0


async def test_the_index_follows_follows_and_unfollows(database: Database) -> None:
    keeper = IndexKeeper(database)
    publish = publisher(database, keeper)
    first, second, third = await unread(database, "Storm 1", "Storm 2", "Storm 3")
    assert await publish.publish(first, reading("Storm 1")) == 0
    who, follow_id = await followed(database, 1, "storm")
    assert await publish.publish(second, reading("Storm 2")) == 1
    async with database.write() as connection:
        await remove(connection, NOW, who, follow_id)
    assert await publish.publish(third, reading("Storm 3")) == 0
    assert keeper.match(Document("Storm", "", "", None)) == []


async def test_a_follow_made_between_matching_and_the_commit_is_alerted(
    database: Database,
) -> None:
    class Overtaken(IndexKeeper):
        """Somebody follows as soon as it has caught up for the first time."""

        async def catch_up(self) -> None:
            first = self.number < 0
            await super().catch_up()
            if first:
                await followed(database, 9, "storm")

    (article,) = await unread(database, "Storm")
    publish = publisher(database, Overtaken(database))
    assert await publish.publish(article, reading("Storm")) == 1


async def test_an_index_that_moves_on_before_the_commit_is_not_taken_for_the_one_that_matched(
    database: Database, migrated_url: str
) -> None:
    keeper = IndexKeeper(database)

    class Overtaken(Database):
        """Before it writes, somebody follows, and another article brings the index up to date."""

        @asynccontextmanager
        async def write(self, *, patient: bool = False) -> AsyncIterator[AsyncConnection]:
            await followed(database, 9, "storm")
            await keeper.catch_up()
            async with super().write(patient=patient) as connection:
                yield connection

    (article,) = await unread(database, "Storm")
    async with Overtaken(migrated_url) as overtaken:
        publish = publisher(overtaken, keeper)
        assert await publish.publish(article, reading("Storm")) == 1


async def test_articles_and_follows_at_once_lose_nothing(database: Database) -> None:
    """Each article finds all who followed before it was published, whatever runs beside it."""
    headlines = [f"Storm {number}" for number in range(10)]
    ids = await unread(database, *headlines)
    publish = publisher(database)
    made: list[int] = []

    async def follow_later(chat_id: int) -> None:
        await followed(database, chat_id, f'"storm {chat_id}"')
        made.append(await publish.publish(ids[chat_id], reading(headlines[chat_id])))

    await asyncio.gather(*(follow_later(number) for number in range(10)))
    assert made == [1] * 10


@pytest.mark.parametrize(
    ("words", "alerts"),
    [
        ("storm site:news.example", 1),
        ("storm -site:news.example", 0),
        ("storm site:other.example", 0),
        ("storm lang:en", 1),
        ("storm lang:kk", 0),
    ],
)
async def test_an_article_is_of_its_site_and_in_its_language(
    sqlite_database: Database, words: str, alerts: int
) -> None:
    await followed(sqlite_database, 1, words)
    (article,) = await unread(sqlite_database, "Storm")
    publish = publisher(sqlite_database)
    assert await publish.publish(article, reading("Storm")) == alerts


async def test_word_forms_of_three_languages_are_found(sqlite_database: Database) -> None:
    headlines = ["Taxes rise", "О налогах", "Салықтар туралы"]
    ids = await unread(sqlite_database, *headlines)
    for words in ("tax", "налог", "салық"):
        await followed(sqlite_database, 1, words)
    publish = publisher(sqlite_database)
    for article, headline in zip(ids, headlines, strict=True):
        assert await publish.publish(article, reading(headline)) == 1

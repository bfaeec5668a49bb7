"""Storage, on both databases: articles find those that share keys, and publications their twins."""

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import articles, readings, stories
from storage.database import Database
from tests.storage.builders import (
    NOW,
    PLENTY,
    entry,
    later,
    read,
    reading,
    watch,
    watch_privately,
)

OWN, COMMON = "https://own.example/feed", "https://common.example/feed"


async def publish(
    connection: AsyncConnection,
    source_id: int,
    number: str,
    *keys: int,
    title: str = "Headline",
    canonical: str = "",
) -> int:
    """Read a new article with these keys; return its story."""
    await articles.sight(connection, NOW, source_id, [entry(number)])
    [waiting] = await readings.unread(connection, NOW, (), PLENTY)
    text = reading(title, canonical=canonical or None)
    story_id = await read(connection, waiting, text)
    await stories.keep(connection, NOW, waiting.id, number.encode(), keys)
    return story_id


async def found(
    connection: AsyncConnection, *keys: int, since: float = 0, source_id: int = 1
) -> list[bytes]:
    among = await stories.candidates(connection, keys, later(since), source_id)
    return [one.fingerprint for one in among]


async def test_those_that_share_the_most_keys_come_first(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection, COMMON)
        await publish(connection, source_id, "one", 1, -(2**63))
        await publish(connection, source_id, "three", 1, 2, 3)
        await publish(connection, source_id, "none", 4)
        await publish(connection, source_id, "nothing")
        assert await found(connection, 1, 2, 3, 9) == [b"three", b"one"]
        assert await found(connection, -(2**63), 2**63 - 1) == [b"one"]
        assert await found(connection) == []


async def test_as_many_are_compared_as_is_bearable(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection, COMMON)
        for number in range(stories.CANDIDATES + 5):
            await publish(connection, source_id, f"{number}", 1)
        assert len(await found(connection, *range(70_000))) == stories.CANDIDATES


async def test_what_is_too_old_is_not_compared_and_forgotten(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection, COMMON)
        await publish(connection, source_id, "a", 1)
        assert await found(connection, 1, since=1) == []
        await stories.forget(connection, NOW)
        assert await found(connection, 1) == [b"a"]
        await stories.forget(connection, later(1))
        assert await found(connection, 1) == []


async def test_an_article_that_is_read_again_is_found_by_its_new_keys(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection, COMMON)
        await publish(connection, source_id, "a", 1)
        await stories.keep(connection, later(9), 1, b"new", [1, 2])
        assert await found(connection, 2) == [b"new"]


async def test_candidates_tell_whether_everybody_may_see_them(database: Database) -> None:
    async with database.write() as connection:
        [common] = await watch(connection, COMMON)
        own = await watch_privately(connection, 1, OWN)
        other = await watch_privately(connection, 2, "https://other.example/feed")
        public = await publish(connection, common, "public", 1)
        private = await publish(connection, own, "private", 1)
        for asking, sees in ((common, {public}), (own, {public, private}), (other, {public})):
            among = await stories.candidates(connection, [1], NOW, asking)
            assert {one.story_id for one in among if one.seen} == sees
            assert await stories.is_seen(connection, public, asking)
            assert await stories.is_seen(connection, private, asking) is (asking == own)


async def test_a_publication_under_two_addresses_is_told_before(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection, COMMON)
        own = "https://news.example/own-address"
        storm = await publish(connection, source_id, "1", title="Storm", canonical=own)

        async def before(title: str, url: str = "https://news.example/2") -> list[int]:
            told = await stories.told_before(connection, url, own, title, source_id)
            return [story_id for story_id, _ in told]

        assert await before("STORM ") == [storm]
        assert await before("Calm") == [], "a site that gives all its pages one address"
        assert await before("Calm", "https://news.example/1") == [storm]

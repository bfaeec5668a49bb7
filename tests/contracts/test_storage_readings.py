"""Storage, on both databases: articles are read again by the clock, and when entries change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import articles, readings
from storage.articles import Sighted
from storage.database import Database
from storage.readings import ReadText, Unread
from tests.storage.builders import NOW, PLENTY, entry, later, read, reading, unread_urls, watch

HOUR = 3600
DAY = 24 * HOUR


async def publish(
    connection: AsyncConnection, number: str = "a", found: ReadText | None = None
) -> Unread:
    """Read an article, now."""
    [source_id] = await watch(connection)
    await articles.sight(connection, NOW, source_id, [entry(number)])
    [waiting] = await readings.unread(connection, NOW, (), PLENTY)
    await read(connection, waiting, found)
    return waiting


async def due_at(connection: AsyncConnection, seconds: float) -> Sequence[Unread]:
    return await readings.read_again(connection, later(seconds), (), PLENTY)


async def say(connection: AsyncConnection, entry: Sighted, seconds: float) -> int:
    return await articles.edited(connection, later(seconds), 1, [entry])


async def again(
    connection: AsyncConnection, article: Unread, seconds: float, found: ReadText | None = None
) -> None:
    await readings.save_again(
        connection, later(seconds), article, found or reading(), matters=False
    )


@pytest.mark.parametrize("text_from", ["page", "summary"])
async def test_a_page_is_read_again_after_an_hour_and_after_a_day(
    database: Database, text_from: str
) -> None:
    async with database.write() as connection:
        await publish(connection, found=replace(reading(), text_from=text_from))
        assert await due_at(connection, HOUR - 1) == []
        [article] = await due_at(connection, HOUR)
        assert await readings.read_again(connection, later(HOUR), [article.id], PLENTY) == []
        await again(connection, article, HOUR + 5)
        assert await due_at(connection, DAY - 1) == []
        [article] = await due_at(connection, DAY)
        await again(connection, article, DAY + 5)
        assert await due_at(connection, 2 * DAY) == []


async def test_what_the_feed_carries_whole_is_not_read_again(database: Database) -> None:
    async with database.write() as connection:
        await publish(connection, found=replace(reading(), text_from="feed"))
        assert await due_at(connection, DAY) == []


async def test_what_is_read_again_is_its_entry_not_what_its_page_said(database: Database) -> None:
    async with database.write() as connection:
        await publish(connection, found=replace(reading("Storm"), text="The page.", summary="Sum"))
        [article] = await due_at(connection, HOUR)
        assert (article.title, article.summary, article.text) == ("Storm", "Sum", "")


async def test_a_reading_that_is_very_late_is_left_out(database: Database) -> None:
    async with database.write() as connection:
        await publish(connection)
        assert await due_at(connection, HOUR + DAY) == []
        await readings.let_go(connection, later(HOUR + DAY))
        assert await due_at(connection, HOUR) == []


async def test_an_entry_that_changes_is_read_again_at_once_in_its_new_words(
    database: Database,
) -> None:
    async with database.write() as connection:
        await publish(connection)
        new = replace(entry("a", title="New"), summary="S", text="T", published=later(60))
        assert await say(connection, new, 100) == 1
        [article] = await due_at(connection, 100)
        assert (article.title, article.summary, article.text) == ("New", "S", "T")
        assert article.published == later(60)
        assert await articles.known(connection, 1, ["guid-a"]) == {"guid-a": new.digest}
        assert await say(connection, new, 101) == 0

        await again(connection, article, 102)
        assert await due_at(connection, HOUR - 1) == []
        assert len(await due_at(connection, HOUR)) == 1


async def test_words_that_change_while_an_article_is_read_again_are_not_lost(
    database: Database,
) -> None:
    async with database.write() as connection:
        await publish(connection)
        await say(connection, entry("a", title="Second"), 100)
        [article] = await due_at(connection, 100)
        await say(connection, entry("a", title="Third"), 101)
        await again(connection, article, 102)
        [article] = await due_at(connection, 102)
        assert article.title == "Third"


async def test_words_that_change_while_an_article_is_first_read_are_not_lost(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a", title="First")])
        [waiting] = await readings.unread(connection, NOW, (), PLENTY)
        assert await say(connection, entry("a", title="Second"), 1) == 0
        [renewed] = await readings.unread(connection, NOW, (), PLENTY)
        assert renewed.title == "Second"
        await read(connection, waiting)
        [article] = await due_at(connection, 1)
        assert article.title == "Second"


async def test_an_unread_article_takes_the_new_words(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a", title="First")])
        await say(connection, entry("a", title="Second"), 1)
        [waiting] = await readings.unread(connection, NOW, (), PLENTY)
        await read(connection, waiting)
        assert await due_at(connection, HOUR - 1) == []


async def test_a_source_that_changes_its_words_at_every_look_is_heard_less_and_less(
    database: Database,
) -> None:
    readings_made = 0
    async with database.write() as connection:
        await publish(connection)
        for look in range(1, 48):
            seconds = look * HOUR
            await say(connection, entry("a", title=f"{look} hours ago"), seconds)
            for article in await due_at(connection, seconds):
                await again(connection, article, seconds)
                readings_made += 1
    assert 8 < readings_made < 25


async def test_what_is_two_days_old_is_left_alone(database: Database) -> None:
    async with database.write() as connection:
        await publish(connection)
        assert await say(connection, entry("a", title="Late"), 2 * DAY + 1) == 0
        assert await due_at(connection, 2 * DAY + 1) == []


async def test_ids_that_change_with_the_words_are_an_edit_and_without_them_none(
    database: Database,
) -> None:
    async with database.write() as connection:
        await publish(connection)
        await articles.sight(connection, later(60), 1, [entry("a", entry_id="other")])
        assert await due_at(connection, 60) == []
        for look in range(5):
            new = entry("a", entry_id=f"id {look}", title=f"New {look}")
            await articles.sight(connection, later(100 + look), 1, [new])
            [article] = await due_at(connection, 200)
            assert article.title == f"New {look}"
            await articles.sight(connection, later(100 + look), 1, [replace(new, entry_id="x")])
        assert await unread_urls(connection) == []


async def test_another_source_that_changes_its_words_gives_reason_to_look_no_more(
    database: Database,
) -> None:
    async with database.write() as connection:
        one, two = await watch(connection, "https://one.example/", "https://two.example/")
        await articles.sight(connection, NOW, one, [entry("a", title="Ours")])
        await articles.sight(connection, NOW, two, [entry("a", title="Theirs")])
        [waiting] = await readings.unread(connection, NOW, (), PLENTY)
        await read(connection, waiting, reading("Ours"))
        changed = [entry("a", title="Theirs, changed")]
        assert await articles.edited(connection, later(9), two, changed) == 1
        [article] = await due_at(connection, 9)
        assert (article.title, article.revision) == ("Ours", None)


async def test_what_was_listed_before_there_were_digests_takes_one_silently(
    database: Database,
) -> None:
    async with database.write() as connection:
        await publish(connection)
        await connection.exec_driver_sql("UPDATE sighting SET digest = NULL")
        assert await articles.known(connection, 1, ["guid-a"]) == {"guid-a": None}
        assert await say(connection, entry("a", title="Other"), 9) == 0
        assert await due_at(connection, 9) == []
        assert await say(connection, entry("a", title="Another"), 10) == 1


async def test_an_entry_that_nobody_knows_is_no_edit(database: Database) -> None:
    async with database.write() as connection:
        await watch(connection)
        assert await say(connection, entry("a"), 0) == 0
        assert await articles.edited(connection, NOW, 1, []) == 0


async def test_a_second_reading_that_goes_wrong_is_put_off(database: Database) -> None:
    async with database.write() as connection:
        await publish(connection)
        [article] = await due_at(connection, HOUR)
        await readings.postpone(connection, article.id, later(HOUR + 30), "odd")
        assert await due_at(connection, HOUR + 29) == []
        [article] = await due_at(connection, HOUR + 30)
        assert article.attempts == 1
        found = await readings.found(connection, article.id)
        assert found.note is None
        await again(connection, article, HOUR + 31)
        [article] = await due_at(connection, DAY)
        assert article.attempts == 0


async def test_headlines_of_a_source_are_those_of_its_other_pages_of_a_day(
    database: Database,
) -> None:
    async with database.write() as connection:
        first = await publish(connection, "a", reading("One"))
        await publish(connection, "b", reading("Two"))
        assert await readings.headlines(connection, NOW, 1, first.id) == ["Two"]
        assert await readings.headlines(connection, NOW + timedelta(days=9), 1, first.id) == []
        assert await readings.headlines(connection, NOW, 99, first.id) == []

"""Storage, on both databases: whose messages stay as they are, whoever reports the story later."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import destinations, follows, reports, story_mutes
from storage.database import Database
from storage.destinations import Destination
from storage.follows import FIRST
from storage.rhythms import Rhythm, change
from storage.schema import alert, delivery
from tests.storage.builders import NOW, arrive, follow, later, send_all, watch_privately
from tests.storage.newsroom import edits, followed, named, newsroom, tune


async def block(connection: AsyncConnection, here: Destination) -> None:
    await destinations.block(connection, NOW, here.chat_id, "kicked")


async def close(connection: AsyncConnection, here: Destination) -> None:
    await destinations.close(connection, NOW, here.id, "closed")


async def pause(connection: AsyncConnection, here: Destination) -> None:
    await change(connection, here.id, Rhythm(paused_at=NOW))


async def mute_follow(connection: AsyncConnection, _: Destination) -> None:
    await tune(connection, 1, muted_until=later(1))


async def only_first(connection: AsyncConnection, _: Destination) -> None:
    await tune(connection, 1, reports=FIRST)


async def unfollow(connection: AsyncConnection, _: Destination) -> None:
    await follows.remove(connection, NOW, 1)


async def mute_story(connection: AsyncConnection, here: Destination) -> None:
    assert await story_mutes.mute(connection, NOW, here.chat_id, 1)


async def lose_message(connection: AsyncConnection, _: Destination) -> None:
    await connection.execute(update(delivery).values(message_id=None))


async def fold(connection: AsyncConnection, _: Destination) -> None:
    await connection.execute(update(delivery).values(state="folded"))


Leave = Callable[[AsyncConnection, Destination], Awaitable[None]]
ALONE: list[Leave] = [
    block,
    close,
    pause,
    mute_follow,
    only_first,
    unfollow,
    mute_story,
    lose_message,
    fold,
]


@pytest.mark.parametrize("leave", ALONE, ids=lambda one: one.__name__)
async def test_nothing_is_changed_for_whoever_is_to_be_left_alone(
    database: Database, leave: Leave
) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        await follow(connection, here, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        await leave(connection, here)
        assert await news.tells("Tengri", "b", "tax") == (0, 0)


@pytest.mark.parametrize("leave", ALONE[2:], ids=lambda one: one.__name__)
async def test_whether_a_message_is_still_to_be_changed_is_asked_at_sending(
    database: Database, leave: Leave
) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        await follow(connection, here, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        await news.tells("Tengri", "b", "tax")
        assert await reports.messages(connection, NOW, [1]) == {1: 1000}
        await leave(connection, here)
        assert await reports.messages(connection, NOW, [1]) == {}


async def test_after_two_days_a_message_stays_as_it_is(database: Database) -> None:
    two_days = timedelta(hours=48).total_seconds()
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Tengri", "b", "tax", at=later(two_days)) == (0, 0)
        assert await news.tells("Zakon", "c", "tax", at=later(two_days - 1)) == (0, 1)
        assert await reports.messages(connection, later(two_days), [1]) == {}


async def test_no_report_is_named_that_the_chat_may_not_see(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        await followed(connection, "tax", chat_id=8)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        private = await watch_privately(connection, 8, "https://own.example/feed")
        assert await news.tells(private, "b", "tax") == (0, 1)
        [changed] = await edits(connection)
        theirs = select(alert.c.id).join_from(
            alert, delivery, delivery.c.alert_id == alert.c.id
        ).where(delivery.c.message_id.is_not(None), alert.c.id != changed)  # fmt: skip
        [other] = (await connection.execute(theirs)).scalars()
        assert await named(connection, changed) == ["Own https://own.example/feed b"]
        assert await named(connection, other) == []


async def test_the_same_address_in_a_source_of_ones_own_is_no_report(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax", chat_id=8)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        private = await watch_privately(connection, 8, "https://own.example/feed")
        assert await news.tells(private, "a", "tax") == (0, 0)
        assert await named(connection) == []


async def test_what_others_had_matched_before_is_not_named(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax", chat_id=8)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax", at=later(-60))
        await followed(connection, "tax")
        await news.tells("Tengri", "b", "tax")
        assert await named(connection, 2) == []

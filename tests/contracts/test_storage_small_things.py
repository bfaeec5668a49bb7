"""Storage, on both databases: holds, updates handled before, and what a conversation waits for."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from storage import expectations, holds, updates
from storage.database import Database
from tests.storage.builders import NOW, arrive, later

HUGE = 2**52 + 1


async def test_holds_last_until_their_time(database: Database) -> None:
    async with database.write() as connection:
        await holds.put(connection, -HUGE, later(10))
        await holds.put(connection, holds.EVERYBODY, later(5))
        assert await holds.current(connection, NOW) == {-HUGE: later(10), 0: later(5)}
        assert await holds.current(connection, later(5)) == {-HUGE: later(10)}
        assert await holds.current(connection, NOW) == {-HUGE: later(10)}


async def test_a_new_hold_replaces_the_old_one(database: Database) -> None:
    async with database.write() as connection:
        await holds.put(connection, 7, later(10))
        await holds.put(connection, 7, later(3))
        assert await holds.current(connection, NOW) == {7: later(3)}


async def test_an_update_is_handled_once(database: Database) -> None:
    async with database.write() as connection:
        assert not await updates.was_handled(connection, HUGE)
        assert await updates.handle_once(connection, NOW, HUGE)
        assert await updates.was_handled(connection, HUGE)
        assert not await updates.handle_once(connection, later(1), HUGE)
        assert await updates.handle_once(connection, NOW, HUGE + 1)


async def test_an_update_whose_effect_was_rolled_back_was_not_handled(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as connection:
            await updates.handle_once(connection, NOW, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.write() as connection:
        assert await updates.handle_once(connection, NOW, 1)


async def test_old_updates_are_forgotten(database: Database) -> None:
    async with database.write() as connection:
        await updates.handle_once(connection, NOW, 1)
        await updates.handle_once(connection, later(1), 2)
        await updates.forget(connection, later(1))
        assert not await updates.was_handled(connection, 1)
        assert await updates.was_handled(connection, 2)


async def test_words_are_expected_of_one_sender_in_one_destination(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection, -9, 0, "supergroup")
        topic = await arrive(connection, -9, 4, "supergroup")
        await expectations.expect_words(connection, NOW, here.id, HUGE)
        assert await expectations.asked_at(connection, here.id, HUGE) == NOW
        assert await expectations.asked_at(connection, here.id, HUGE + 1) is None
        assert await expectations.asked_at(connection, topic.id, HUGE) is None

        await expectations.expect_words(connection, later(5), here.id, HUGE)
        assert await expectations.asked_at(connection, here.id, HUGE) == later(5)
        await expectations.drop(connection, topic.id, HUGE)
        assert await expectations.asked_at(connection, here.id, HUGE) == later(5)
        await expectations.drop(connection, here.id, HUGE)
        assert await expectations.asked_at(connection, here.id, HUGE) is None


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 3, 2, 9, 30, 15, 999_999, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
async def test_an_instant_keeps_its_microseconds(database: Database, instant: datetime) -> None:
    async with database.write() as connection:
        await holds.put(connection, 1, instant)
        await expectations.expect_words(connection, instant, (await arrive(connection)).id, 1)
        assert await expectations.asked_at(connection, 1, 1) == instant


async def test_an_instant_of_another_zone_is_the_same_instant(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        almaty = NOW.astimezone(timezone(timedelta(hours=5)))
        await expectations.expect_words(connection, almaty, here.id, 1)
        kept = await expectations.asked_at(connection, here.id, 1)
    assert kept == NOW
    assert kept.tzinfo is UTC

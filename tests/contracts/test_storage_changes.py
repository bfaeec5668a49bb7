"""Storage, on both databases: the change log under transactions that are open together."""

import asyncio

from storage import changes, queries
from storage.database import Database
from tests.storage.builders import arrive, follow, until_somebody_waits


async def test_each_change_has_the_next_number(database: Database) -> None:
    async with database.write() as connection:
        numbers = [await changes.record(connection, query_id) for query_id in (5, 6, 5, 2**40)]
        assert numbers == [1, 2, 3, 4]
        assert await changes.latest(connection) == 4
        assert sorted(await changes.since(connection, 0)) == [5, 6, 2**40]
        assert sorted(await changes.since(connection, 2)) == [5, 2**40]
        assert await changes.since(connection, 4) == []


async def test_what_is_forgotten_takes_no_number_back(database: Database) -> None:
    async with database.write() as connection:
        for query_id in (5, 6, 7):
            await changes.record(connection, query_id)
        await changes.forget(connection, 2)
        assert await changes.since(connection, 0) == [7]
        assert await changes.record(connection, 8) == 4


async def test_a_change_that_was_rolled_back_leaves_no_gap(database: Database) -> None:
    class ChangedMindError(Exception):
        pass

    try:
        async with database.write() as connection:
            await changes.record(connection, 5)
            raise ChangedMindError
    except ChangedMindError:
        pass
    async with database.write() as connection:
        assert await changes.since(connection, 0) == []
        assert await changes.record(connection, 6) == 1


async def test_a_reader_never_sees_a_later_number_before_an_earlier_one(
    database: Database,
) -> None:
    seen: list[tuple[int, list[int]]] = []

    async def look() -> None:
        async with database.read() as connection:
            number = await changes.latest(connection)
            seen.append((number, sorted(await changes.since(connection, 0))))

    async def change_too() -> None:
        async with database.write() as connection:
            assert await changes.record(connection, 8) == 2

    async with asyncio.TaskGroup() as group:
        async with database.write() as connection:
            assert await changes.record(connection, 7) == 1
            second = group.create_task(change_too())
            await until_somebody_waits(database)
            await look()
            assert not second.done()
        await second
        await look()
    assert seen == [(0, []), (2, [7, 8])]


async def test_nobody_follows_between_a_locked_look_at_the_log_and_its_commit(
    database: Database,
) -> None:
    async with database.write() as connection:
        here = await arrive(connection)

    async def follow_meanwhile() -> None:
        async with database.write() as connection:
            await follow(connection, here, "tax")

    async with asyncio.TaskGroup() as group:
        async with database.write() as connection:
            assert await changes.latest_locked(connection) == 0
            follower = group.create_task(follow_meanwhile())
            await until_somebody_waits(database)
            assert await queries.wanted(connection) == []
            assert await changes.latest_locked(connection) == 0
            assert not follower.done()
        await follower
    async with database.read() as connection:
        assert await changes.latest(connection) == 1


async def test_a_query_that_two_people_ask_at_once_is_stored_once(database: Database) -> None:
    async def ask() -> int:
        async with database.write() as connection:
            return await queries.intern(connection, "tax", b"", 1)

    async with asyncio.TaskGroup() as group, database.write() as connection:
        first = await queries.intern(connection, "tax", b"", 1)
        other = group.create_task(ask())
        await until_somebody_waits(database)
    assert other.result() == first

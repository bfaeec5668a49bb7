"""Transactions that write and transactions that read, side by side."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage import changes, dialects
from storage.database import Database
from tests.storage.builders import NOW, arrive, follow, until_somebody_waits


async def test_two_writers_that_read_first_do_not_fail_each_other(migrated_url: str) -> None:
    """Two bots on one file: a deferred transaction that reads first could not write any more."""
    both_read = asyncio.Barrier(2)

    async def read_then_write(database: Database, chat_id: int) -> None:
        async with database.read() as connection:
            await changes.latest(connection)
        await both_read.wait()
        async with database.write() as connection:
            await changes.latest(connection)
            await follow(connection, await arrive(connection, chat_id), "tax")

    async with Database(migrated_url) as one, Database(migrated_url) as other:
        async with asyncio.TaskGroup() as group:
            group.create_task(read_then_write(one, 1))
            group.create_task(read_then_write(other, 2))
        async with one.read() as connection:
            assert await changes.latest(connection) == 2


async def test_a_writing_transaction_holds_the_file_before_its_first_statement(
    sqlite_database: Database, tmp_path: Path
) -> None:
    async with (
        Database(f"sqlite:///{tmp_path}/jarshy.db") as other,
        sqlite_database.write(),
        other.read() as connection,
    ):
        await connection.execute(text("PRAGMA busy_timeout = 0"))
        with pytest.raises(OperationalError, match="database is locked"):
            await connection.execute(text("CREATE TABLE mine (id INTEGER)"))


async def test_readers_see_the_last_commit_and_wait_for_no_writer(database: Database) -> None:
    async with database.write() as writer:
        await changes.record(writer, 1)
        async with database.read() as reader:
            assert await changes.latest(reader) == 0
    async with database.read() as reader:
        assert await changes.latest(reader) == 1


async def test_a_writer_that_fails_leaves_nothing(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as connection:
            await follow(connection, await arrive(connection), "tax")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.read() as connection:
        assert await changes.latest(connection) == 0


async def test_a_writer_that_is_cancelled_leaves_nothing_and_lets_others_write(
    database: Database,
) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with database.write() as connection:
            await follow(connection, await arrive(connection), "tax")
            inside.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        hanging = group.create_task(hang())
        await inside.wait()
        hanging.cancel()
    async with database.write() as connection:
        assert await changes.latest(connection) == 0
        await follow(connection, await arrive(connection), "tax")


async def test_a_writer_that_is_cancelled_while_it_waits_gives_up_its_place(
    database: Database,
) -> None:
    async def write() -> None:
        async with database.write() as connection:
            await changes.record(connection, 1)

    async with asyncio.TaskGroup() as group:
        async with database.write() as connection:
            await changes.record(connection, 2)
            impatient = group.create_task(write())
            await until_somebody_waits(database)
            impatient.cancel()
        await write()
    async with database.read() as connection:
        assert sorted(await changes.since(connection, 0)) == [1, 2]


async def test_sqlite_keeps_what_it_promised(sqlite_database: Database) -> None:
    async with sqlite_database.read() as connection:
        kept = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert kept == ["wal", 2, 1]


@pytest.mark.parametrize(
    "url", ["", "mysql://x/y", "sqlite://", "sqlite:///", "jarshy.db", "postgresql", "http://x"]
)
def test_an_address_of_no_database_of_ours_is_refused(url: str) -> None:
    with pytest.raises(dialects.BadDatabaseUrlError, match="takes sqlite:///FILE or postgresql"):
        Database(url)


@pytest.mark.parametrize(
    "url",
    ["postgres://u:p@db/x", "postgresql://u:p@db:5433/x?sslmode=require", "sqlite:////data/x.db"],
)
def test_plain_addresses_get_a_driver_of_our_choice(url: str) -> None:
    assert dialects.driver_url(url).get_driver_name() in {"asyncpg", "aiosqlite"}


def test_only_sqlite_has_a_file() -> None:
    assert dialects.sqlite_file("sqlite:///data/jarshy.db") == Path("data/jarshy.db")
    assert dialects.sqlite_file("sqlite:////data/jarshy.db") == Path("/data/jarshy.db")
    assert dialects.sqlite_file("postgresql://db/x") is None
    assert NOW.tzinfo is not None

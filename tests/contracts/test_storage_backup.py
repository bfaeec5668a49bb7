"""Backups, from both databases into both: they are tried by restoring them."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from alembic.command import upgrade
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    Table,
    func,
    insert,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import articles, changes, holds, outbox, queries, readings, sources, subscriptions
from storage.backup.backing_up import back_up
from storage.backup.errors import BackupError
from storage.backup.files import Contents
from storage.backup.restoring import Restored, restore
from storage.database import Database
from storage.migrating import alembic_config, migrate
from storage.schema import (
    article,
    chat,
    counter,
    delivery,
    discovery,
    follow,
    hold,
    metadata,
    revision,
    sighting,
    source,
    subscription,
)
from storage.types import Instant
from tests.conftest import KINDS
from tests.storage.builders import (
    FEED,
    NOW,
    arrive,
    begin_all,
    entry,
    heads,
    later,
    publish,
    read,
    send_all,
    watch,
)
from tests.storage.builders import follow as follows

CHANGED = {article, delivery, discovery, hold, revision, sighting, source, subscription}


@pytest.fixture(params=KINDS)
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind that nobody has used yet; the file is not even there."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/elsewhere.db"
    server, name = request.getfixturevalue("postgres"), f"test_{uuid4().hex}"
    asyncio.run(_create(server, name))
    return make_url(server).set(database=name).render_as_string(hide_password=False)


async def _create(server: str, name: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    await connection.close()


def ignore(_share: float) -> None:
    """Nobody looks how far it is."""


async def backed_up(url: str, file: Path, *, overwrite: bool = False) -> Contents:
    return await back_up(url, file, overwrite=overwrite, told=ignore)


async def restored(file: Path, url: str, at: datetime = NOW) -> Restored:
    return await restore(file, url, at, told=ignore)


async def all_rows(url: str) -> dict[Table, list[tuple[Any, ...]]]:
    async with Database(url) as database, database.read() as connection:
        return {
            table: sorted(map(tuple, await connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def sample(column: Column[Any], number: int) -> Any:
    """A value that tells the column's type, and one row's from the other's."""
    match column.type:
        case Instant():
            return later(number)
        case JSON():
            return [{"ж": number, "quote": '"', "none": None}]
        case Boolean():
            return number % 2 == 0
        case Float():
            return number + 0.1
        case LargeBinary():
            return bytes((0, 255, number))
        case Integer():
            return number
        case _:
            return f"Ә '{number}"


async def fill_every_table(connection: AsyncConnection) -> None:
    """Store two rows in each, the second with nothing in it that may be empty."""
    await connection.execute(counter.delete())
    for table in metadata.sorted_tables:
        for number in (1, 2):
            row = {
                column.name: None if column.nullable and number == 2 else sample(column, number)
                for column in table.columns
            }
            await connection.execute(insert(table).values(row))


async def test_every_row_of_every_table_comes_back(
    migrated_url: str, target_url: str, tmp_path: Path
) -> None:
    async with Database(migrated_url) as database, database.write() as connection:
        await fill_every_table(connection)
    before = await all_rows(migrated_url)
    assert await backed_up(migrated_url, tmp_path / "backup") == Contents(2, 1, 2)
    await restored(tmp_path / "backup", target_url)
    after = await all_rows(target_url)
    for table in before:
        if table in CHANGED - {hold, revision}:
            assert len(after[table]) == len(before[table]), table.name
        elif table not in CHANGED:
            assert after[table] == before[table], table.name


async def test_what_comes_next_is_numbered_on(
    migrated_url: str, target_url: str, tmp_path: Path
) -> None:
    async with Database(migrated_url) as database, database.write() as connection:
        await follows(connection, await arrive(connection), "first")
        last = await follows(connection, await arrive(connection), "second")
        number = await changes.latest(connection)
    await backed_up(migrated_url, tmp_path / "backup")
    await restored(tmp_path / "backup", target_url)
    async with Database(target_url) as database, database.write() as connection:
        assert await follows(connection, await arrive(connection), "third") == last + 1
        assert await changes.latest(connection) == number + 1
        assert len(await changes.since(connection, 0)) == number + 1
        assert len(await queries.wanted(connection)) == 3
        await publish(connection, "new", "first", "third")
        [letter] = await send_all(connection)
    assert letter.alert_id == 1


async def test_what_waited_expires_and_what_was_sent_is_known(
    migrated_url: str, target_url: str, tmp_path: Path
) -> None:
    async with Database(migrated_url) as database, database.write() as connection:
        ann, bob = await arrive(connection, 7), await arrive(connection, 8)
        for there in (ann, bob):
            await follows(connection, there, "flood")
        await publish(connection, "old", "flood")
        await send_all(connection)
        await outbox.owe(connection, NOW, ann.id, "answer", outcome={"outcome": "Helped"})
        await begin_all(connection)
        await publish(connection, "waiting", "flood")
        await holds.put(connection, 8, later(3600))
    await backed_up(migrated_url, tmp_path / "backup")
    assert (await restored(tmp_path / "backup", target_url)).expired == 3
    async with Database(target_url) as database, database.write() as connection:
        assert await outbox.recover(connection, NOW) == 0
        assert not await heads(connection, later(10_000))
        assert not await holds.current(connection, NOW)
        states = select(delivery.c.state, func.count()).group_by(delivery.c.state)
        found = {row[0]: row[1] for row in await connection.execute(states)}
        assert found == {"sent": 2, "expired": 3}


async def test_the_next_look_is_a_first_one(
    migrated_url: str, target_url: str, tmp_path: Path
) -> None:
    async with Database(migrated_url) as database, database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("read"), entry("unread")])
        first, _ = await readings.unread(connection, NOW, (), 2)
        await read(connection, first)
        await articles.edited(connection, NOW, source_id, [entry("read", title="Edited")])
        await connection.execute(
            update(source).values(
                etag="e",
                last_modified="l",
                looked_at=NOW,
                tried_at=NOW,
                due_at=later(9),
                failures=3,
            )
        )
        await subscriptions.begin(connection, NOW, source_id, "https://h.example", FEED, "p", "s")
        await subscriptions.verified(connection, "p", later(900), later(600))
        await subscriptions.pushes(connection, source_id)
    await backed_up(migrated_url, tmp_path / "backup")
    await restored(tmp_path / "backup", target_url, later(5))
    async with Database(target_url) as database, database.write() as connection:
        [one] = await sources.due(connection, later(5), (), 9)
        assert (one.looked_at, one.etag, one.last_modified) == (None, None, None)
        assert (one.failures, one.is_pushed) == (0, False)
        [asked] = await subscriptions.due(connection, later(5), (), 9)
        assert (asked.state, asked.lease_until, asked.path) == ("asked", None, "p")
        assert not await readings.unread(connection, later(10_000), (), 9)
        assert not await readings.read_again(connection, later(10_000), (), 9)
        # It says something else since; that was told, or not, by the bot that is gone.
        again = [entry("read", title="Edited twice"), entry("unread", title="Edited, too")]
        assert await articles.edited(connection, later(6), one.id, again) == 0
        again[0] = entry("read", title="Edited afterwards")
        assert await articles.edited(connection, later(7), one.id, again) == 1


async def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(
    migrated_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    async with Database(migrated_url) as database:
        async with database.write() as connection:
            await follows(connection, await arrive(connection), "before")
        done = asyncio.Event()

        async def keep_following() -> None:
            number = 0
            while not done.is_set():
                number += 1
                async with database.write() as connection:
                    await follows(connection, await arrive(connection, number), f"word {number}")
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as group:
            group.create_task(keep_following())
            for _ in range(3):  # in another process, as it were
                await asyncio.to_thread(
                    lambda: asyncio.run(backed_up(migrated_url, file, overwrite=True))
                )
                follows_, queries_, number, changed = _ask(
                    file,
                    "SELECT (SELECT count(*) FROM follow), (SELECT count(*) FROM query),"
                    " (SELECT value FROM counter), (SELECT max(number) FROM change)",
                )
                assert follows_ == queries_ == number == changed > 0
            done.set()
    assert file.stat().st_mode & 0o777 == 0o600
    assert _left_over(tmp_path) == []


async def test_a_backup_of_the_first_version(
    database_url: str, target_url: str, tmp_path: Path
) -> None:
    async with Database(database_url) as database, database.write() as connection:
        await connection.run_sync(lambda one: upgrade(alembic_config(one), "0001"))
        for statement in _FIRST_VERSION:
            await connection.execute(text(statement))
        analysed = text(
            "INSERT INTO query (id, normal, analysed, rules) VALUES (1, 'flood', :it, 1)"
        )
        await connection.execute(analysed, {"it": b"[]"})
        await connection.execute(text(_FIRST_FOLLOW))
    assert await backed_up(database_url, tmp_path / "backup") == Contents(1, 1, 1)
    assert _ask(tmp_path / "backup", "SELECT version_num FROM alembic_version") == ("0001",)
    assert (await restored(tmp_path / "backup", target_url)).contents == Contents(1, 1, 1)
    async with Database(target_url) as database:
        await migrate(database)
        async with database.read() as connection:
            kept = await connection.execute(select(follow.c.text, follow.c.created_at))
            assert kept.one() == ("flood", datetime(1970, 1, 1, tzinfo=UTC))


async def test_what_a_restore_replaces_is_a_backup_itself(
    migrated_url: str, target_url: str, tmp_path: Path
) -> None:
    await _with_follow(migrated_url, 7, "flood")
    await backed_up(migrated_url, tmp_path / "backup")
    async with Database(target_url) as database:
        await migrate(database)
        async with database.write() as connection:
            await watch(connection)  # started once, used by nobody
    assert (await restored(tmp_path / "backup", target_url)).kept is None
    await _with_follow(target_url, 8, "storm")
    kept = (await restored(tmp_path / "backup", target_url)).kept
    assert [row[3] for row in (await all_rows(target_url))[follow]] == ["flood"]
    assert kept is not None
    before = await all_rows(target_url)
    with pytest.raises(BackupError, match="replaced-20260302-093015 exists"):
        await restored(tmp_path / "backup", target_url)
    assert await all_rows(target_url) == before
    await restored(kept, target_url, later(1))
    assert [row[3] for row in (await all_rows(target_url))[follow]] == ["flood", "storm"]


async def test_a_restore_that_fails_half_way_changes_nothing(
    target_url: str, sqlite_template: Path, tmp_path: Path
) -> None:
    await _with_file(target_url)
    before = await _with_follow(target_url, 8, "storm")
    file = tmp_path / "backup"
    await _with_follow(_copy(sqlite_template, file), 7, "flood")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("ALTER TABLE hold RENAME TO held")
    with pytest.raises(BackupError, match="hold"):
        await restored(file, target_url)
    await _with_follow(_copy(sqlite_template, file), 7, "flood")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE follow SET created_at = 'yesterday'")
    if target_url.startswith("postgresql"):  # SQLite would take it
        with pytest.raises(BackupError):
            await restored(file, target_url)
    assert await all_rows(target_url) == before
    assert _left_over(tmp_path) == []


@pytest.mark.xdist_group("postgresql")
async def test_postgresql_that_somebody_uses_is_left_alone(
    postgres: str, sqlite_template: Path, tmp_path: Path
) -> None:
    name = f"test_{uuid4().hex}"
    await _create(postgres, name)
    url = make_url(postgres).set(database=name).render_as_string(hide_password=False)
    with pytest.raises(BackupError, match="no bot's"):
        await backed_up(url, tmp_path / "backup")
    await _with_follow(_copy(sqlite_template, tmp_path / "backup"), 7, "flood")
    async with Database(url) as bot:
        await migrate(bot)
        with pytest.raises(BackupError, match="in use"):
            await restored(tmp_path / "backup", url)
    assert not (await all_rows(url))[chat]


async def _with_file(url: str) -> None:
    async with Database(url) as database:
        await migrate(database)


async def _with_follow(url: str, chat_id: int, words: str) -> dict[Table, list[tuple[Any, ...]]]:
    """Have a chat follow something; return all rows there are then."""
    async with Database(url) as database, database.write() as connection:
        await follows(connection, await arrive(connection, chat_id), words)
    return await all_rows(url)


def _left_over(folder: Path) -> list[str]:
    names = [one.name for one in folder.iterdir()]
    return [name for name in names if name.startswith(".") or ".replaced-" in name]


def _copy(template: Path, file: Path) -> str:
    file.write_bytes(template.read_bytes())
    return f"sqlite:///{file}"


def _ask(file: Path, question: str) -> tuple[Any, ...]:
    with closing(sqlite3.connect(file)) as connection:
        answer: Sequence[Any] = connection.execute(question).fetchone()
    return tuple(answer)


_FIRST_VERSION = (
    (
        "INSERT INTO source (id, url, name, origin, state, due_at, failures)"
        " VALUES (1, 'https://n.example/feed', 'N', 'file', 'active', 0, 0)"
    ),
    "INSERT INTO chat (id, kind, created_at) VALUES (7, 'private', 0)",
    (
        "INSERT INTO destination (id, chat_id, thread_id, language, created_at)"
        " VALUES (1, 7, 0, 'en', 0)"
    ),
)
_FIRST_QUERY = "INSERT INTO query (id, normal, analysed, rules) VALUES (1, 'flood', :analysed, 1)"
_FIRST_FOLLOW = (
    "INSERT INTO follow (id, destination_id, query_id, text, created_at)"
    " VALUES (1, 1, 1, 'flood', 0)"
)

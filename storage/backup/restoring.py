"""Restoring a backup into a stopped bot's database: all of it or nothing.

The file is copied first; the copy is checked, brought to this version, and what is past is let
go of there. A SQLite copy then takes the database's place in one step; into PostgreSQL it goes
in one transaction. A database that was in use is kept in a file: a backup may be the wrong one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, func, insert, inspect, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.backup import files
from storage.backup.backing_up import copy_postgresql
from storage.backup.copying import copy_rows
from storage.backup.errors import BackupError, errors_as_ours
from storage.backup.files import Contents, Told
from storage.backup.past import let_past_be_past
from storage.database import Database
from storage.migrating import migrate, upgrade
from storage.schema import chat, metadata


@dataclass(frozen=True, slots=True)
class Restored:
    """What a database holds now.

    Attributes:
        contents: in numbers.
        expired: how many deliveries are not made because they are past.
        kept: the file that has what was there before, None if that were no chats.
    """

    contents: Contents
    expired: int
    kept: Path | None = None


async def restore(file: Path, url: str, now: datetime, *, told: Told) -> Restored:
    """Make the database what the backup says; nobody else may use it meanwhile.

    For SQLite the caller sees to that. A database that knows any chat is kept in a file: beside
    itself if it is SQLite, else beside the backup. Raises BackupError.
    """
    with errors_as_ours():
        database = dialects.sqlite_file(url)
        if database is not None and files.is_same(file, database):
            raise BackupError(f"{file} is the database itself")
        files.check_version(file)
        if database is not None:
            return await _into_sqlite(file, database, now, told)
        return await _into_postgresql(file, url, now, told)


async def _prepare(file: Path, part: Path, now: datetime, told: Told) -> Restored:
    """Copy the backup, and make of the copy what the bot can go on with."""
    files.check_integrity(file)
    files.copy(file, part, told)
    files.drop_code(part)
    async with Database(dialects.sqlite_url(part)) as copied:
        await migrate(copied)
        async with copied.write() as connection:
            await connection.run_sync(_check_schema, file)
            expired = await let_past_be_past(connection, now)
    files.make_single(part)
    return Restored(files.contents(part), expired)


def _check_schema(connection: Connection, file: Path) -> None:
    """Raise BackupError unless everything is there that the bot will ask for."""
    found = inspect(connection)
    tables = set(found.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in tables:
            raise BackupError(f"{file} is no whole backup: it has no table {table.name}")
        columns = {column["name"] for column in found.get_columns(table.name)}
        if missing := {column.name for column in table.columns} - columns:
            raise BackupError(f"{file} is no whole backup: {table.name} has no {min(missing)}")


def _is_in_use(database: Path) -> bool:
    """Tell whether a file knows chats, or is too damaged to tell.

    Raises BackupError for what is not ours: whoever named it may have meant another.
    """
    if not database.exists() or not database.stat().st_size:
        return False
    try:
        files.check_version(database)
    except BackupError as error:
        raise BackupError(f"DATABASE_URL: {error}; move it away first") from error
    try:
        return files.contents(database).chats > 0
    except BackupError:
        return True


def _kept_as(place: Path, now: datetime) -> Path:
    kept = place.with_name(f"{place.name}.replaced-{now:%Y%m%d-%H%M%S}")
    if kept.exists():
        raise BackupError(f"{kept} exists")
    return kept


async def _into_sqlite(file: Path, database: Path, now: datetime, told: Told) -> Restored:
    if not _is_in_use(database):
        with files.replacing(database) as part:
            restored = await _prepare(file, part, now, told)
            files.make_replaceable(database)
        return restored
    kept = _kept_as(database, now)
    with files.gone_on_error(kept), files.replacing(database) as part:
        restored = await _prepare(file, part, now, told)
        files.make_replaceable(database)
        files.keep(database, kept)
    return replace(restored, kept=kept)


async def _into_postgresql(file: Path, url: str, now: datetime, told: Told) -> Restored:
    async with Database(url) as target:
        async with target.read() as connection:
            await _check_unused(connection)
            is_in_use = await _knows_chats(connection)
        with TemporaryDirectory() as folder:
            part = Path(folder) / "copy.db"
            restored = await _prepare(file, part, now, _untold)
            if not is_in_use:
                await _fill(target, part, told)
                return restored
            kept = _kept_as(file, now)
            with files.gone_on_error(kept):
                async with target.read() as connection:
                    with files.replacing(kept) as copy:
                        await copy_postgresql(connection, copy, _untold)
                await _fill(target, part, told)
    return replace(restored, kept=kept)


def _untold(_share: float) -> None:
    """Say nothing of how far it is: the end of it is where the work to be told of begins."""


async def _fill(target: Database, part: Path, told: Told) -> None:
    async with (
        Database(dialects.sqlite_url(part)) as copied,
        copied.read() as reading,
        target.write() as connection,
    ):
        await _check_unused(connection)
        await _replace(reading, connection, told)


async def _check_unused(connection: AsyncConnection) -> None:
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename = current_user AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    if number := (await connection.execute(others)).scalar_one():
        raise BackupError(f"the database is in use (connections: {number}): stop the bot first")


async def _knows_chats(connection: AsyncConnection) -> bool:
    if not await connection.run_sync(lambda one: inspect(one).has_table(chat.name)):
        return False
    return (await connection.execute(select(chat.c.id).limit(1))).first() is not None


async def _replace(reading: AsyncConnection, connection: AsyncConnection, told: Told) -> None:
    """Put the copy's rows in the place of all rows of the database."""
    await connection.execute(text("SET LOCAL lock_timeout = '10s'"))
    await connection.run_sync(upgrade)
    names = ", ".join(dialects.quoted(connection, table) for table in metadata.sorted_tables)
    await connection.execute(text(f"TRUNCATE {names}"))

    async def put(table: Table, rows: Sequence[dict[str, Any]]) -> None:
        await connection.execute(insert(table), rows)

    await copy_rows(reading, metadata.sorted_tables, put, told)
    for table in metadata.sorted_tables:
        await _number_on(connection, table)
    # Until PostgreSQL does so by itself, it would plan as if the tables were empty.
    await connection.execute(text(f"ANALYZE {names}"))


async def _number_on(connection: AsyncConnection, table: Table) -> None:
    """Have the rows to come numbered after the ones that are there."""
    column = table.autoincrement_column
    if column is None:
        return
    sequence = func.pg_get_serial_sequence(dialects.quoted(connection, table), column.name)
    following = func.coalesce(func.max(column), literal(0)) + 1
    await connection.execute(select(func.setval(sequence, following, literal(False))))

"""Restoring a backup into a stopped bot's database: all of it or nothing.

The file is copied first; the copy is checked, brought to this version, and what is past is let
go of there. A SQLite copy then takes the database's place in one step; into PostgreSQL it goes
in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Table, func, insert, inspect, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.backup import files
from storage.backup.copying import copy_rows
from storage.backup.errors import BackupError, NeedsConsentError, errors_as_ours
from storage.backup.files import Contents, Told
from storage.backup.past import let_past_be_past
from storage.database import Database
from storage.migrating import migrate, upgrade
from storage.schema import chat, metadata

_IN_THE_WAY = "the database knows chats already"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a database holds now, and how many deliveries are not made because they are past."""

    contents: Contents
    expired: int


async def restore(file: Path, url: str, now: datetime, *, overwrite: bool, told: Told) -> Restored:
    """Make the database what the backup says; nobody else may use it meanwhile.

    For SQLite the caller sees to that. A database that knows any chat is replaced only with
    ``overwrite``, else NeedsConsentError is raised. Raises BackupError.
    """
    with errors_as_ours():
        database = dialects.sqlite_file(url)
        if database is not None and files.is_same(file, database):
            raise BackupError(f"{file} is the database itself")
        files.check_version(file)
        if database is not None:
            _check_consent(database, overwrite=overwrite)
            return await _into_sqlite(file, database, now, told)
        return await _into_postgresql(file, url, now, overwrite=overwrite, told=told)


async def _prepare(file: Path, part: Path, now: datetime, told: Told) -> Restored:
    """Copy the backup, and make of the copy what the bot can go on with."""
    files.check_integrity(file)
    files.copy(file, part, told)
    files.drop_code(part)
    async with Database(dialects.sqlite_url(part)) as copied:
        await migrate(copied)
        async with copied.write() as connection:
            expired = await let_past_be_past(connection, now)
    files.make_single(part)
    return Restored(files.contents(part), expired)


def _check_consent(database: Path, *, overwrite: bool) -> None:
    if overwrite or not database.exists() or not database.stat().st_size:
        return
    try:
        files.check_version(database)
        chats = files.contents(database).chats
    except BackupError as error:
        raise NeedsConsentError(str(error)) from error
    if chats:
        raise NeedsConsentError(_IN_THE_WAY)


async def _into_sqlite(file: Path, database: Path, now: datetime, told: Told) -> Restored:
    with files.replacing(database) as part:
        restored = await _prepare(file, part, now, told)
        files.make_replaceable(database)
    return restored


async def _into_postgresql(
    file: Path, url: str, now: datetime, *, overwrite: bool, told: Told
) -> Restored:
    async with Database(url) as target:
        async with target.read() as connection:
            await _check_target(connection, overwrite=overwrite)
        with TemporaryDirectory() as folder:
            part = Path(folder) / "copy.db"
            restored = await _prepare(file, part, now, lambda _share: None)
            async with (
                Database(dialects.sqlite_url(part)) as copied,
                copied.read() as reading,
                target.write() as connection,
            ):
                await _check_target(connection, overwrite=overwrite)
                await _replace(reading, connection, told)
    return restored


async def _check_target(connection: AsyncConnection, *, overwrite: bool) -> None:
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename = current_user AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    if number := (await connection.execute(others)).scalar_one():
        raise BackupError(f"the database is in use (connections: {number}): stop the bot first")
    is_there = await connection.run_sync(lambda one: inspect(one).has_table(chat.name))
    if is_there and not overwrite:
        chats = select(func.count()).select_from(chat)
        if (await connection.execute(chats)).scalar_one():
            raise NeedsConsentError(_IN_THE_WAY)


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

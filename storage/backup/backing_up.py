"""Making a backup: the database as it is at one moment, in one file, while the bot runs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.backup import files
from storage.backup.copying import copy_rows, plain_tables
from storage.backup.errors import BackupError, NeedsConsentError, errors_as_ours
from storage.backup.files import Contents, Told
from storage.database import Database
from storage.migrating import is_known, migrate, version


async def back_up(url: str, file: Path, *, overwrite: bool, told: Told) -> Contents:
    """Write the database into a file; return what it holds.

    The file is there when it is complete, and then readable by its owner alone. Raises
    BackupError, or NeedsConsentError if there is one already and ``overwrite`` is not given.
    """
    with errors_as_ours():
        database = dialects.sqlite_file(url)
        _check_place(file, database, overwrite=overwrite)
        if database is not None:
            if not database.exists():
                raise BackupError(f"there is no database {database}")
            files.check_version(database)
        with files.replacing(file) as part:
            if database is not None:
                files.copy(database, part, told)
            else:
                async with Database(url) as source, source.read() as connection:
                    await copy_postgresql(connection, part, told)
            files.check_integrity(part)
            return files.contents(part)


def _check_place(file: Path, database: Path | None, *, overwrite: bool) -> None:
    if not file.exists():
        return
    if database is not None and files.is_same(file, database):
        raise BackupError(f"{file} is the database itself")
    if not file.is_file():
        raise BackupError(f"{file} is no file")
    if not overwrite:
        raise NeedsConsentError(f"{file} exists")


async def copy_postgresql(connection: AsyncConnection, part: Path, told: Told) -> None:
    """Copy PostgreSQL, in a transaction that has read nothing yet, into an empty file.

    The copy is of the same version: only a restore brings it to another. Raises BackupError.
    """
    await dialects.see_one_moment(connection)
    its_version = await connection.run_sync(version)
    if its_version is None:
        raise BackupError("the database is no bot's (yet)")
    if not is_known(its_version):
        raise BackupError("the database was used by a newer version of the bot")
    async with Database(dialects.sqlite_url(part)) as target:
        await migrate(target, its_version)
        await _copy_rows(connection, target, told)
    files.make_single(part)


async def _copy_rows(connection: AsyncConnection, target: Database, told: Told) -> None:
    async with target.write() as fresh:
        tables = await fresh.run_sync(plain_tables)
        for table in reversed(tables):  # a migration fills in a row here and there
            await fresh.execute(table.delete())

    async def put(table: Table, rows: Sequence[dict[str, Any]]) -> None:
        # A transaction each: the journal stays small.
        async with target.write() as writing:
            await writing.execute(insert(table), rows)

    await copy_rows(connection, tables, put, told)

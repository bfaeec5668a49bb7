"""SQLite files: is one the bot's, copying one while it is written to, and putting one in place.

They are read with the driver itself: no file is changed by looking at it, and what a stranger put
into one is not believed before it is checked.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from storage.backup.errors import BackupError
from storage.migrating import is_known

Told = Callable[[float], None]
"""Told how much is done, from 0 to 1."""

_MAGIC = b"SQLite format 3\0"
_OFTEN = 200_000  # steps of SQLite's machine between two looks at how far it came
_JOURNALS = ("-wal", "-shm", "-journal")
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds, in numbers; follows that were removed don't count."""

    chats: int
    follows: int
    sources: int


def check_version(file: Path) -> None:
    """Raise BackupError unless the file is a database of this or an older version of the bot."""
    if file.exists() and not file.is_file():  # a pipe would be waited for
        raise BackupError(f"{file} is no file")
    with file.open("rb") as opened:
        if opened.read(len(_MAGIC)) != _MAGIC:
            raise BackupError(f"{file} is no database of this bot")
    with _reading(file) as connection:
        try:
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        except sqlite3.OperationalError as error:
            raise BackupError(f"{file} is no database of this bot ({error})") from error
    if len(rows) != 1:
        raise BackupError(f"{file} is no database of this bot")
    if not is_known(str(rows[0][0])):
        raise BackupError(f"{file} was made by a newer version of the bot")


def check_integrity(file: Path) -> None:
    """Raise BackupError if the file is damaged."""
    with _reading(file) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found[0] != "ok":
        raise BackupError(f"{file} is damaged: {found[0]}")


def contents(file: Path) -> Contents:
    """Return what the file holds."""
    with _reading(file) as connection:
        return Contents(*connection.execute(
            "SELECT (SELECT count(*) FROM chat),"
            " (SELECT count(*) FROM follow WHERE removed_at IS NULL),"
            " (SELECT count(*) FROM source)"
        ).fetchone())  # fmt: skip


def copy(file: Path, target: Path, told: Told) -> None:
    """Copy a database as it is at this moment into an empty file, whoever writes to it meanwhile.

    What was deleted from it is not in the copy, which is one file without a journal beside it.
    """
    with _reading(file) as connection:
        used, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "page_size")
        )
        expected = max(used * size, 1)

        def look() -> None:
            told(min(target.stat().st_size / expected, 1.0))

        # Signals are handled here, too: an exception of theirs interrupts the copying.
        connection.set_progress_handler(look, _OFTEN)
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
                raise BackupError(f"there is no space left in {target.parent}") from error
            raise


def drop_code(file: Path) -> None:
    """Drop triggers and views, none of which is ours: they would run with what we do to it."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        found = connection.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
        ).fetchall()
        for kind, name in found:
            quoted = name.replace('"', '""')
            connection.execute(f'DROP {kind} IF EXISTS "{quoted}"')


def make_single(file: Path) -> None:
    """Bring what stands in a database's journal into its file.

    Raises BackupError if somebody else has it open.
    """
    with closing(sqlite3.connect(file, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise BackupError(f"{file} is in use") from error
            raise


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield an empty file, readable by its owner alone, that becomes ``target`` at the end.

    On an error inside it is gone, and ``target`` is what it was. Raises BackupError if the folder
    takes no file.
    """
    try:
        handle, name = mkstemp(prefix=".", suffix=".part", dir=target.absolute().parent)
    except OSError as error:
        raise BackupError(f"{target} can't be written: {error.strerror}") from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except BaseException:
        remove_journal(part)
        part.unlink(missing_ok=True)
        raise
    _sync_folder(target.absolute().parent)


def is_same(file: Path, database: Path) -> bool:
    """Tell whether these are one file by two names."""
    return file.exists() and database.exists() and file.samefile(database)


def make_replaceable(database: Path) -> None:
    """Leave nothing beside a database that SQLite would take for the journal of its successor.

    Raises BackupError if somebody else has it open.
    """
    if database.exists():
        try:
            make_single(database)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in _DAMAGED:  # else its journal is of no use
                raise
    remove_journal(database)


def keep(database: Path, kept: Path) -> None:
    """Keep a database under a second name, which stays when the first is another's."""
    try:
        kept.hardlink_to(database)
    except OSError:  # not every file system can
        shutil.copyfile(database, kept)


@contextmanager
def gone_on_error(file: Path) -> Iterator[None]:
    """Remove a file if something fails inside; it may not be there."""
    try:
        yield
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def remove_journal(file: Path) -> None:
    """Remove what SQLite writes beside a database."""
    for ending in _JOURNALS:
        file.with_name(file.name + ending).unlink(missing_ok=True)


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    address = f"{file.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise BackupError(f"{file}: {error}") from error


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every file system can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

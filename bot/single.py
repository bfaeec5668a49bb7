"""One process per SQLite file: a second bot would send everything again."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


class AlreadyRunningError(Exception):
    """Another process holds the file; the message names it."""


class UnwritableFolderError(Exception):
    """The file's folder can't be made or written to; the message names it."""


@contextmanager
def only_process(database_file: Path | None) -> Iterator[None]:
    """Hold the database file's lock inside; its folder is made when it is missing.

    Raises AlreadyRunningError or UnwritableFolderError. Other databases than SQLite (None) have
    their own ways.
    """
    if database_file is None:
        yield
        return
    with _lock_file(database_file) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(f"another bot is using {database_file}") from None
        yield


def _lock_file(database_file: Path) -> TextIO:
    try:
        database_file.parent.mkdir(parents=True, exist_ok=True)
        return database_file.with_name(database_file.name + ".lock").open("w")
    except OSError as error:
        message = f"{database_file.parent} can't be written to: {error.strerror}"
        raise UnwritableFolderError(message) from None

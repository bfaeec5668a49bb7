"""One process per SQLite file: a second bot would send everything again."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunningError(Exception):
    """Another process holds the file; the message names it."""


@contextmanager
def only_process(database_file: Path | None) -> Iterator[None]:
    """Hold the database file's lock inside; its folder is made when it is missing.

    Raises AlreadyRunningError if another process holds it, OSError if the folder can't be written.
    Other databases than SQLite (None) have their own ways.
    """
    if database_file is None:
        yield
        return
    database_file.parent.mkdir(parents=True, exist_ok=True)
    with database_file.with_name(database_file.name + ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(f"another bot is using {database_file}") from None
        yield

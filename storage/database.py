"""The door to the database: transactions that read, and transactions that write."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects

_PATIENT_AT_ONCE = 5  # of the pool's 15 connections


class Database:
    """One database, SQLite or PostgreSQL, by its plain address.

    Raises dialects.BadDatabaseUrlError for an address that is neither. Use ``async with`` or call
    ``close`` at the end.
    """

    def __init__(self, url: str) -> None:
        self._engine = dialects.create_engine(url)
        self._writing = dialects.writing(self._engine)
        one_writer = dialects.sqlite_file(url) is not None
        # SQLite has one writer; waiting in line here is fair and costs no polling of its lock.
        self._turn = asyncio.Lock() if one_writer else nullcontext()
        # Hundreds of looks and articles may come at once: they stand in a line of their own, and
        # only its head is ever ahead of what a person waits for.
        self._patient = asyncio.Semaphore(1 if one_writer else _PATIENT_AT_ONCE)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection inside a transaction that only reads."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def write(self, *, patient: bool = False) -> AsyncIterator[AsyncConnection]:
        """Yield a connection inside a transaction; committed at the end, rolled back on error.

        ``patient`` work, of which there may be much at once, lets all other work go first.
        """
        line = self._patient if patient else nullcontext()
        async with line, self._turn, self._writing.begin() as connection:
            yield connection

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def __aenter__(self) -> "Database":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

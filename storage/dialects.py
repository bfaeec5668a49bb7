"""The one place that knows how SQLite and PostgreSQL differ."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_WRITES = "jarshy_writes"
_PASSING_CODES = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
)
# Of PostgreSQL's states: the connection, the transaction's rivals, resources, an operator.
_PASSING_CLASSES = ("08", "40", "53", "57")


class BadDatabaseUrlError(ValueError):
    """The address names no database that we can use; the message says what it takes."""

    def __init__(self) -> None:
        super().__init__("takes sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")


class DatabaseAwayError(SQLAlchemyError):
    """The server can't be reached; it may be another time."""


def driver_url(plain: str) -> URL:
    """Return the plain address with our choice of driver.

    Raises BadDatabaseUrlError if it is none of ours.
    """
    try:
        url = make_url(plain)
    except ArgumentError:
        raise BadDatabaseUrlError from None
    name = {"postgres": "postgresql"}.get(url.drivername, url.drivername)
    if name not in _DRIVERS or (name == "sqlite" and not url.database):
        raise BadDatabaseUrlError
    return url.set(drivername=_DRIVERS[name])


def sqlite_file(plain: str) -> Path | None:
    """Return the file behind a SQLite address, None for any other database."""
    url = driver_url(plain)
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def sqlite_url(file: Path) -> str:
    """Return the plain address of a SQLite file."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def create_engine(plain: str) -> AsyncEngine:
    """Return an engine that begins transactions the way the design asks for."""
    url = driver_url(plain)
    if url.get_backend_name() == "postgresql":
        # asyncpg reads the address itself: it knows sslmode, sockets and what else libpq allows.
        # A PgBouncer between us and the server hands statements to other connections: no caches.
        return create_async_engine(
            "postgresql+asyncpg://",
            connect_args={
                "async_creator_fn": _connect,
                "dsn": plain,
                "statement_cache_size": 0,
                "prepared_statement_cache_size": 0,
            },
        )
    engine = create_async_engine(url, connect_args={"timeout": 30})
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def is_passing(error: BaseException) -> bool:
    """Tell whether it is trouble of the machine or the server, whatever it was asked for.

    A disk is full, a lock is held, a connection is lost: the same will work another time.
    """
    if isinstance(error, DatabaseAwayError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _PASSING_CODES  # its other bytes say more exactly which
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state[:2] in _PASSING_CLASSES


async def _connect(*arguments: Any, **options: Any) -> Any:
    """Connect to PostgreSQL.

    Raises DatabaseAwayError for what the driver raises as it comes from the operating system:
    nobody would take that for the database's trouble.
    """
    try:
        return await asyncpg.connect(*arguments, **options)
    except OSError as error:
        raise DatabaseAwayError(str(error) or repr(error)) from error


def writing(engine: AsyncEngine) -> AsyncEngine:
    """Return the engine for transactions that will write."""
    return engine.execution_options(**{_WRITES: True})


async def see_one_moment(connection: AsyncConnection) -> None:
    """Have a transaction that has read nothing yet see the same as long as it lasts.

    On SQLite each does.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def quoted(connection: AsyncConnection, table: Table) -> str:
    """Return the table's name as a part of a statement."""
    return str(connection.dialect.identifier_preparer.format_table(table))


def insert_missing(connection: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that leaves rows alone that are there already.

    Its type differs by dialect and both know ``.from_select`` and ``.returning``.
    """
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def replace(connection: AsyncConnection, table: Table, **values: Any) -> Any:
    """Return an INSERT that overwrites the row with the same primary key."""
    build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return (
        build(table)
        .values(**values)
        .on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
    )


def add_up(
    connection: AsyncConnection, table: Table, column: str, rows: Sequence[Mapping[str, Any]]
) -> Any:
    """Return an INSERT that adds ``column`` to that of the row with the same primary key."""
    build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = build(table).values(rows)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={column: table.c[column] + statement.excluded[column]},
    )


def _prepare_sqlite(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None  # transactions begin in _begin_sqlite alone
    cursor = dbapi_connection.cursor()
    # FULL: an update that Telegram was told is done must survive a power cut, too.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    # A deferred read-then-write fails at once when somebody else wrote in between,
    # whatever busy_timeout says.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

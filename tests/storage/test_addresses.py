"""DATABASE_URL in the forms in which operators have it."""

import asyncio

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.dialects import DatabaseAwayError
from storage.migrating import UnusableDatabaseError, migrate

pytestmark = pytest.mark.xdist_group("postgresql")


async def answers(url: str) -> int:
    async with Database(url) as database, database.read() as connection:
        return int((await connection.execute(text("SELECT 1"))).scalar_one())


@pytest.mark.parametrize("parameter", ["sslmode=disable", "application_name=jarshy"])
def test_what_libpq_knows_is_known(postgres: str, parameter: str) -> None:
    assert asyncio.run(answers(f"{postgres}&{parameter}")) == 1


def test_the_short_name_and_a_socket_in_the_hosts_place(postgres: str) -> None:
    folder = postgres.partition("host=")[2].replace("/", "%2F")
    assert asyncio.run(answers(f"postgres://postgres@{folder}/postgres")) == 1


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody@127.0.0.1:1/jarshy",
        "postgresql://nobody@127.0.0.1:1/jarshy?sslmode=perhaps",
    ],
)
async def test_a_database_that_can_not_be_opened_is_one_error(url: str) -> None:
    async with Database(url) as database:
        with pytest.raises(UnusableDatabaseError):
            await migrate(database)


async def test_a_server_that_is_away_is_the_databases_trouble() -> None:
    """Whoever sends a message must not take it for the message's own."""
    async with Database("postgresql://nobody@127.0.0.1:1/jarshy") as database:
        with pytest.raises(DatabaseAwayError):
            async with database.read():
                pass


async def test_a_parameter_that_nobody_knows_is_one_error(postgres: str) -> None:
    async with Database(f"{postgres}&bogus=1") as database:
        with pytest.raises(UnusableDatabaseError, match="bogus"):
            await migrate(database)

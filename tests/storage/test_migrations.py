"""The schema that migrations make is the schema that the code knows."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from storage.database import Database
from storage.migrating import UnusableDatabaseError, migrate
from storage.schema import counter, metadata


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def test_a_migrated_database_is_what_the_schema_says(database_url: str) -> None:
    async with Database(database_url) as database:
        await migrate(database)
        async with database.read() as connection:
            assert await connection.run_sync(differences) == []


async def test_a_column_that_no_migration_makes_is_noticed(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(text("ALTER TABLE story DROP COLUMN created_at"))
    async with database.read() as connection:
        assert await connection.run_sync(differences) != []


async def test_migrating_again_leaves_everything_as_it_is(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(counter.update().values(value=7))
    await migrate(database)
    async with database.read() as connection:
        assert (await connection.execute(counter.select())).one().value == 7


async def test_a_migration_that_fails_leaves_nothing_behind(database_url: str) -> None:
    async with Database(database_url) as database:
        async with database.write() as connection:
            await connection.execute(text("CREATE TABLE delivery (id INTEGER)"))
        with pytest.raises(UnusableDatabaseError):
            await migrate(database)
        async with database.read() as connection:
            tables = await connection.run_sync(lambda one: inspect(one).get_table_names())
    assert tables == ["delivery"]

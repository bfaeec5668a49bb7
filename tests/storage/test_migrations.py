"""The schema that migrations make is the schema that the code knows."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text

from storage.database import Database
from storage.migrating import UnusableDatabaseError, alembic_config, migrate
from storage.schema import alert, counter, delivery, metadata, source


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def test_a_migrated_database_is_what_the_schema_says(database_url: str) -> None:
    async with Database(database_url) as database:
        await migrate(database)
        async with database.read() as connection:
            assert await connection.run_sync(differences) == []


async def test_a_column_that_no_migration_makes_is_noticed(database_url: str) -> None:
    async with Database(database_url) as database:
        await migrate(database)
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


async def test_what_the_first_version_stored_is_still_there(database_url: str) -> None:
    async with Database(database_url) as database:
        async with database.write() as connection:
            await connection.run_sync(lambda one: upgrade(alembic_config(one), "0001"))
            for statement in _FIRST_VERSION:
                await connection.execute(text(statement))
        await migrate(database)
        async with database.read() as connection:
            assert await connection.run_sync(differences) == []
            waiting = select(delivery.c.state, alert.c.edition).join(
                alert, alert.c.id == delivery.c.alert_id
            )
            assert (await connection.execute(waiting)).one() == ("pending", 0)
            sees_all = select(source.c.common)
            assert (await connection.execute(sees_all)).scalar_one() is True


_FIRST_VERSION = (
    (
        "INSERT INTO source (id, url, name, origin, state, due_at, failures)"
        " VALUES (1, 'https://n.example/feed', 'N', 'file', 'active', 0, 0)"
    ),
    "INSERT INTO story (id, created_at) VALUES (1, 0)",
    (
        "INSERT INTO article (id, url, url_key, canonical_key, title, summary, text, source_id,"
        " story_id, seen_at, state, text_from, attempts, due_at)"
        " VALUES (1, 'https://n.example/1', 'a', 'a', 'T', '', '', 1, 1, 0, 'read', 'page', 0, 0)"
    ),
    "INSERT INTO sighting (source_id, entry_key, article_id, seen_at) VALUES (1, 'a', 1, 0)",
    "INSERT INTO chat (id, kind, created_at) VALUES (7, 'private', 0)",
    (
        "INSERT INTO destination (id, chat_id, thread_id, language, created_at)"
        " VALUES (1, 7, 0, 'en', 0)"
    ),
    (
        "INSERT INTO alert (id, destination_id, story_id, article_id, created_at)"
        " VALUES (1, 1, 1, 1, 0)"
    ),
    (
        "INSERT INTO delivery (id, kind, urgency, destination_id, alert_id, state, due_at,"
        " created_at, attempts, possible_doubles)"
        " VALUES (1, 'alert', 10, 1, 1, 'pending', 0, 0, 0, 0)"
    ),
)

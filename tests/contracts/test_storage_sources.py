"""Storage, on both databases: what is watched, and when."""

from datetime import timedelta

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import sources
from storage.database import Database
from storage.schema import source
from storage.sources import Source, SourceSettings
from tests.storage.builders import NOW, PLENTY, later, settings

ONE, TWO = "https://one.example/feed", "https://two.example/feed"
HOUR = timedelta(hours=1)


async def due_urls(connection: AsyncConnection, busy: tuple[int, ...] = ()) -> list[str]:
    return [one.url for one in await sources.due(connection, NOW, busy, PLENTY)]


async def only(connection: AsyncConnection) -> Source:
    [one] = await sources.due(connection, later(10**9), (), PLENTY)
    return one


async def add_as_admin(connection: AsyncConnection, url: str) -> None:
    row = {"url": url, "name": "Theirs", "origin": "admin", "state": "active"}
    await connection.execute(insert(source).values(**row, due_at=NOW, failures=0))


async def test_a_source_of_the_file_is_due_at_once_and_was_never_looked_at(
    database: Database,
) -> None:
    async with database.write() as connection:
        listed = SourceSettings(url=ONE, name="One", kind="feed", language="kk", selector=".item")
        await sources.sync_file(connection, NOW, [listed])
        assert await only(connection) == Source(
            id=1,
            url=ONE,
            name="One",
            kind="feed",
            language="kk",
            selector=".item",
            etag=None,
            last_modified=None,
            looked_at=None,
            failures=0,
        )


async def test_a_source_taken_out_of_the_file_is_paused_and_one_put_back_goes_on(
    database: Database,
) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE), settings(TWO)])
        [one, _] = await sources.due(connection, NOW, (), PLENTY)
        await sources.looked(connection, NOW, one.id, NOW, '"abc"', None)

        await sources.sync_file(connection, NOW, [settings(TWO)])
        assert await due_urls(connection) == [TWO]
        assert await sources.health(connection) == (1, 0)

        await sources.sync_file(connection, NOW, [settings(ONE), settings(TWO)])
        again = {source.url: source for source in await sources.due(connection, NOW, (), PLENTY)}
        assert again[ONE].id == one.id
        assert (again[ONE].looked_at, again[ONE].etag) == (NOW, '"abc"')


async def test_an_empty_file_pauses_everything_of_the_file(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE)])
        await sources.sync_file(connection, NOW, [])
        assert await due_urls(connection) == []


async def test_the_file_never_touches_what_an_admin_added(database: Database) -> None:
    async with database.write() as connection:
        await add_as_admin(connection, TWO)
        await sources.sync_file(connection, NOW, [settings(ONE)])
        assert sorted(await due_urls(connection)) == [ONE, TWO]

        await sources.sync_file(connection, NOW, [settings(TWO, name="Named by the file")])
        assert await due_urls(connection) == [TWO]
        row = (await connection.execute(select(source).where(source.c.url == TWO))).one()
        assert (row.name, row.origin) == ("Theirs", "admin")

        await sources.sync_file(connection, NOW, [])
        assert await due_urls(connection) == [TWO]


async def test_reading_the_same_file_again_leaves_every_state_as_it_is(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE)])
        one = await only(connection)
        await sources.looked(connection, NOW, one.id, later(60), '"v1"', "Mon, 02 Mar 2026")
        await sources.failed(connection, one.id, later(120), "answered 500")
        before = await only(connection)

        await sources.sync_file(connection, later(10), [settings(ONE, name="Renamed")])
        after = await only(connection)
        assert after.name == "Renamed"
        assert (after.etag, after.last_modified, after.looked_at, after.failures) == (
            before.etag,
            before.last_modified,
            before.looked_at,
            before.failures,
        )
        assert await sources.due(connection, later(119), (), PLENTY) == []
        assert await sources.due(connection, later(120), (), PLENTY) == [after]


async def test_sources_come_due_in_order_without_those_in_work(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE), settings(TWO)])
        one, two = await sources.due(connection, NOW, (), PLENTY)
        await sources.looked(connection, NOW, one.id, NOW, None, None)
        await sources.looked(connection, NOW, two.id, NOW - HOUR, None, None)
        assert await due_urls(connection) == [two.url, one.url]
        assert [row.id for row in await sources.due(connection, NOW, (), 1)] == [two.id]
        assert await due_urls(connection, busy=(two.id,)) == [one.url]
        await sources.looked(connection, NOW, one.id, later(0.000001), None, None)
        assert await due_urls(connection, busy=(two.id,)) == []


async def test_a_failed_look_keeps_what_the_last_good_one_left(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE)])
        one = await only(connection)
        await sources.looked(connection, NOW, one.id, NOW, '"v1"', "yesterday")
        await sources.failed(connection, one.id, NOW, "answered 500 \0\ud83d")
        await sources.failed(connection, one.id, NOW, "timed out")
        failing = await only(connection)
        assert (failing.failures, failing.etag, failing.looked_at) == (2, '"v1"', NOW)
        assert await sources.health(connection) == (0, 1)

        await sources.looked(connection, later(5), one.id, NOW, None, None)
        well = await only(connection)
        assert (well.failures, well.etag, well.looked_at) == (0, None, later(5))
        assert await sources.health(connection) == (1, 0)


async def test_no_sources_are_no_trouble(database: Database) -> None:
    async with database.read() as connection:
        assert await sources.health(connection) == (0, 0)


async def test_a_source_is_known_by_its_name(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE, name="Жаршы №1")])
        assert await sources.name_of(connection, (await only(connection)).id) == "Жаршы №1"

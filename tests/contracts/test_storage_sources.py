"""Storage, on both databases: what is watched, and when."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import readdressing, sources, watched, watching
from storage.database import Database
from storage.schema import source, watch
from storage.sources import Look, Source, SourceSettings
from storage.watching import NewSource
from tests.storage.builders import NOW, PLENTY, arrive, later, settings

ONE, TWO = "https://one.example/feed", "https://two.example/feed"
HOUR = timedelta(hours=1)


async def due_urls(connection: AsyncConnection, busy: tuple[int, ...] = ()) -> list[str]:
    return [one.url for one in await sources.due(connection, NOW, busy, PLENTY)]


async def only(connection: AsyncConnection) -> Source:
    [one] = await sources.due(connection, later(10**9), (), PLENTY)
    return one


async def add_as_people(connection: AsyncConnection, url: str, *, common: bool = False) -> int:
    new = NewSource(url=url, host=f"{url[8:19]}:443", name="Theirs", kind=None, language=None)
    source_id = await watching.make(connection, NOW, new, common=common)
    if not common:
        await watching.add_own(connection, NOW, source_id, await arrive(connection), 7)
    return source_id


async def row_of(connection: AsyncConnection, url: str) -> Any:
    return (await connection.execute(select(source).where(source.c.url == url))).one()


def look(source_id: int, **values: Any) -> Look:
    before = {
        "kind": "feed",
        "etag": None,
        "last_modified": None,
        "looked_at": NOW,
        "tried_at": NOW,
        "due_at": NOW,
        "interval": 60.0,
        "failures": 0,
        "error": None,
        "rhythm": None,
        "health": None,
    }
    return Look(source_id=source_id, **(before | values))


async def test_a_source_of_the_file_is_due_at_once_and_was_never_looked_at(
    database: Database,
) -> None:
    async with database.write() as connection:
        listed = SourceSettings(url=ONE, name="One", kind="feed", language="kk", selector=".item")
        await sources.sync_file(connection, NOW, [listed])
        assert await only(connection) == Source(
            id=1,
            url=ONE,
            host="one.example:443",
            name="One",
            kind="feed",
            language="kk",
            selector=".item",
            etag=None,
            last_modified=None,
            looked_at=None,
            due_at=NOW,
            interval=None,
            failures=0,
            error=None,
            rhythm=None,
            health=None,
        )
        assert (await row_of(connection, ONE)).common


async def test_a_source_taken_out_of_the_file_is_paused_and_one_put_back_goes_on(
    database: Database,
) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE), settings(TWO)])
        [one, _] = await sources.due(connection, NOW, (), PLENTY)
        await sources.save(connection, [look(one.id, etag='"abc"')])

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


async def test_what_people_added_stays_until_it_stands_in_the_file(database: Database) -> None:
    async with database.write() as connection:
        await add_as_people(connection, TWO)
        await sources.sync_file(connection, NOW, [settings(ONE)])
        assert sorted(await due_urls(connection)) == [ONE, TWO]
        assert (await row_of(connection, TWO)).origin == "people"

        await sources.sync_file(connection, NOW, [settings(TWO, name="Named by the file")])
        assert await due_urls(connection) == [TWO]
        row = await row_of(connection, TWO)
        assert (row.name, row.origin, row.common) == ("Named by the file", "file", True)


async def test_one_taken_out_that_chats_watch_goes_on_for_them_alone(database: Database) -> None:
    async with database.write() as connection:
        await add_as_people(connection, ONE)
        await sources.sync_file(connection, NOW, [settings(ONE), settings(TWO)])
        await sources.sync_file(connection, NOW, [])
        row = await row_of(connection, ONE)
        assert (row.state, row.origin, row.common) == ("active", "people", False)
        assert (await row_of(connection, TWO)).state == "paused"


async def test_what_ended_stays_so_until_it_is_taken_out_and_put_back(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE)])
        await sources.end(connection, (await only(connection)).id, "answered 410")
        await sources.sync_file(connection, NOW, [settings(ONE)])
        assert await due_urls(connection) == []
        await sources.sync_file(connection, NOW, [])
        await sources.sync_file(connection, NOW, [settings(ONE)])
        assert await due_urls(connection) == [ONE]


async def test_a_kind_that_was_found_out_stays_unless_the_file_names_one(
    database: Database,
) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE)])
        await sources.save(connection, [look((await only(connection)).id, kind="listing")])
        await sources.sync_file(connection, NOW, [settings(ONE)])
        assert (await only(connection)).kind == "listing"
        named = SourceSettings(ONE, "News", "feed", None, None)
        await sources.sync_file(connection, NOW, [named])
        assert (await only(connection)).kind == "feed"


async def test_reading_the_same_file_again_leaves_every_look_as_it_is(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE)])
        one = await only(connection)
        await sources.save(
            connection,
            [
                look(
                    one.id, etag='"v1"', due_at=later(120), failures=2, rhythm=b"r", health={"a": 1}
                )
            ],
        )
        before = await only(connection)

        await sources.sync_file(connection, later(10), [settings(ONE, name="Renamed")])
        after = await only(connection)
        assert after == replace(before, name="Renamed")
        assert await sources.due(connection, later(119), (), PLENTY) == []
        assert await sources.due(connection, later(120), (), PLENTY) == [after]


async def test_sources_come_due_in_order_without_those_in_work_and_full_hosts(
    database: Database,
) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE), settings(TWO)])
        one, two = await sources.due(connection, NOW, (), PLENTY)
        await sources.save(connection, [look(one.id), look(two.id, due_at=NOW - HOUR)])
        assert await due_urls(connection) == [two.url, one.url]
        assert [row.id for row in await sources.due(connection, NOW, (), 1)] == [two.id]
        assert await due_urls(connection, busy=(two.id,)) == [one.url]
        full = await sources.due(connection, NOW, (), PLENTY, None, [two.host])
        assert [row.id for row in full] == [one.id]
        await sources.save(connection, [look(one.id, due_at=later(0.000001))])
        assert await due_urls(connection, busy=(two.id,)) == []


async def test_a_crowded_host_gives_those_that_wait_longest(database: Database) -> None:
    channels = [f"https://t.me/s/channel{number}" for number in range(9)]
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(url) for url in [*channels, ONE]])
        by_url = {one.url: one for one in await sources.due(connection, NOW, (), PLENTY)}
        looks = [
            look(by_url[url].id, due_at=NOW - number * HOUR) for number, url in enumerate(channels)
        ]
        await sources.save(connection, looks)
        found = await sources.due(connection, NOW, (by_url[channels[7]].id,), PLENTY, 2)
        assert [one.url for one in found] == [channels[8], channels[6], ONE]
        full = await sources.due(connection, NOW, (), PLENTY, 2, ["t.me:443"])
        assert [one.url for one in full] == [ONE]


async def test_what_comes_by_itself_is_never_due(database: Database) -> None:
    async with database.write() as connection:
        source_id = await add_as_people(connection, ONE)
        await connection.execute(update(source).values(host=None))
        assert await due_urls(connection) == []
        found = await sources.find(connection, source_id)
        assert found is not None
        assert found.host == ""
        await sources.end(connection, source_id, "")
        assert await sources.find(connection, source_id) is None


async def test_looks_are_saved_together(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE), settings(TWO)])
        one, two = await sources.due(connection, NOW, (), PLENTY)
        failed = look(one.id, looked_at=None, failures=1, error="answered 500 \0\ud83d")
        await sources.save(connection, [failed, look(two.id)])
        assert await sources.health(connection) == (1, 1)
        failing = await sources.find(connection, one.id)
        assert failing is not None
        assert (failing.failures, failing.looked_at) == (1, None)
        await sources.save(connection, [])


async def test_hosts_that_several_sources_share_are_counted(database: Database) -> None:
    async with database.write() as connection:
        assert await sources.per_host(connection) == {}
        urls = ("https://t.me/s/one", "https://t.me/s/two", ONE)
        await sources.sync_file(connection, NOW, [settings(url) for url in urls])
        assert await sources.per_host(connection) == {"t.me:443": 2}


async def test_a_source_that_moved_is_known_by_the_address_in_the_file(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE)])
        source_id = (await only(connection)).id
        assert await readdressing.readdress(connection, source_id, TWO)
        assert await readdressing.readdress(connection, source_id, "https://three.example/feed")
        await sources.sync_file(connection, NOW, [settings(ONE)])
        moved = await only(connection)
        assert (moved.id, moved.url) == (source_id, "https://three.example/feed")
        assert moved.host == "three.example:443"


async def test_a_source_that_moved_to_another_one_leaves_it_those_who_watched(
    database: Database,
) -> None:
    async with database.write() as connection:
        one = await add_as_people(connection, ONE)
        await sources.sync_file(connection, NOW, [settings(TWO)])
        two = (await row_of(connection, TWO)).id
        assert not await readdressing.readdress(connection, one, TWO)
        assert await due_urls(connection) == [TWO]
        watches = await connection.execute(select(watch.c.source_id, watch.c.chat_id))
        assert watches.all() == [(two, 7)]


async def test_a_common_source_that_moved_to_a_private_one_makes_it_common(
    database: Database,
) -> None:
    async with database.write() as connection:
        two = await add_as_people(connection, TWO)
        await sources.sync_file(connection, NOW, [settings(ONE)])
        one = (await row_of(connection, ONE)).id
        assert not await readdressing.readdress(connection, one, TWO)
        for _ in range(2):
            row = await row_of(connection, TWO)
            assert (row.id, row.common, row.origin, row.state) == (two, True, "file", "active")
            assert (await row_of(connection, ONE)).state == "paused"
            await sources.sync_file(connection, NOW, [settings(ONE)])


async def test_no_sources_are_no_trouble(database: Database) -> None:
    async with database.read() as connection:
        assert await sources.health(connection) == (0, 0)


def unnamed(url: str) -> SourceSettings:
    return SourceSettings(url, None, None, None, None)


async def test_a_source_without_a_name_takes_its_own_title_for_good(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [unnamed(ONE)])
        assert (await only(connection)).name == "one.example/feed"
        await sources.sync_file(connection, NOW, [unnamed(ONE)])
        one = (await only(connection)).id
        await sources.entitle(connection, one, ONE, "Жаршы №1")
        await sources.entitle(connection, one, ONE, "Another")
        await sources.sync_file(connection, NOW, [unnamed(ONE)])
        known = await only(connection)
        assert (known.name, known.title) == ("Жаршы №1", "Жаршы №1")


async def test_a_name_in_the_file_goes_before_the_title(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(ONE, "Named")])
        await sources.entitle(connection, (await only(connection)).id, ONE, "Titled")
        assert (await only(connection)).name == "Named"
        await sources.sync_file(connection, NOW, [unnamed(ONE)])
        assert (await only(connection)).name == "Titled"


async def test_one_that_moves_is_called_by_its_new_address_until_it_has_a_title(
    database: Database,
) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [unnamed(ONE)])
        one = (await only(connection)).id
        await readdressing.readdress(connection, one, TWO)
        assert (await only(connection)).name == "two.example/feed"
        await sources.entitle(connection, one, TWO, "Titled")
        assert (await only(connection)).name == "Titled"


async def test_what_a_chat_calls_a_source_moves_with_it(database: Database) -> None:
    async with database.write() as connection:
        ann, bob = await arrive(connection, 7), await arrive(connection, 8)
        one, two = [
            await watching.make(
                connection, NOW, NewSource(url, "x.example:443", "Own", None, None), common=False
            )
            for url in (ONE, TWO)
        ]
        await watching.add_own(connection, NOW, one, ann, 7, "Only mine")
        await watching.add_own(connection, NOW, one, bob, 8, "Bob's")
        await watching.add_own(connection, NOW, two, bob, 8)
        assert not await readdressing.readdress(connection, one, TWO)
        for chat_id, name in ((7, "Only mine"), (8, "Bob's")):
            [seen] = await watched.seen_by(connection, chat_id)
            assert (seen.id, seen.name) == (two, name)

"""Storage, on both databases: who watches which source, and who hears how it fares."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import destinations, sources, watched, watching
from storage.chat_migration import migrate_chat
from storage.database import Database
from storage.destinations import Destination
from storage.schema import source
from storage.watching import NewSource
from tests.storage.builders import NOW, arrive, later, settings

FEED = "https://steppe.example/feed"
OLD, NEW = -77, -1_001_234_567_890


def new(url: str = FEED, name: str = "Steppe News") -> NewSource:
    return NewSource(url=url, host="steppe.example:443", name=name, kind="feed", language="kk")


async def add(connection: AsyncConnection, there: Destination, url: str = FEED) -> int:
    made = await watching.make(connection, NOW, new(url), common=False)
    await watching.add_own(connection, NOW, made, there, there.chat_id)
    await watching.revive(connection, NOW, made)
    return made


async def seen(connection: AsyncConnection, chat_id: int) -> list[tuple[str, bool]]:
    return [(one.url, one.common) for one in await watched.seen_by(connection, chat_id)]


async def state(connection: AsyncConnection, source_id: int) -> str:
    found = await connection.execute(select(source.c.state).where(source.c.id == source_id))
    return str(found.scalar_one())


async def test_a_chat_sees_its_own_sources_and_the_common_ones_and_no_others(
    database: Database,
) -> None:
    async with database.write() as connection:
        ann, bob = await arrive(connection, 7), await arrive(connection, 8)
        await sources.sync_file(connection, NOW, [settings("https://b.example", "Бета")])
        everybody = await watching.make(
            connection, NOW, new("https://a.example", "Альфа"), common=True
        )
        mine = await add(connection, ann, "https://z.example")
        await add(connection, bob, "https://secret.example")
        assert await seen(connection, 7) == [
            ("https://z.example", False),
            ("https://a.example", True),
            ("https://b.example", True),
        ]
        assert await watched.count_own(connection, 7) == 1
        assert await watched.get(connection, 8, mine) is None
        known = await watched.get(connection, 7, mine)
        assert known is not None
        assert (known.own, known.origin, known.state, known.due_at) == (
            True,
            "people",
            "active",
            NOW,
        )
        assert await watched.get(connection, 8, everybody) is not None


async def test_a_source_of_two_chats_is_one_and_goes_on_until_the_last_leaves(
    database: Database,
) -> None:
    async with database.write() as connection:
        ann, bob = await arrive(connection, 7), await arrive(connection, 8)
        one = await add(connection, ann)
        assert await add(connection, bob) == one
        assert not await watching.add_own(connection, NOW, one, bob, 8)
        assert await watching.remove_own(connection, one, 7)
        assert not await watching.remove_own(connection, one, 7)
        assert await state(connection, one) == "active"
        assert await watching.remove_own(connection, one, 8)
        assert await state(connection, one) == "paused"
        assert await seen(connection, 8) == []


async def test_what_was_paused_begins_anew_or_goes_on(database: Database) -> None:
    async with database.write() as connection:
        ann = await arrive(connection, 7)
        one = await add(connection, ann)
        await connection.execute(source.update().values(looked_at=NOW, failures=3, error="x"))
        await watching.remove_own(connection, one, 7)
        await watching.add_own(connection, NOW, one, ann, 7)
        await watching.resume(connection, later(9), one)
        known = await watched.get(connection, 7, one)
        assert known is not None
        assert (known.state, known.looked_at, known.due_at) == ("active", NOW, later(9))

        await watching.remove_own(connection, one, 7)
        await watching.add_own(connection, NOW, one, ann, 7)
        await watching.revive(connection, later(9), one)
        known = await watched.get(connection, 7, one)
        assert known is not None
        assert (known.state, known.looked_at, known.failures) == ("active", None, 0)


async def test_what_is_taken_from_everybody_stays_with_the_chats_that_added_it(
    database: Database,
) -> None:
    async with database.write() as connection:
        ann = await arrive(connection, 7)
        one = await add(connection, ann)
        assert await watching.add_common(connection, one)
        assert not await watching.add_common(connection, one)
        assert await seen(connection, 8) == [(FEED, True)]
        assert await watched.count_own(connection, 7) == 0
        assert await watching.remove_common(connection, one)
        assert await seen(connection, 8) == []
        assert await seen(connection, 7) == [(FEED, False)]
        await watching.add_common(connection, one)
        await watching.remove_own(connection, one, 7)
        assert await state(connection, one) == "active"
        assert await watching.remove_common(connection, one)
        assert not await watching.remove_common(connection, one)
        assert await state(connection, one) == "paused"


async def test_what_stands_in_the_file_is_not_removed(database: Database) -> None:
    async with database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(FEED)])
        [one] = await watched.seen_by(connection, 7)
        assert not await watching.remove_common(connection, one.id)
        assert await seen(connection, 7) == [(FEED, True)]


async def test_what_was_taken_out_of_the_file_can_be_one_chat_s_own(database: Database) -> None:
    async with database.write() as connection:
        ann = await arrive(connection, 7)
        await sources.sync_file(connection, NOW, [settings(FEED)])
        await sources.sync_file(connection, NOW, [settings("https://other.example")])
        await add(connection, ann)
        assert (FEED, False) in await seen(connection, 7)
        assert await seen(connection, 8) == [("https://other.example", True)]


async def test_a_source_is_found_by_any_of_its_spellings(database: Database) -> None:
    async with database.write() as connection:
        one = await add(connection, await arrive(connection, 8))
        found = await watched.find(connection, 7, {FEED, "https://x.example"})
        assert found is not None
        assert (found.id, found.own) == (one, False)
        assert await watched.find(connection, 7, {"https://x.example"}) is None


async def test_owners_are_whoever_added_it_or_the_operators(database: Database) -> None:
    async with database.write() as connection:
        ann, topic = await arrive(connection, 7), await arrive(connection, -9, 4, "supergroup")
        operator, gone = await arrive(connection, 99), await arrive(connection, 98)
        one = await add(connection, ann)
        await add(connection, topic)
        await add(connection, gone)
        await destinations.block(connection, NOW, 98, "blocked")
        assert await watching.owners(connection, one, {99, 98, 97}) == [ann, topic]
        await watching.add_common(connection, one)
        assert await watching.owners(connection, one, {99, 98, 97}) == [operator]
        assert await watching.owners(connection, one + 1, {99}) == []


@pytest.mark.parametrize("known", [False, True])
async def test_a_supergroup_takes_over_the_sources_of_its_group(
    database: Database, known: bool
) -> None:
    async with database.write() as connection:
        here = await arrive(connection, OLD, 0, "group")
        both = await add(connection, here)
        await add(connection, here, "https://only.example")
        if known:
            there = await arrive(connection, NEW, 0, "supergroup")
            await add(connection, there)
        for _ in range(2):
            await migrate_chat(connection, NOW, OLD, NEW)
        assert sorted(await seen(connection, NEW)) == [
            ("https://only.example", False),
            (FEED, False),
        ]
        [owner] = await watching.owners(connection, both, ())
        assert owner.chat_id == NEW


async def test_what_a_chat_calls_its_source_no_other_chat_learns(database: Database) -> None:
    async with database.write() as connection:
        ann, bob = await arrive(connection, 7), await arrive(connection, 8)
        one = await add(connection, bob)
        await watching.add_own(connection, NOW, one, ann, 7, "SECRET DOSSIER")
        for common in (False, True):
            for chat_id, name in ((7, "SECRET DOSSIER"), (8, "Steppe News")):
                [seen_there] = await watched.seen_by(connection, chat_id)
                known = await watched.get(connection, chat_id, one)
                found = await watched.find(connection, chat_id, {FEED})
                assert known is not None
                assert found is not None
                assert {seen_there.name, known.name, found.name} == {name}
                assert seen_there.common is common
            await watching.add_common(connection, one)
        [theirs] = await watched.seen_by(connection, 9)
        assert (theirs.name, theirs.called) == ("Steppe News", None)


async def test_an_operator_s_word_for_a_common_source_is_everybody_s(database: Database) -> None:
    async with database.write() as connection:
        one = await add(connection, await arrive(connection, 7))
        await watching.add_common(connection, one, "Named for all")
        for chat_id in (7, 8):
            [seen_there] = await watched.seen_by(connection, chat_id)
            assert seen_there.name == "Named for all"


@pytest.mark.parametrize("theirs", [None, "", "Of the supergroup"])
async def test_a_supergroup_keeps_what_its_group_calls_a_source(
    database: Database, theirs: str | None
) -> None:
    async with database.write() as connection:
        one = await add(connection, await arrive(connection, 7))
        here = await arrive(connection, OLD, 0, "group")
        await watching.add_own(connection, NOW, one, here, 1, "Of the group")
        if theirs is not None:
            there = await arrive(connection, NEW, 0, "supergroup")
            await watching.add_own(connection, NOW, one, there, 1, theirs)
        for _ in range(2):
            await migrate_chat(connection, NOW, OLD, NEW)
        [seen_there] = await watched.seen_by(connection, NEW)
        assert seen_there.name == (theirs or "Of the group")

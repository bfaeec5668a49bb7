"""Storage, on both databases: what is held, muted and set goes along when a group moves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    destinations,
    folding,
    follow_settings,
    follows,
    holding,
    management,
    outbox,
    rhythms,
)
from storage.chat_migration import migrate_chat
from storage.database import Database
from storage.destinations import Destination
from storage.rhythms import Rhythm
from storage.schema import owed, story_mute
from tests.storage.builders import NOW, arrive, begin_all, follow, heads, later, publish, send_all

OLD, NEW = -77, -1_001_234_567_890
DAILY = Rhythm(zone="Asia/Oral", rhythm="daily", quiet_from=60, quiet_to=90, cap=3, silent=True)
HELD_UNTIL = later(3_600)


async def group(connection: AsyncConnection) -> Destination:
    return await arrive(connection, OLD, 0, "group")


async def supergroup(connection: AsyncConnection) -> Destination:
    return await arrive(connection, NEW, 0, "supergroup")


async def migrate(connection: AsyncConnection) -> int:
    """Let the group move; return the id of the supergroup's destination."""
    await migrate_chat(connection, NOW, OLD, NEW)
    there = await destinations.find(connection, NEW)
    assert there is not None
    return there.id


async def hold_all(connection: AsyncConnection) -> None:
    ids = [head.id for head in await heads(connection)]
    await holding.hold(connection, ids, "quiet", HELD_UNTIL)


async def test_what_is_held_stays_held_until_its_time(database: Database) -> None:
    async with database.write() as connection:
        here = await group(connection)
        await rhythms.change(connection, here.id, DAILY)
        await follow(connection, here, "tax")
        await publish(connection, "a", "tax")
        await hold_all(connection)
        there = await migrate(connection)
        assert await rhythms.get(connection, there) == DAILY
        assert await heads(connection) == []
        assert await holding.next_release(connection) == HELD_UNTIL
        assert await holding.release(connection, HELD_UNTIL) == 1
        [letter] = await send_all(connection, HELD_UNTIL)
        assert letter.chat_id == NEW


async def test_what_is_held_is_decided_anew_where_two_become_one(database: Database) -> None:
    """The supergroup's hours may be others than those that it was held for."""
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        await publish(connection, "a", "tax")
        await hold_all(connection)
        await supergroup(connection)
        await migrate(connection)
        [letter] = await send_all(connection)
        assert (letter.chat_id, letter.held_why) == (NEW, holding.ANEW)


@pytest.mark.parametrize("said", ["old", "both"])
async def test_settings_of_the_group_hold_where_the_supergroup_has_none(
    database: Database, said: str
) -> None:
    async with database.write() as connection:
        here, there = await group(connection), await supergroup(connection)
        await rhythms.change(connection, here.id, DAILY)
        if said == "both":
            await rhythms.change(connection, there.id, replace(DAILY, cap=9))
        assert await migrate(connection) == there.id
        assert (await rhythms.get(connection, there.id)).cap == (3 if said == "old" else 9)


async def test_who_is_in_charge_and_what_the_chat_is_called(database: Database) -> None:
    async with database.write() as connection:
        here = await destinations.arrive(
            connection, NOW, destinations.Place(OLD, "group", 0, "en", title="Newsroom")
        )
        await destinations.put_in_charge(connection, here.id, 5)
        await supergroup(connection)
        there = await migrate(connection)
        assert await management.managers(connection, NEW) == [5]
        known = await management.known(connection, there)
        assert known is not None
        assert known.title == "Newsroom"


@pytest.mark.parametrize("is_known", [False, True])
async def test_what_is_managed_is_managed_still(database: Database, is_known: bool) -> None:
    async with database.write() as connection:
        person, here = await arrive(connection, 5), await group(connection)
        await management.begin(connection, NOW, person.id, here.id)
        if is_known:
            await supergroup(connection)
        there = await migrate(connection)
        managed = await management.current(connection, 5)
        assert managed is not None
        assert (managed.id, managed.chat_id) == (there, NEW)


async def test_stories_that_one_of_them_muted_are_muted(database: Database) -> None:
    async with database.write() as connection:
        here, there = await group(connection), await supergroup(connection)
        rows = [(here.id, 1), (here.id, 2), (there.id, 2), (there.id, 3)]
        await connection.execute(
            insert(story_mute),
            [{"destination_id": where, "story_id": story_id} for where, story_id in rows],
        )
        await migrate(connection)
        muted = (story_mute.c.destination_id, story_mute.c.story_id)
        kept = await connection.execute(select(*muted).order_by(story_mute.c.story_id))
        assert [tuple(row) for row in kept] == [(there.id, one) for one in (1, 2, 3)]


@pytest.mark.parametrize("said", ["old", "both"])
async def test_a_follow_is_told_as_somebody_wished(database: Database, said: str) -> None:
    async with database.write() as connection:
        here, there = await group(connection), await supergroup(connection)
        mine, theirs = await follow(connection, here, "tax"), await follow(connection, there, "tax")
        muted_until = NOW + timedelta(days=1)
        wish = follows.Follow(
            mine, "tax", active=True, rhythm="daily", reports="every", muted_until=muted_until
        )
        await follow_settings.change(connection, NOW, wish)
        expected = replace(wish, id=theirs)
        if said == "both":
            expected = replace(expected, rhythm="weekly", reports="first", muted_until=None)
            await follow_settings.change(connection, NOW, expected)
        await migrate(connection)
        assert await follows.get(connection, NEW, theirs) == expected


async def test_every_report_that_was_owed_to_one_of_them_is_remembered(database: Database) -> None:
    async with database.write() as connection:
        here, there = await group(connection), await supergroup(connection)
        mine, theirs = await follow(connection, here, "tax"), await follow(connection, there, "tax")
        rows = [(mine, 0), (mine, 7), (mine, 8), (theirs, 8), (theirs, 9)]
        await connection.execute(
            insert(owed),
            [
                {"follow_id": one, "story_id": 1, "article_id": article_id, "alert_id": 1}
                for one, article_id in rows
            ],
        )
        await migrate(connection)
        kept = await connection.execute(
            select(owed.c.follow_id, owed.c.article_id).order_by(owed.c.article_id)
        )
        assert [tuple(row) for row in kept] == [(theirs, one) for one in (0, 7, 8, 9)]


@pytest.mark.parametrize("state", ["sent", "folded"])
async def test_an_article_that_the_group_was_told_is_not_told_again(
    database: Database, state: str
) -> None:
    """The supergroup shows what was written in the group."""
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        await follow(connection, await supergroup(connection), "court")
        await publish(connection, "a", "tax", "court")
        [to_old] = [one for one in await begin_all(connection) if one.chat_id == OLD]
        if state == "sent":
            await outbox.sent(connection, NOW, to_old.id, 1)
        else:
            await folding.fold(connection, NOW, to_old.destination_id, [to_old.id], {}, urgency=10)
        await outbox.recover(connection, NOW)  # the supergroup's waits again
        await migrate(connection)
        assert [one.kind for one in await send_all(connection)] == (
            [] if state == "sent" else ["digest"]
        )

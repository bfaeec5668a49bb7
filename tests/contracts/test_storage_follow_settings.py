"""Storage, on both databases: how one follow is told, its mute, and what it matched of late."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    alert_contents,
    alerts,
    articles,
    cancelling,
    follow_settings,
    follows,
    holding,
    lately,
    matches,
    queries,
    readings,
)
from storage.database import Database
from storage.follows import EVERY, Follow
from storage.rhythms import WEEKLY
from storage.schema import alert, delivery
from storage.schema import follow as follow_row
from tests.storage.builders import (
    NOW,
    PLENTY,
    SPANS,
    arrive,
    entry,
    follow,
    later,
    publish,
    reading,
    watch,
    watch_privately,
)

DAY = timedelta(days=1)


async def known(connection: AsyncConnection, follow_id: int) -> Follow:
    found = await follows.get(connection, 7, follow_id)
    assert found is not None
    return found


async def mute(connection: AsyncConnection, follow_id: int) -> None:
    one = replace(await known(connection, follow_id), muted_until=NOW + DAY)
    await follow_settings.change(connection, NOW, one)
    await cancelling.cancel_muted(connection, follow_id)


async def states(connection: AsyncConnection) -> list[str]:
    rows = await connection.execute(select(delivery.c.state).order_by(delivery.c.id))
    return list(rows.scalars())


async def report(
    connection: AsyncConnection,
    number: str,
    story_id: int,
    word: str,
    source_id: int,
    at: datetime = NOW,
) -> None:
    """Publish another article of a story."""
    await articles.sight(connection, at, source_id, [entry(number, title=f"Report {number}")])
    [waiting] = await readings.unread(connection, at, (), PLENTY)
    await readings.save(connection, at, waiting, reading(f"Report {number}"), story_id)
    query_id = await queries.find(connection, word)
    assert query_id is not None
    await matches.record(connection, waiting.id, {query_id: SPANS})
    await alerts.fan_out(connection, NOW, waiting.id, story_id)


async def test_settings_of_a_follow_are_kept_wherever_it_is_read(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        follow_id = await follow(connection, here, "tax")
        assert await known(connection, follow_id) == Follow(follow_id, "tax", active=True)
        changed = Follow(follow_id, "tax", True, WEEKLY, EVERY, NOW + DAY)
        await follow_settings.change(connection, NOW, changed)
        await publish(connection, "a", "tax")
        alert_id = (await connection.execute(select(alert.c.id))).scalar_one()
        query_id = await queries.find(connection, "tax")
        assert query_id is not None
        assert await known(connection, follow_id) == changed
        assert await follows.of_destination(connection, here.id) == [changed]
        assert await follows.find(connection, here.id, query_id) == changed
        assert (await alert_contents.get(connection, [alert_id]))[alert_id].follows == (changed,)


def test_a_follow_is_muted_until_its_mute_is_over() -> None:
    muted = Follow(1, "tax", active=True, muted_until=NOW)
    assert muted.is_muted(NOW - DAY)
    assert not muted.is_muted(NOW)


async def test_what_is_held_is_decided_anew_when_a_follow_changes(database: Database) -> None:
    async with database.write() as connection:
        follow_id = await follow(connection, await arrive(connection), "tax")
        await publish(connection, "a", "tax")
        await holding.hold(connection, [1], WEEKLY, later(3_600))
        one = replace(await known(connection, follow_id), rhythm="now")
        await follow_settings.change(connection, NOW, one)
        assert await states(connection) == ["pending"]


async def test_muting_cancels_for_good_what_waits_for_the_follow_alone(
    database: Database,
) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        tax, _ = await follow(connection, here, "tax"), await follow(connection, here, "cut")
        await publish(connection, "pending", "tax")
        await publish(connection, "held", "tax")
        await publish(connection, "both", "tax", "cut")
        await holding.hold(connection, [2], WEEKLY, later(3_600))
        await mute(connection, tax)
        assert await states(connection) == ["cancelled", "cancelled", "pending"]
        await follow_settings.change(
            connection, NOW, replace(await known(connection, tax), muted_until=None)
        )
        await follows.remove(connection, NOW, tax)
        await follows.restore(connection, tax)
        await cancelling.revive_followed(connection, tax)
        assert await states(connection) == ["cancelled", "cancelled", "pending"]


async def test_a_muted_follow_keeps_nothing_waiting_that_others_left(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        tax, cut = await follow(connection, here, "tax"), await follow(connection, here, "cut")
        await publish(connection, "both", "tax", "cut")
        await mute(connection, tax)
        await follows.remove(connection, NOW, cut)
        await cancelling.cancel_unfollowed(connection, cut)
        assert await states(connection) == ["cancelled"]
        await follows.restore(connection, cut)
        await cancelling.revive_followed(connection, cut)
        assert await states(connection) == ["pending"]


async def test_what_a_mute_cancelled_is_owed_again_to_a_follow_that_comes_back(
    database: Database,
) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        tax, cut = await follow(connection, here, "tax"), await follow(connection, here, "cut")
        await publish(connection, "both", "tax", "cut")
        await follows.remove(connection, NOW, cut)
        await cancelling.cancel_unfollowed(connection, cut)
        await mute(connection, tax)
        assert await states(connection) == ["cancelled"]
        await follows.restore(connection, cut)
        await cancelling.revive_followed(connection, cut)
        assert await states(connection) == ["pending"]


async def test_lately_shows_what_was_told_and_what_was_folded_into_it(database: Database) -> None:
    async with database.write() as connection:
        tax = await follow(connection, await arrive(connection), "tax")
        assert await lately.of_follow(connection, tax, 8) == []
        await publish(connection, "a", "tax")
        story_id = (await connection.execute(select(alert.c.story_id))).scalar_one()
        [source_id] = await watch(connection)
        await report(connection, "b", story_id, "tax", source_id)
        await publish(connection, "other words")
        shown = await lately.of_follow(connection, tax, 8)
        assert [one.url.removeprefix("https://news.example/") for one in shown] == ["b", "a"]
        assert {(one.source, one.seen_at) for one in shown} == {("News", NOW)}
        assert len(await states(connection)) == 1
        assert len(await lately.of_follow(connection, tax, 1)) == 1


async def test_lately_shows_nothing_from_before_the_follow(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection, 8), "tax")
        await publish(connection, "a", "tax")
        mine = await follow(connection, await arrive(connection), "tax")
        assert await lately.of_follow(connection, mine, 8) == []
        story_id = (await connection.execute(select(alert.c.story_id))).scalar_one()
        [source_id] = await watch(connection)
        since = update(follow_row).where(follow_row.c.id == mine).values(created_at=later(60))
        await connection.execute(since)
        await report(connection, "b", story_id, "tax", source_id, later(120))
        [shown] = await lately.of_follow(connection, mine, 8)
        assert shown.url == "https://news.example/b"


async def test_lately_shows_no_report_that_the_chat_may_not_see(database: Database) -> None:
    async with database.write() as connection:
        mine = await follow(connection, await arrive(connection), "tax")
        theirs = await follow(connection, await arrive(connection, 8), "tax")
        await publish(connection, "a", "tax")
        story_id = (await connection.execute(select(alert.c.story_id).limit(1))).scalar_one()
        private = await watch_privately(connection, 8, "https://own.example/feed")
        await report(connection, "b", story_id, "tax", private)
        assert len(await lately.of_follow(connection, mine, 8)) == 1
        assert len(await lately.of_follow(connection, theirs, 8)) == 2

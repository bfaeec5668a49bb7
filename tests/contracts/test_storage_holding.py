"""Storage, on both databases: alerts are held, released, folded and taken apart."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import cancelling, folding, follow_settings, follows, holding, outbox, rhythms
from storage.backup.past import let_past_be_past
from storage.database import Database
from storage.rhythms import Rhythm
from storage.schema import delivery
from tests.storage.builders import NOW, arrive, follow, heads, later, publish

LATER = later(3_600)


async def states(connection: AsyncConnection) -> list[str]:
    rows = await connection.execute(select(delivery.c.state).order_by(delivery.c.id))
    return list(rows.scalars())


async def waiting(connection: AsyncConnection, count: int, chat_id: int = 1) -> list[int]:
    """Owe a chat this many alerts; return their deliveries."""
    here = await arrive(connection, chat_id)
    await follow(connection, here, f"tax {chat_id}")
    for number in range(count):
        await publish(connection, f"{chat_id}-{number}", f"tax {chat_id}")
    rows = await connection.execute(
        select(delivery.c.id).where(delivery.c.destination_id == here.id).order_by(delivery.c.id)
    )
    return list(rows.scalars())


async def test_settings_are_kept(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        assert await rhythms.get(connection, here.id) == Rhythm()
        changed = Rhythm("Europe/Berlin", "weekly", 6, 1, 2, 3, 4, True, False, NOW)
        await rhythms.change(connection, here.id, changed)
        assert await rhythms.get(connection, here.id) == changed


async def test_what_is_held_is_due_at_its_time_and_not_before(database: Database) -> None:
    async with database.write() as connection:
        first, second = await waiting(connection, 2)
        await holding.hold(connection, [first], "quiet", LATER)
        assert [one.id for one in await heads(connection)] == [second]
        assert await holding.next_release(connection) == LATER
        assert await holding.release(connection, LATER - timedelta(seconds=1)) == 0
        assert await holding.release(connection, LATER) == 1
        row = (await connection.execute(select(delivery).where(delivery.c.id == first))).one()
        assert (row.state, row.held_why, row.urgency) == ("pending", "quiet", 20)
        assert await holding.next_release(connection) is None


async def test_all_that_a_destination_waits_for_is_released_together(database: Database) -> None:
    async with database.write() as connection:
        ids = await waiting(connection, 30)
        await holding.hold(connection, ids, "daily", LATER)
        assert await holding.release(connection, LATER) == 30


async def test_reconsidered_it_is_news_again_but_for_what_was_paused(database: Database) -> None:
    async with database.write() as connection:
        quiet, paused = await waiting(connection, 2)
        await holding.hold(connection, [quiet], "quiet", LATER)
        await holding.hold(connection, [paused], "paused", LATER)
        here = await arrive(connection, 1)
        await holding.reconsider(connection, NOW, here.id)
        [first, second] = await holding.alerts_of(connection, NOW, here.id, 10)
        assert (first.held_why, second.held_why) == (holding.ANEW, "paused")


async def test_what_waits_when_settings_change_is_due_by_them_from_then_on(
    database: Database,
) -> None:
    async with database.write() as connection:
        fresh, tried, released = await waiting(connection, 3)
        await outbox.begin(connection, [tried])
        await outbox.retry(connection, tried, later(90), "away", unknown=False)
        await holding.hold(connection, [released], "daily", NOW)
        await holding.release(connection, NOW)
        here = await arrive(connection, 1)
        await holding.reconsider(connection, later(60), here.id)
        alerts = await holding.alerts_of(connection, later(100), here.id, 10)
        due = {one.id: one.due_at for one in alerts}
        assert due == {fresh: later(60), tried: later(90), released: NOW}


async def test_others_are_left_alone(database: Database) -> None:
    async with database.write() as connection:
        [mine] = await waiting(connection, 1)
        [theirs] = await waiting(connection, 1, 2)
        await holding.hold(connection, [mine, theirs], "quiet", LATER)
        here = await arrive(connection, 1)
        await holding.reconsider(connection, NOW, here.id)
        assert await states(connection) == ["pending", "held"]
        assert await holding.waiting(connection, NOW, [1, 2]) == {here.id}


async def test_alerts_of_a_muted_or_removed_follow_have_nobody_who_wants_them(
    database: Database,
) -> None:
    async with database.write() as connection:
        await waiting(connection, 1)
        assert await holding.wanting(connection, [1]) == {1: [None]}
        await follows.remove(connection, NOW, 1)
        assert await holding.wanting(connection, [1]) == {}


async def test_what_was_found_while_a_follow_was_muted_is_not_wanted_when_it_is_over(
    database: Database,
) -> None:
    async with database.write() as connection:
        await waiting(connection, 1)
        one = await follows.get(connection, 1, 1)
        assert one is not None
        for until, wanted in ((later(1), {}), (NOW, {1: [None]})):
            muted = replace(one, muted_until=until)
            await follow_settings.change(connection, later(2), muted)
            assert await holding.wanting(connection, [1]) == wanted


async def test_a_digest_tells_its_alerts_in_order(database: Database) -> None:
    async with database.write() as connection:
        ids = await waiting(connection, 3)
        here = await arrive(connection, 1)
        digest = await folding.fold(
            connection, NOW, here.id, ids, {"outcome": "Digest"}, urgency=10, late=ids[1:]
        )
        assert await states(connection) == ["folded", "expired", "expired", "sending"]
        assert await folding.alert_ids(connection, [digest]) == {digest: (1, 2, 3)}
        await outbox.recover(connection, NOW)
        assert [one.id for one in await heads(connection)] == [digest]


async def test_a_refused_digest_is_tried_in_halves(database: Database) -> None:
    async with database.write() as connection:
        ids = await waiting(connection, 3)
        here = await arrive(connection, 1)
        digest = await folding.fold(
            connection, NOW, here.id, ids, {"outcome": "Digest"}, urgency=10
        )
        assert await folding.halve(connection, NOW, digest)
        halves = await folding.alert_ids(connection, range(digest + 1, digest + 3))
        assert list(halves.values()) == [(1,), (2, 3)]
        assert await folding.alert_ids(connection, [digest]) == {}
        assert not await folding.halve(connection, NOW, digest + 1)


async def test_a_digest_that_has_to_wait_is_held_by_its_alerts(database: Database) -> None:
    async with database.write() as connection:
        ids = await waiting(connection, 2)
        here = await arrive(connection, 1)
        digest = await folding.fold(connection, NOW, here.id, ids, {}, urgency=10)
        await folding.unfold(connection, digest, "quiet", LATER)
        assert await states(connection) == ["held", "held", "cancelled"]


async def test_unfollowing_and_blocking_cancel_what_is_held(database: Database) -> None:
    async with database.write() as connection:
        await holding.hold(connection, await waiting(connection, 1), "quiet", LATER)
        await follows.remove(connection, NOW, 1)
        await cancelling.cancel_unfollowed(connection, 1)
        assert await states(connection) == ["cancelled"]
        await follows.restore(connection, 1)
        await cancelling.revive_followed(connection, 1)
        assert len(await heads(connection)) == 1
        await holding.hold(connection, [1], "quiet", LATER)
        await outbox.cancel_chat(connection, 1, "blocked")
        assert await states(connection) == ["cancelled"]


async def test_after_a_restore_nothing_that_was_held_comes(database: Database) -> None:
    async with database.write() as connection:
        held, folded = await waiting(connection, 2)
        here = await arrive(connection, 1)
        await holding.hold(connection, [held], "daily", LATER)
        await folding.fold(connection, NOW, here.id, [folded], {}, urgency=10)
        await let_past_be_past(connection, NOW)
        assert await states(connection) == ["expired", "folded", "expired"]
        assert await holding.release(connection, later(10**9)) == 0

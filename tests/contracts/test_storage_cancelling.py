"""Storage, on both databases: unfollowing cancels what waits, putting back revives it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import cancelling, follows, outbox
from storage.database import Database
from storage.schema import delivery
from tests.storage.builders import NOW, arrive, begin_all, follow, heads, publish, send_all


async def remove(connection: AsyncConnection, follow_id: int) -> None:
    await follows.remove(connection, NOW, follow_id)
    await cancelling.cancel_unfollowed(connection, follow_id)


async def put_back(connection: AsyncConnection, follow_id: int) -> None:
    await follows.restore(connection, follow_id)
    await cancelling.revive_followed(connection, follow_id)


async def states(connection: AsyncConnection) -> list[str]:
    rows = await connection.execute(select(delivery.c.state).order_by(delivery.c.id))
    return list(rows.scalars())


async def test_unfollowing_cancels_the_alerts_that_wait_and_restoring_revives_them(
    database: Database,
) -> None:
    async with database.write() as connection:
        follow_id = await follow(connection, await arrive(connection), "tax")
        await publish(connection, "a", "tax")
        await publish(connection, "b", "tax")
        await remove(connection, follow_id)
        assert await heads(connection) == []
        await put_back(connection, follow_id)
        assert len(await send_all(connection)) == 2


async def test_an_alert_that_another_follow_wants_still_waits(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        tax, budget = await follow(connection, here, "tax"), await follow(connection, here, "cut")
        await publish(connection, "both", "tax", "cut")
        await publish(connection, "only tax", "tax")
        await remove(connection, tax)
        assert await states(connection) == ["pending", "cancelled"]
        await remove(connection, budget)
        assert await states(connection) == ["cancelled", "cancelled"]
        await put_back(connection, budget)
        assert await states(connection) == ["pending", "cancelled"]
        await put_back(connection, tax)
        assert await states(connection) == ["pending", "pending"]


async def test_what_others_are_owed_is_left_alone(database: Database) -> None:
    async with database.write() as connection:
        here, there = await arrive(connection, 1), await arrive(connection, 2)
        mine, _ = await follow(connection, here, "tax"), await follow(connection, there, "tax")
        await publish(connection, "a", "tax")
        await remove(connection, mine)
        assert [letter.chat_id for letter in await send_all(connection)] == [2]


async def test_answers_and_edits_are_not_alerts_and_stay(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        follow_id = await follow(connection, here, "tax")
        await publish(connection, "a", "tax")
        [letter] = await begin_all(connection)
        await outbox.sent(connection, NOW, letter.id, 31)
        await outbox.owe(connection, NOW, here.id, "edit", alert_id=letter.alert_id, edits=31)
        await outbox.owe(connection, NOW, here.id, "answer", outcome={"outcome": "Listed"})
        await remove(connection, follow_id)
        assert await states(connection) == ["sent", "pending", "pending"]


async def test_what_was_sent_or_is_being_sent_is_not_taken_back(database: Database) -> None:
    async with database.write() as connection:
        follow_id = await follow(connection, await arrive(connection), "tax")
        await publish(connection, "a", "tax")
        [letter] = await begin_all(connection)
        await remove(connection, follow_id)
        assert await states(connection) == ["sending"]
        await outbox.sent(connection, NOW, letter.id, 1)
        await put_back(connection, follow_id)
        assert await states(connection) == ["sent"]


async def test_restoring_revives_nothing_that_a_block_cancelled(database: Database) -> None:
    async with database.write() as connection:
        follow_id = await follow(connection, await arrive(connection), "tax")
        await publish(connection, "a", "tax")
        await outbox.cancel_chat(connection, 7, "kicked")
        await follows.remove(connection, NOW, follow_id)
        await put_back(connection, follow_id)
        assert await states(connection) == ["cancelled"]

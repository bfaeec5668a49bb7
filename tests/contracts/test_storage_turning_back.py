"""Storage, on both databases: the clock is turned back by hours."""

from datetime import timedelta

from sqlalchemy import select, update

from storage import holding, holds, outbox, rhythms, sources, turning_back
from storage.database import Database
from storage.rhythms import Rhythm
from storage.schema import delivery, source
from tests.storage.builders import NOW, PLENTY, arrive, follow, heads, later, publish, watch

AHEAD = later(7_200)
TOLERANCE = timedelta(seconds=5)


async def test_what_waits_for_a_time_to_come_is_due(database: Database) -> None:
    async with database.write() as connection:
        here, there = await arrive(connection, 1), await arrive(connection, 2)
        for place in (here, there):
            await follow(connection, place, f"tax {place.id}")
            await publish(connection, f"{place.id}", f"tax {place.id}")
        await connection.execute(update(source).values(due_at=AHEAD))
        (first, second) = (await connection.execute(select(delivery.c.id))).scalars().all()
        await outbox.begin(connection, [first])
        await outbox.retry(connection, first, AHEAD, "away", unknown=False)
        await holds.put(connection, 1, AHEAD)
        await holding.hold(connection, [second], "quiet", AHEAD)
        assert await heads(connection) == []
        assert await sources.due(connection, NOW, (), PLENTY) == []

        await turning_back.make_due(connection, NOW)
        assert {head.id for head in await heads(connection)} == {first, second}
        assert len(await sources.due(connection, NOW, (), PLENTY)) == 1
        assert not await holds.current(connection, NOW)


async def test_what_is_paused_stays_so(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        await follow(connection, here, "tax")
        await publish(connection, "1", "tax")
        await rhythms.change(connection, here.id, Rhythm(paused_at=NOW))
        ids = (await connection.execute(select(delivery.c.id))).scalars().all()
        await holding.hold(connection, ids, "paused", AHEAD)
        await turning_back.make_due(connection, NOW)
        assert await heads(connection) == []


async def test_what_happened_later_than_now_tells(database: Database) -> None:
    async with database.write() as connection:
        await watch(connection)
        assert not await turning_back.is_ahead(connection, NOW, TOLERANCE)
        await connection.execute(update(source).values(tried_at=later(4)))
        assert not await turning_back.is_ahead(connection, NOW, TOLERANCE)
        await connection.execute(update(source).values(tried_at=AHEAD))
        assert await turning_back.is_ahead(connection, NOW, TOLERANCE)
        await connection.execute(update(source).values(state="paused"))
        assert not await turning_back.is_ahead(connection, NOW, TOLERANCE)

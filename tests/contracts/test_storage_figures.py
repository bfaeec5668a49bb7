"""Storage, on both databases: the figures behind /stats."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    alerts,
    articles,
    destinations,
    dropped,
    figures,
    follows,
    matches,
    outbox,
    queries,
    readings,
    sources,
)
from storage.articles import Sighted
from storage.database import Database
from storage.figures import Figures
from storage.readings import ReadText
from storage.schema import source
from tests.storage.builders import (
    NOW,
    PLENTY,
    arrive,
    begin_all,
    entry,
    follow,
    heads,
    later,
    publish,
    read,
    settings,
    watch,
)

DAY = timedelta(hours=24)


async def test_nothing_happened_yet(database: Database) -> None:
    async with database.read() as connection:
        assert await figures.gather(connection, NOW) == Figures(
            chats=0,
            follows=0,
            sources_ok=0,
            sources_failing=0,
            articles=0,
            alerts_sent=0,
            alerts_waiting=0,
            median=None,
            p95=None,
        )


async def test_everything_is_counted(database: Database) -> None:
    async with database.write() as connection:
        for chat_id in (1, 2, 3, 4):
            await follow(connection, await arrive(connection, chat_id), "tax")
        await arrive(connection, -9, 5, "supergroup")
        gone = await follow(connection, await arrive(connection, 4), "budget")
        await follows.remove(connection, NOW, gone)
        assert await publish(connection, "a", "tax") == 4
        await outbox.owe(connection, NOW, 1, "answer", outcome={"outcome": "Helped"})
        [source_id] = await watch(connection)
        await articles.remember(connection, NOW, source_id, [entry("old")])
        await destinations.block(connection, NOW, 2, "kicked")

        answer, *waiting = [head.id for head in await heads(connection)]
        await outbox.begin(connection, [answer, *waiting[:2]])
        await outbox.sent(connection, NOW, answer, 1)
        await outbox.sent(connection, later(2), waiting[0], 2)
        await sources.sync_file(
            connection, NOW, [settings(), settings("https://b.example"), settings("https://c")]
        )
        await connection.execute(update(source).where(source.c.id == 2).values(failures=1))

        assert await figures.gather(connection, later(3)) == Figures(
            chats=4,
            follows=4,
            sources_ok=2,
            sources_failing=1,
            articles=2,
            alerts_sent=1,
            alerts_waiting=3,
            median=2.0,
            p95=2.0,
        )


async def send_after(connection: AsyncConnection, number: int, seconds: float) -> None:
    """Publish an article now and have its alert sent that many seconds later."""
    await publish(connection, number, "tax")
    [letter] = await begin_all(connection)
    await outbox.sent(connection, later(seconds), letter.id, number)


async def test_seconds_count_from_publication_to_telegram(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection), "tax")
        for number, seconds in enumerate(range(1, 22)):
            await send_after(connection, number, seconds)
        found = await figures.gather(connection, later(22))
    assert found.median == pytest.approx(11)
    assert found.p95 == pytest.approx(20)


async def test_two_alerts_are_enough_for_a_median(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection), "tax")
        await send_after(connection, 1, 1)
        await send_after(connection, 2, 3)
        assert (await figures.gather(connection, later(4))).median == pytest.approx(2)


async def test_only_the_last_day_tells_how_fast_we_are(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection), "tax")
        await send_after(connection, 1, 5)
        found = await figures.gather(connection, later(5) + DAY)
    assert (found.alerts_sent, found.median, found.p95) == (1, None, None)


@pytest.mark.parametrize(
    ("published", "seconds"),
    [
        pytest.param(None, 4.0, id="without a date it counts from first sight"),
        pytest.param(later(60), 0.0, id="a date in the future is the source's mistake"),
    ],
)
async def test_odd_dates_do_no_harm(database: Database, published: None, seconds: float) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection), "tax")
        [source_id] = await watch(connection)
        found = Sighted("id", "https://news.example/a", "T", "", "", published)
        await articles.sight(connection, NOW, source_id, [found])
        [article] = await readings.unread(connection, NOW, (), PLENTY)
        text = ReadText("T", "", "", None, published, "feed", None, "https://a.b/")
        story_id = await read(connection, article, text)
        query_id = await queries.find(connection, "tax")
        assert query_id is not None
        await matches.record(connection, article.id, {query_id: []})
        await alerts.fan_out(connection, NOW, article.id, story_id)
        [letter] = await begin_all(connection)
        await outbox.sent(connection, later(4), letter.id, 1)
        assert (await figures.gather(connection, later(4))).median == seconds


async def test_what_was_left_out_today_is_counted_by_reason(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await dropped.count(connection, source_id, NOW - DAY, {"old": 7})
        await dropped.count(connection, source_id, NOW, {"old": 2, "repeated": 1})
        assert (await figures.gather(connection, NOW)).dropped == {"old": 2, "repeated": 1}

"""One look at a source: what it stores, and when the source is due again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs

from actions.outcomes import Outcome, SourceMoved, SourceNews, decode
from bot.polling.assembly import Pace, Polling, assemble_polling
from demo.newsroom import Newsroom, Site
from demo.newsroom.faults import Broken, Redirect, Status
from news.brief import brief
from news.entry import Entry, Listing
from news.fetching.fetcher import Fetcher
from news.fetching.robots import Robots
from storage import destinations, dropped, outbox, readings, sources, waiting_line
from storage.alerts import ALERT_URGENCY
from storage.database import Database
from storage.destinations import Place
from storage.readings import Unread
from storage.schema import article
from storage.schema import source as table
from storage.sources import Source, SourceSettings
from tests.support.travel import TravellingClock

OPERATOR = 77
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass
class Watch:
    """A source that is looked at when the test says so."""

    database: Database
    newsroom: Newsroom
    site: Site
    polling: Polling
    clock: TravellingClock
    rung: list[str] = field(default_factory=list)

    async def source(self) -> Source | None:
        """The source if it is due."""
        async with self.database.read() as connection:
            due = await sources.due(connection, self.clock.now(), [], 10)
        return due[0] if due else None

    async def look(self) -> None:
        """Look once it is due, a day later at the latest."""
        for _ in range(24 * 60):
            if (source := await self.source()) is not None:
                await self.polling.looker.look(source)
                return
            await self.clock.advance(60)
        raise AssertionError("it is not due")

    async def row(self, source_id: int = 1) -> Any:
        async with self.database.read() as connection:
            return (await connection.execute(select(table).where(table.c.id == source_id))).one()

    async def dropped(self) -> dict[str, int]:
        async with self.database.read() as connection:
            return await dropped.total(connection, LONG_AGO)

    async def told(self) -> list[Outcome]:
        """What the operator is told, which is taken from the outbox."""
        news: list[Outcome] = []
        async with self.database.write() as connection:
            while heads := await waiting_line.heads(
                connection, self.clock.now(), [], 10, more_urgent_than=ALERT_URGENCY
            ):
                for letter in await outbox.begin(connection, [head.id for head in heads]):
                    news.append(decode(letter.outcome or {}))
                    await outbox.sent(connection, self.clock.now(), letter.id, 1)
        return news

    async def unread(self) -> list[str]:
        async with self.database.read() as connection:
            found: list[Unread] = list(await readings.unread(connection, self.clock.now(), [], 100))
        return [one.title for one in found]


def settings_of(site: Site) -> SourceSettings:
    return SourceSettings(site.feed_url, site.title, None, None, None)


@asynccontextmanager
async def watching(database: Database) -> AsyncIterator[Watch]:
    clock = TravellingClock()
    rung: list[str] = []
    async with Newsroom() as newsroom, Fetcher(allow_private_networks=True) as fetcher:
        site = newsroom.site("orda", language="en")
        polling = assemble_polling(
            database,
            fetcher,
            Robots(fetcher),
            clock,
            Pace(60, 1800, rest=1, gathering=0, spacing=0.1),
            frozenset({OPERATOR}),
            fresh=lambda: rung.append("fresh"),
            owed=lambda: rung.append("owed"),
        )
        async with database.write() as connection:
            await destinations.arrive(connection, clock.now(), Place(OPERATOR, "private", 0, "en"))
            await sources.sync_file(connection, clock.now(), [settings_of(site)])
        yield Watch(database, newsroom, site, polling, clock, rung)


@pytest.fixture
async def watch(sqlite_database: Database) -> AsyncIterator[Watch]:
    async with watching(sqlite_database) as watch:
        yield watch


async def test_the_first_look_remembers_and_the_next_finds_what_is_new(watch: Watch) -> None:
    watch.site.publish("Old news", "It was known.", ["Long ago."])
    await watch.look()
    assert await watch.unread() == []
    assert watch.rung == []
    watch.site.publish("New news", "It is not known.", ["Just now."])
    watch.site.publish("Newer news", "It is not known.", ["Just now."])
    await watch.look()
    assert await watch.unread() == ["New news", "Newer news"]
    assert watch.rung == ["fresh"]


async def test_a_second_look_asks_whether_anything_changed(watch: Watch) -> None:
    watch.site.publish("News", "Of today.", ["Now."])
    for _ in range(2):
        await watch.look()
    assert [visit.status for visit in watch.newsroom.visits_to(watch.site.feed_path)] == [200, 304]


async def test_it_is_due_again_between_the_shortest_interval_and_the_longest(watch: Watch) -> None:
    await watch.look()
    row = await watch.row()
    assert 60 <= row.interval <= 1800
    wait = (row.due_at - watch.clock.now()) / timedelta(seconds=1)
    assert 0.9 * row.interval - 1 <= wait <= row.interval
    assert (row.tried_at, row.looked_at) == (watch.clock.now(), watch.clock.now())


async def test_what_it_is_was_found_out_by_reading_it(watch: Watch) -> None:
    watch.site.publish("News", "Of today.", ["Now."])
    await watch.look()
    assert (await watch.row()).kind == "feed"


@pytest.mark.parametrize("trouble", ["missing", "broken", "unreachable"])
async def test_a_source_that_fails_is_tried_after_growing_pauses(
    watch: Watch, trouble: str
) -> None:
    watch.site.publish("News", "Of today.", ["Now."])
    await watch.look()
    await spoil(watch, trouble)
    pauses = []
    for _ in range(6):
        await watch.look()
        pauses.append((await watch.row()).due_at - watch.clock.now())
    minutes = [round(pause / timedelta(seconds=60), 3) for pause in pauses]
    assert all(
        0.9 * most <= one <= most for one, most in zip(minutes, (1, 2, 4, 8, 16, 30), strict=True)
    )
    assert (await watch.row()).failures == 6


async def test_a_server_that_names_a_time_is_left_alone_for_that_long(watch: Watch) -> None:
    watch.newsroom.faults.add(Status(429, retry_after=7200), watch.site.feed_path)
    await watch.look()
    wait = (await watch.row()).due_at - watch.clock.now()
    assert wait >= timedelta(seconds=7200)


async def spoil(watch: Watch, trouble: str) -> None:
    if trouble == "unreachable":
        await watch.newsroom.stops_listening()
        return
    faults = watch.newsroom.faults
    faults.add(Status(404) if trouble == "missing" else Broken(), watch.site.feed_path)


async def test_what_appeared_while_it_failed_is_found_when_it_is_back(watch: Watch) -> None:
    await watch.look()
    await watch.newsroom.stops_listening()
    await watch.look()
    watch.site.publish("Missed news", "It must not be missed.", ["Now."])
    await watch.newsroom.listens_again()
    await watch.look()
    assert await watch.unread() == ["Missed news"]


async def test_old_entries_that_appear_together_alert_nobody_but_the_operator(
    watch: Watch,
) -> None:
    await watch.look()
    for number in range(6):
        long_ago = watch.clock.now() - timedelta(days=30 + number)
        watch.site.publish(f"Archive {number}", "Old.", ["Old."], published=long_ago)
    watch.site.publish("Fresh news", "New.", ["New."], published=watch.clock.now())
    await watch.look()
    assert await watch.unread() == ["Fresh news"]
    assert await watch.told() == [SourceMoved(source_id=1, entries=6)]
    assert "owed" in watch.rung
    assert await watch.dropped() == {"old": 6}


async def test_what_the_first_look_found_is_counted_as_dropped(watch: Watch) -> None:
    for number in range(3):
        watch.site.publish(f"Old news {number}")
    for _ in range(2):
        await watch.look()
    assert await watch.dropped() == {"first look": 3}


async def test_what_says_something_else_now_is_read_again(watch: Watch) -> None:
    await watch.look()
    story = watch.site.publish("News", "Of today.", ["Now."])
    await watch.look()
    await read_all(watch)
    watch.rung.clear()
    watch.site.revise(story, headline="Corrected news")
    await watch.look()
    assert watch.rung == ["fresh"]
    await watch.look()
    assert watch.rung == ["fresh"]


async def read_all(watch: Watch) -> None:
    async with watch.database.write() as connection:
        await connection.execute(update(article).values(state="read", read_at=watch.clock.now()))


async def test_a_source_that_moved_for_good_is_looked_at_where_it_is(watch: Watch) -> None:
    there = watch.newsroom.site("there")
    there.publish("News", "Of today.", ["Now."])
    watch.newsroom.faults.add(Redirect(there.feed_url, 301), watch.site.feed_path)
    await watch.look()
    row = await watch.row()
    assert (row.url, row.listed_as) == (there.feed_url, watch.site.feed_url)
    await watch.look()
    assert len(watch.newsroom.visits_to(watch.site.feed_path)) == 1
    async with watch.database.write() as connection:  # the file still names the old address
        await sources.sync_file(connection, watch.clock.now(), [settings_of(watch.site)])
    assert (await watch.row()).state == "active"
    assert await watch.told() == []


async def test_one_that_moved_to_nothing_readable_stays_where_it_was(watch: Watch) -> None:
    watch.newsroom.faults.add(Redirect(f"{watch.site.home}/", 301), watch.site.feed_path)
    empty = watch.newsroom.site("empty")
    await watch.look()
    watch.newsroom.faults.add(Redirect(empty.feed_url, 301), watch.site.feed_path)
    await watch.look()
    assert (await watch.row()).url == watch.site.feed_url


async def test_one_that_moved_to_another_source_gives_way_and_its_owners_hear_of_it(
    watch: Watch,
) -> None:
    there = watch.newsroom.site("there")
    there.publish("News", "Of today.", ["Now."])
    async with watch.database.write() as connection:
        both = [settings_of(watch.site), settings_of(there)]
        await sources.sync_file(connection, watch.clock.now(), both)
    watch.newsroom.faults.add(Redirect(there.feed_url, 308), watch.site.feed_path)
    for _ in range(2):
        await watch.look()
    assert (await watch.row(1)).state == "paused"
    assert (await watch.row(2)).state == "active"
    assert await watch.told() == [SourceNews(1, "readdressed", there.feed_url)]
    async with watch.database.write() as connection:
        await sources.sync_file(connection, watch.clock.now(), [settings_of(watch.site)])
    assert (await watch.row(1)).state == "paused"
    assert (await watch.row(2)).state == "active"


async def test_a_source_that_is_gone_for_good_ends_and_its_owners_hear_of_it(
    watch: Watch,
) -> None:
    watch.newsroom.faults.add(Status(410), watch.site.feed_path)
    await watch.look()
    assert (await watch.row()).state == "ended"
    [news] = await watch.told()
    assert isinstance(news, SourceNews)
    assert (news.what, "410" in news.detail) == ("ended", True)
    async with watch.database.write() as connection:
        await sources.sync_file(connection, watch.clock.now(), [settings_of(watch.site)])
    assert (await watch.row()).state == "ended"


async def test_the_rest_of_a_first_document_that_was_cut_off_is_no_news(watch: Watch) -> None:
    before = watch.clock.now() - timedelta(hours=1)
    for number in range(8):
        watch.site.publish(f"Old news {number}", "It was known.", ["Ago."], published=before)
    watch.newsroom.faults.add(Broken(), watch.site.feed_path, times=1)
    await watch.look()
    watch.site.publish("New news", "It is not known.", ["Just now."], published=watch.clock.now())
    await watch.look()
    assert await watch.unread() == ["New news"]
    assert await watch.dropped() == {"first look": 8}


async def test_failures_are_logged_when_something_changes(watch: Watch) -> None:
    await watch.newsroom.stops_listening()
    with capture_logs() as logs:
        for _ in range(12):
            await watch.look()
        await watch.newsroom.listens_again()
        await watch.look()
    told = [(line["event"], line["failures"]) for line in logs if "failures" in line]
    assert told == [("source fails", 1), ("source fails", 10), ("source is well again", 12)]


async def test_what_comes_by_itself_has_no_first_look_and_leaves_the_next_one_alone(
    watch: Watch,
) -> None:
    async with watch.database.write() as connection:
        await connection.execute(update(table).values(host=""))
        source = await sources.find(connection, 1)
    assert source is not None
    post = Entry("1", "https://t.me/c/1/1", "A post", "", "Its text.", watch.clock.now())
    committed = await watch.polling.committer.pushed(source, Listing("", None, (post,)))
    assert committed.waiting == 1
    assert await watch.unread() == ["A post"]
    assert (await watch.row()).due_at == source.due_at


async def test_owners_hear_once_that_it_fails_and_once_that_it_is_well(watch: Watch) -> None:
    watch.site.publish("News")
    await watch.look()
    await watch.newsroom.stops_listening()
    for _ in range(8):
        await watch.look()
    [failing] = await watch.told()
    assert isinstance(failing, SourceNews)
    assert failing.what == "failing"
    assert "cannot connect" in failing.detail
    await watch.newsroom.listens_again()
    began = watch.clock.now()
    while watch.clock.now() - began < timedelta(minutes=90):
        await watch.look()
    assert await watch.told() == [SourceNews(1, "well")]


async def test_articles_without_text_tell_of_its_health(watch: Watch) -> None:
    await watch.look()
    for number in range(12):
        watch.site.publish(f"News {number}", published=watch.clock.now())
    await watch.look()
    await watch.clock.advance(60)
    async with watch.database.write() as connection:
        values = {"state": "read", "read_at": watch.clock.now(), "text_from": "summary"}
        await connection.execute(update(article).values(values))
    watch.site.publish("News 12", published=watch.clock.now())
    await watch.look()
    assert await watch.told() == [SourceNews(1, "unreadable")]


async def test_a_source_without_a_name_is_called_as_it_calls_itself_for_good(watch: Watch) -> None:
    unnamed = SourceSettings(watch.site.feed_url, None, None, None, None)
    async with watch.database.write() as connection:
        await sources.sync_file(connection, watch.clock.now(), [unnamed])
    assert (await watch.row()).name == brief(watch.site.feed_url)
    await watch.look()
    assert (await watch.row()).name == watch.site.title
    async with watch.database.write() as connection:
        await sources.sync_file(connection, watch.clock.now(), [unnamed])
    assert (await watch.row()).name == watch.site.title

"""One look at a source: what it stores, and when the source is due again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from actions.outcomes import SourceMoved, decode
from bot.polling.assembly import Pace, Polling, assemble_polling
from demo.newsroom import Newsroom, Site
from demo.newsroom.faults import Broken, Status
from news.fetching.fetcher import Fetcher
from news.fetching.robots import Robots
from storage import destinations, outbox, readings, sources
from storage.database import Database
from storage.destinations import Place
from storage.readings import Unread
from storage.sources import Source, SourceSettings
from tests.support.travel import TravellingClock

OPERATOR = 77


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
        source = await self.source()
        assert source is not None, "it is not due"
        await self.polling.looker.look(source)

    async def unread(self) -> list[str]:
        async with self.database.read() as connection:
            found: list[Unread] = list(await readings.unread(connection, self.clock.now(), [], 100))
        return [one.title for one in found]


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
            Pace(60, 1800, rest=1, gathering=0, spacing=0),
            frozenset({OPERATOR}),
            fresh=lambda: rung.append("fresh"),
            owed=lambda: rung.append("owed"),
        )
        async with database.write() as connection:
            settings = [SourceSettings(site.feed_url, "Orda", None, None, None)]
            await sources.sync_file(connection, clock.now(), settings)
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
    await watch.clock.advance(60)
    watch.site.publish("New news", "It is not known.", ["Just now."])
    watch.site.publish("Newer news", "It is not known.", ["Just now."])
    await watch.look()
    assert await watch.unread() == ["New news", "Newer news"]
    assert watch.rung == ["fresh"]


async def test_a_second_look_asks_whether_anything_changed(watch: Watch) -> None:
    watch.site.publish("News", "Of today.", ["Now."])
    for _ in range(2):
        await watch.look()
        await watch.clock.advance(60)
    assert [visit.status for visit in watch.newsroom.visits_to(watch.site.feed_path)] == [200, 304]


async def test_it_is_due_again_within_the_shortest_interval(watch: Watch) -> None:
    await watch.look()
    assert await watch.source() is None
    await watch.clock.advance(60)
    assert await watch.source() is not None


@pytest.mark.parametrize("trouble", ["missing", "broken", "unreachable"])
async def test_a_source_that_fails_is_tried_after_growing_pauses(
    watch: Watch, trouble: str
) -> None:
    watch.site.publish("News", "Of today.", ["Now."])
    await watch.look()
    await spoil(watch, trouble)
    pauses = []
    await watch.clock.advance(60)
    for _ in range(6):
        await watch.look()
        began = watch.clock.now()
        while await watch.source() is None:
            await watch.clock.advance(10)
        pauses.append((watch.clock.now() - began) / timedelta(seconds=60))
    assert pauses == [1, 2, 4, 8, 16, 30]


async def spoil(watch: Watch, trouble: str) -> None:
    if trouble == "unreachable":
        await watch.newsroom.stops_listening()
        return
    faults = watch.newsroom.faults
    faults.add(Status(404) if trouble == "missing" else Broken(), watch.site.feed_path)


async def test_what_appeared_while_it_failed_is_found_when_it_is_back(watch: Watch) -> None:
    await watch.look()
    await watch.newsroom.stops_listening()
    await watch.clock.advance(60)
    await watch.look()
    watch.site.publish("Missed news", "It must not be missed.", ["Now."])
    await watch.newsroom.listens_again()
    await watch.clock.advance(3600)
    await watch.look()
    assert await watch.unread() == ["Missed news"]


async def test_old_entries_that_appear_together_alert_nobody_but_the_operator(
    watch: Watch,
) -> None:
    async with watch.database.write() as connection:
        place = Place(OPERATOR, "private", 0, "en")
        await destinations.arrive(connection, watch.clock.now(), place)
    await watch.look()
    for number in range(6):
        long_ago = watch.clock.now() - timedelta(days=30 + number)
        watch.site.publish(f"Archive {number}", "Old.", ["Old."], published=long_ago)
    watch.site.publish("Fresh news", "New.", ["New."], published=watch.clock.now())
    await watch.clock.advance(60)
    await watch.look()
    assert await watch.unread() == ["Fresh news"]
    async with watch.database.write() as connection:
        heads = await outbox.heads(connection, watch.clock.now(), [], 10, answers_only=True)
        (letter,) = await outbox.begin(connection, [head.id for head in heads])
    assert decode(letter.outcome or {}) == SourceMoved(source_id=1, entries=6)
    assert "owed" in watch.rung

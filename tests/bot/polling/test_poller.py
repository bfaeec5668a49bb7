"""The poller: a host with many sources leaves room for the others."""

import asyncio
from collections import Counter
from datetime import timedelta

from bot.polling.hosts import Hosts
from bot.polling.ledger import Ledger
from bot.polling.poller import Poller
from news.fetching.gate import HostGate
from storage import sources
from storage.database import Database
from storage.sources import Source
from tests.storage.builders import NOW, settings
from tests.support.travel import TravellingClock, settle


class Looks:
    """Looks that end when the test says so."""

    def __init__(self) -> None:
        self.under_way: Counter[str] = Counter()
        self.done: list[int] = []
        self._held: list[asyncio.Event] = []

    async def look(self, source: Source) -> None:
        held = asyncio.Event()
        self._held.append(held)
        self.under_way[source.host] += 1
        await held.wait()
        self.under_way[source.host] -= 1
        self.done.append(source.id)

    def end(self) -> None:
        for held in self._held:
            held.set()
        self._held.clear()


async def test_a_crowded_host_takes_some_places_and_the_others_are_looked_at(
    sqlite_database: Database,
) -> None:
    crowd = [settings(f"https://t.me/s/channel{number}") for number in range(300)]
    alone = [settings(f"https://{number}.example/feed") for number in range(30)]
    clock = TravellingClock(NOW + timedelta(seconds=1))
    async with sqlite_database.write() as connection:
        await sources.sync_file(connection, NOW, crowd)
        await sources.sync_file(connection, NOW, [*crowd, *alone])
    looks = Looks()
    hosts = Hosts(HostGate(), 1.0, clock.monotonic)
    ledger = Ledger(sqlite_database, clock)
    poller = Poller(sqlite_database, looks, ledger, hosts, clock, rest=0.01, at_once_per_host=12)
    stopping = asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(poller.run(stopping))
        while looks.under_way.total() < 42:
            await asyncio.sleep(0.01)
        assert looks.under_way["t.me:443"] == 12
        assert hosts.shortest("t.me:443") == 300
        looks.end()
        await settle()
        while looks.under_way["t.me:443"] < 12:  # they are due still: nobody noted a look
            await asyncio.sleep(0.01)
        stopping.set()


class QuickLooks:
    """Looks that last about as long as seeking more of them; all sources are due at all times."""

    def __init__(self) -> None:
        self.looks: Counter[str] = Counter()

    async def look(self, source: Source) -> None:
        await asyncio.sleep(0.002)
        self.looks[source.host] += 1


async def test_looks_that_end_while_more_are_sought_give_their_place_back(
    sqlite_database: Database,
) -> None:
    clock = TravellingClock(NOW + timedelta(seconds=1))
    async with sqlite_database.write() as connection:
        await sources.sync_file(
            connection, NOW, [settings(f"https://one.example/{number}") for number in range(9)]
        )
    quick = QuickLooks()
    hosts = Hosts(HostGate(), 1.0, clock.monotonic)
    ledger = Ledger(sqlite_database, clock)
    poller = Poller(sqlite_database, quick, ledger, hosts, clock, rest=0.001)
    stopping = asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(poller.run(stopping))
        while quick.looks["one.example:443"] < 60:
            poller.sources_changed()
            await asyncio.sleep(0.001)
        stopping.set()

"""A feed whose hub is asked and pushes when the test says so."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

import pytest

from bot.polling.assembly import Pace, Polling, assemble_polling
from bot.polling.reading import Found
from bot.websub.callbacks import Callbacks
from bot.websub.hubs import Hubs
from bot.websub.naming import Names
from bot.websub.subscriber import Subscriber
from news.entry import Entry, Hints, Listing
from news.fetching.errors import UnreachableError
from news.fetching.fetched import Fetched, Validators
from news.fetching.fetcher import Fetcher
from news.fetching.robots import Robots
from news.kinds import NotReadableError
from storage import readings, sources, subscriptions
from storage.database import Database
from storage.sources import Source
from storage.subscriptions import Subscription
from tests.storage.builders import NOW, watch
from tests.support.travel import TravellingClock
from web.websub import Intent, Push

FEED, TOPIC = "https://news.example.kz/feed", "https://news.example.kz/rss.xml"
HUB = "https://hub.example.kz/"
PUBLIC = "https://bot.example.kz/jarshy/"
LONGEST = 1800.0


def entries(*names: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(name, f"https://news.example.kz/{name}", f"Story {name}", "", "", None)
        for name in names
    )


@dataclass
class FakeHub:
    """What answers our requests: a status for each, the last one for all that follow."""

    answers: list[int | Exception] = field(default_factory=lambda: [202])
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def post(self, url: str, fields: dict[str, str]) -> int:
        self.asked.append((url, dict(fields)))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def modes(self) -> list[str]:
        return [form["hub.mode"] for _, form in self.asked]


class PlainParser:
    """Reads lists of names, one after the other."""

    async def parse(self, body: bytes, *_: str | None) -> Listing:
        if body == b"rubbish":
            raise NotReadableError("no kind can read it")
        return Listing("", None, entries(*body.decode().split()))


@dataclass
class Stand:
    """All parts of WebSub on one database."""

    database: Database
    clock: TravellingClock
    polling: Polling
    callbacks: Callbacks
    hub: FakeHub
    names: Names

    async def looks(self, *names: str, hub: str = HUB, topic: str = TOPIC) -> None:
        """Commit a look that found these entries."""
        source = await self.source()
        listing = Listing("", None, entries(*names), hints=Hints(hub=hub, topic=topic))
        answer = Fetched(200, FEED, None, None, b"", Validators(), None)
        await self.polling.committer.looked(source, Found(answer, "feed", (listing,)))

    async def source(self) -> Source:
        async with self.database.read() as connection:
            source = await sources.find(connection, 1)
        assert source is not None
        return source

    async def row(self) -> Subscription | None:
        async with self.database.read() as connection:
            return await subscriptions.of_source(connection, 1)

    async def known(self) -> Subscription:
        row = await self.row()
        assert row is not None
        return row

    async def unread(self) -> list[str]:
        async with self.database.read() as connection:
            return sorted(
                one.title for one in await readings.unread(connection, self.clock.now(), [], 100)
            )

    async def asks(self, holds: Callable[[], bool] | None = None) -> None:
        """Let hubs be asked until something holds; by default once more."""
        target = len(self.hub.asked) + 1
        holds = holds or (lambda: len(self.hub.asked) >= target)
        async with self.asking(), asyncio.timeout(5):
            while not holds():
                await asyncio.sleep(0.005)

    @asynccontextmanager
    async def asking(self, names: Names | None = None) -> AsyncIterator[None]:
        """Ask hubs until the block ends."""
        stopping = asyncio.Event()
        subscriber = Subscriber(
            self.database, self.hub, names or self.names, self.clock, Random(1), rest=0.005
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(subscriber.run(stopping))
            yield
            stopping.set()

    async def confirms(self, mode: str = "subscribe", topic: str = TOPIC, lease: int = 900) -> bool:
        """Let the hub ask whether we meant it."""
        row = await self.known()
        return await self.callbacks.confirms(row.path, Intent(mode, topic, str(lease)))

    async def pushes(self, body: bytes, *, secret: str = "", signed: bool = True) -> None:
        """Let the hub push."""
        row = await self.known()
        digest = hmac.new((secret or row.secret).encode(), body, "sha256").hexdigest()
        push = Push(body, f"sha256={digest}" if signed else None, None)
        await self.callbacks.pushed(row.path, push)

    async def subscribed(self) -> Subscription:
        """Bring it to a confirmed subscription."""
        await self.looks("old")
        await self.asks()
        assert await self.confirms()
        return await self.known()


@pytest.fixture
async def stand(sqlite_database: Database) -> Stand:
    clock, names, hub = TravellingClock(NOW), Names(PUBLIC), FakeHub()
    async with Fetcher() as fetcher:
        polling = assemble_polling(
            sqlite_database,
            fetcher,
            Robots(fetcher),
            clock,
            Pace(60, LONGEST, rest=1, gathering=0, spacing=0.1),
            frozenset(),
            fresh=lambda: None,
            owed=lambda: None,
            hubs=Hubs(names),
        )
    async with sqlite_database.write() as connection:
        await watch(connection, FEED)
    callbacks = Callbacks(sqlite_database, PlainParser(), polling.committer, clock, Random(1))
    return Stand(sqlite_database, clock, polling, callbacks, hub, names)


UNREACHABLE = UnreachableError("cannot connect to hub.example.kz")

"""A sender at work on a real outbox, in front of a Telegram that does as it is told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from actions.following import follow
from actions.outcomes import Added, Helped, Outcome, encode
from actions.who import Who
from bot.clock import SystemClock
from bot.delivery.marks import Marks
from bot.delivery.pacer import Pacer
from bot.delivery.rendering import Renderer
from bot.delivery.sender import Sender
from bot.lifecycle import Service
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from storage import articles, destinations, outbox, readings, sources
from storage.articles import Sighted
from storage.database import Database
from storage.destinations import Destination, Place
from storage.readings import ReadText
from storage.schema import delivery
from storage.sources import SourceSettings
from tests.support.fake_telegram import FakeTelegram
from views.i18n import load_languages

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Outbox:
    """What a test owes and sees."""

    database: Database
    telegram: FakeTelegram
    stories: int = 0

    def __post_init__(self) -> None:
        keeper = IndexKeeper(self.database)
        self._publisher = Publisher(self.database, keeper, SystemClock(), lambda: None)

    async def chat(self, chat_id: int, kind: str = "private") -> Destination:
        async with self.database.write() as connection:
            place = Place(chat_id, kind, 0, "en")
            return await destinations.arrive(connection, datetime.now(UTC), place)

    async def owe(self, where: Destination, outcome: Outcome | None = None) -> None:
        async with self.database.write() as connection:
            await outbox.owe(
                connection, datetime.now(UTC), where.id, "answer",
                outcome=encode(outcome or Helped()),
            )  # fmt: skip

    async def follows(self, where: Destination, words: str) -> int:
        async with self.database.write() as connection:
            who = Who(where, where.chat_id)
            outcome = await follow(connection, datetime.now(UTC), who, words, 100)
        assert isinstance(outcome, Added)
        return outcome.follow_id

    async def publish(self, headline: str, text: str = "") -> int:
        """Publish an article; return how many alerts it made."""
        self.stories += 1
        url = f"https://news.example/{self.stories}"
        async with self.database.write() as connection:
            settings = [SourceSettings("https://news.example/feed", "News", None, None, None)]
            await sources.sync_file(connection, LONG_AGO, settings)
            await articles.sight(
                connection, datetime.now(UTC), 1, [Sighted(url, url, headline, "", text, None)]
            )
            (unread,) = await readings.unread(connection, datetime.now(UTC), [], 10)
        reading = ReadText(headline, "", text, "en", None, "feed", None, url)
        return await self._publisher.publish(unread, reading)

    async def states(self) -> list[str]:
        async with self.database.read() as connection:
            rows = await connection.execute(select(delivery.c.state).order_by(delivery.c.id))
            return list(rows.scalars())

    async def rows(self) -> list[Any]:
        async with self.database.read() as connection:
            return list(await connection.execute(select(delivery).order_by(delivery.c.id)))

    def texts(self, chat_id: int) -> list[str]:
        return [one.text or "" for one in self.telegram.sent if one.chat_id == chat_id]

    @asynccontextmanager
    async def sending(self, rate: float = 1000) -> AsyncIterator[Sender]:
        """Run a sender, as the application does, until the block ends."""
        clock = SystemClock()
        pacer = Pacer(clock, rate)
        marks = Marks(self.database, clock)
        bot = self.telegram.bot()
        self.telegram.middleware(pacer)
        renderer = Renderer(self.database, load_languages())
        sender = Sender(self.database, bot, pacer, renderer, marks, clock, paid=False)
        services = [Service("marks", marks.run, clock), Service("sender", sender.run, clock)]
        for service in services:
            await service.start()
        try:
            yield sender
        finally:
            for service in reversed(services):
                await service.stop(9)
            self.telegram.middleware.unregister(pacer)

    async def until(self, holds: Callable[[list[str]], bool]) -> None:
        """Wait until the deliveries' states are as wanted."""
        async with asyncio.timeout(20):
            while not holds(await self.states()):
                await asyncio.sleep(0.01)

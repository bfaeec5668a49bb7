"""The reader: takes unread articles, finds their text and publishes them.

Each article is read in a task of its own, so one slow page delays no other.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.due_work import DueWork
from bot.lifecycle import waiting_for
from bot.pipeline.publishing import Publisher
from storage import articles
from storage.articles import ReadText, Unread
from storage.database import Database

_log = structlog.get_logger(__name__)

_AT_ONCE = 200
_LONGEST_REST = 5.0
_PAUSE = timedelta(seconds=30)

Read = Callable[[Unread], Awaitable[ReadText]]


class Reader:
    """Reads until told to stop; ``read`` finds an article's text and falls back by itself."""

    def __init__(self, database: Database, read: Read, publisher: Publisher, clock: Clock) -> None:
        self._database = database
        self._read_text = read
        self._publisher = publisher
        self._clock = clock
        self._work = DueWork(
            "read article", self._unread, self._read, clock, at_once=_AT_ONCE, rest=_LONGEST_REST
        )

    def fresh(self) -> None:
        """Look for unread articles now: commit 1 stored some."""
        self._work.ring()

    async def run(self, stopping: asyncio.Event) -> None:
        """Read until ``stopping`` is set; readings under way are given up and stay unread."""
        # Now, or the first article would have to wait for it.
        await waiting_for(stopping, self._publisher.keeper.catch_up())
        await self._work.run(stopping)

    async def _unread(self, now: datetime, busy: Sequence[int], most: int) -> Sequence[Unread]:
        async with self._database.read() as connection:
            return await articles.unread(connection, now, busy, most)

    async def _read(self, article: Unread) -> None:
        try:
            reading = await self._read_text(article)
            await self._publisher.publish(article.id, reading, article.url)
        except Exception as error:  # noqa: BLE001 (one article must not stop the others)
            _log.exception("article could not be published and is tried again", article=article.id)
            await self._postpone(article, error)

    async def _postpone(self, article: Unread, error: Exception) -> None:
        due_at = self._clock.now() + _PAUSE
        async with self._database.write(patient=True) as connection:
            await articles.postpone(connection, article.id, due_at, repr(error))

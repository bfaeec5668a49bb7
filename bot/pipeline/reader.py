"""The reader: finds the text of articles and publishes them, for the first time or again.

Each article is read in a task of its own, so one slow page delays no other. Readings for the first
time go first: few are made again at a time, at most one of a host, and none while many wait.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.due_work import DueWork
from bot.lifecycle import waiting_for
from bot.nursery import first_of
from bot.pipeline.publishing import Publisher
from bot.pipeline.revising import Reviser
from news.addresses import host
from storage import readings
from storage.database import Database
from storage.readings import ReadText, Unread

_log = structlog.get_logger(__name__)

_AT_ONCE = 200
_MANY = 50
_AGAIN_AT_ONCE = 4
_AGAIN_AMONG = 100
_LONGEST_REST = 5.0
_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=6)

Read = Callable[[Unread], Awaitable[ReadText]]
Publish = Callable[[Unread, ReadText], Awaitable[int]]


class Reader:
    """Reads until told to stop; ``read`` finds an article's text and falls back by itself."""

    def __init__(self, database: Database, read: Read, publisher: Publisher, clock: Clock) -> None:
        self._database = database
        self._read_text = read
        self._keeper = publisher.keeper
        self._publish = publisher.publish
        self._revise = Reviser(database, publisher.keeper, clock, publisher.owed).revise
        self._clock = clock
        self._first = DueWork(
            "read article", self._unread, self._read, clock, at_once=_AT_ONCE, rest=_LONGEST_REST
        )
        self._again = DueWork(
            "read article again",
            self._due_again,
            self._read_again,
            clock,
            at_once=_AGAIN_AT_ONCE,
            rest=_LONGEST_REST,
        )
        self._reading = 0
        self._hosts: set[str] = set()

    def fresh(self) -> None:
        """Look for articles to read now: commit 1 stored some, or new words of some."""
        self._first.ring()
        self._again.ring()

    async def run(self, stopping: asyncio.Event) -> None:
        """Read until ``stopping`` is set; readings under way are given up and due again."""
        # Now, or the first article would have to wait for it.
        await waiting_for(stopping, self._keeper.catch_up())
        await first_of(self._first.run(stopping), self._again.run(stopping))

    async def _unread(self, now: datetime, busy: Sequence[int], most: int) -> Sequence[Unread]:
        async with self._database.read() as connection:
            return await readings.unread(connection, now, busy, most)

    async def _due_again(self, now: datetime, busy: Sequence[int], most: int) -> Sequence[Unread]:
        if self._reading > _MANY:
            return ()
        async with self._database.read() as connection:
            due = await readings.read_again(connection, now, busy, _AGAIN_AMONG)
        by_host: dict[str, Unread] = {}
        for one in due:
            by_host.setdefault(host(one.url), one)
        return [one for at, one in by_host.items() if at not in self._hosts][:most]

    async def _read(self, article: Unread) -> None:
        self._reading += 1
        try:
            await self._do(article, self._publish)
        finally:
            self._reading -= 1

    async def _read_again(self, article: Unread) -> None:
        at = host(article.url)
        self._hosts.add(at)
        try:
            await self._do(article, self._revise)
        finally:
            self._hosts.discard(at)

    async def _do(self, article: Unread, publish: Publish) -> None:
        try:
            await publish(article, await self._read_text(article))
        except Exception as error:  # noqa: BLE001 (one article must not stop the others)
            await self._postpone(article, error)

    async def _postpone(self, article: Unread, error: Exception) -> None:
        """Try again later, and later each time; what went wrong is told at length only once."""
        pause = min(_PAUSE * 2 ** min(article.attempts, 20), _LONGEST_PAUSE)
        _log.error(
            "article could not be published and is tried again",
            article=article.id,
            attempts=article.attempts + 1,
            seconds=pause.total_seconds(),
            error=repr(error),
            exc_info=None if article.attempts else error,
        )
        async with self._database.write(patient=True) as connection:
            due_at = self._clock.now() + pause
            await readings.postpone(connection, article.id, due_at, repr(error))

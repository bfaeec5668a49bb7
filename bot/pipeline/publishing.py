"""Commit 2: an article's text, story, matches, alerts and deliveries, all or nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.story_search import StorySearch
from matching.document import Document
from matching.spans import encode_spans
from storage import alerts, changes, matches, readings, reports, stories
from storage.database import Database
from storage.matches import Spans
from storage.readings import ReadText, Unread

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """How many alerts an article makes, and how many messages about its story it changes."""

    alerts: int = 0
    changes: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is something to send."""
        return bool(self.alerts or self.changes)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Matches articles and owes the alerts; ``owed`` is called when something is owed."""

    database: Database
    keeper: IndexKeeper
    clock: Clock
    owed: Callable[[], None]

    async def publish(self, article: Unread, reading: ReadText) -> int:
        """Publish an article; return how many alerts it made.

        The follows may change between matching and the commit: the commit compares the change
        log's number under its lock, and where it moved on, matches again.
        """
        document = document_of(article, reading)
        search: StorySearch | None = None
        while True:
            await self.keeper.catch_up()
            # Taken here: another article may move the index on while this one waits to commit.
            number = self.keeper.number
            spans = self.match(document)
            # While nobody follows anything, nobody is told twice either, and no dictionary read.
            if search is None and not self.keeper.is_empty:
                search = StorySearch(article, reading)
            told = await self._commit(article, reading, search, spans, number)
            if told is not None:
                break
        if told.anything:
            _log.info(
                "alerts owed",
                article=article.id,
                queries=len(spans),
                alerts=told.alerts,
                changes=told.changes,
            )
            self.owed()
        return told.alerts

    def match(self, document: Document) -> dict[int, Spans]:
        """Return where the document satisfies which queries, as storage keeps it."""
        return {one.query_id: encode_spans(one.spans) for one in self.keeper.match(document)}

    async def _commit(
        self,
        article: Unread,
        reading: ReadText,
        search: StorySearch | None,
        spans: dict[int, Spans],
        number: int,
    ) -> Told | None:
        """Commit 2; return what is owed, None if change ``number`` is not the last."""
        async with self.database.write(patient=True) as connection:
            if await changes.latest_locked(connection) != number:
                return None
            if not await readings.is_unread(connection, article.id):
                return Told()
            now = self.clock.now()
            if search is None:
                story_id = await stories.begin(connection, now)
            else:
                story_id = await search.settle(connection, now)
            await readings.save(connection, now, article, reading, story_id)
            await matches.record(connection, article.id, spans)
            if not spans:
                return Told()
            return Told(
                alerts=await alerts.fan_out(connection, now, article.id, story_id),
                changes=await reports.owe(connection, now, article.id, story_id),
            )


def document_of(article: Unread, reading: ReadText) -> Document:
    """Return an article as queries are matched against it; ``site:`` asks for its address."""
    return Document(
        reading.title, reading.summary, reading.text, reading.language, host=article.url
    )

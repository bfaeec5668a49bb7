"""Commit 2: an article's text, story, matches, alerts and deliveries, all or nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.pipeline.index_keeper import IndexKeeper
from matching.document import Document
from matching.spans import encode_spans
from storage import alerts, articles, changes
from storage.alerts import Spans
from storage.articles import ReadText
from storage.database import Database

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Matches articles and owes the alerts; ``owed`` is called when there are any."""

    database: Database
    keeper: IndexKeeper
    clock: Clock
    owed: Callable[[], None]

    async def publish(self, article_id: int, reading: ReadText, url: str = "") -> int:
        """Publish an article; return how many alerts it made.

        The follows may change between matching and the commit: the commit compares the change
        log's number under its lock, and where it moved on, matches again.

        Args:
            article_id: its row.
            reading: what is known of it.
            url: its address, whose host ``site:`` asks for; empty if it has none.
        """
        document = Document(
            reading.title, reading.summary, reading.text, reading.language, host=url
        )
        while True:
            await self.keeper.catch_up()
            # Taken here: another article may move the index on while this one waits to commit.
            number = self.keeper.number
            matches = self.keeper.match(document)
            spans: dict[int, Spans] = {
                match.query_id: encode_spans(match.spans) for match in matches
            }
            alerted = await self._commit(article_id, reading, spans, number)
            if alerted is not None:
                break
        if alerted:
            _log.info("alerts owed", article=article_id, queries=len(spans), alerts=alerted)
            self.owed()
        return alerted

    async def _commit(
        self, article_id: int, reading: ReadText, spans: dict[int, Spans], number: int
    ) -> int | None:
        """Commit 2; return the number of alerts, None if change ``number`` is not the last."""
        async with self.database.write(patient=True) as connection:
            if await changes.latest_locked(connection) != number:
                return None
            now = self.clock.now()
            story_id = await articles.save_reading(connection, now, article_id, reading)
            if story_id is None:
                return 0
            await alerts.record_matches(connection, article_id, spans)
            return await alerts.fan_out(connection, now, article_id, story_id) if spans else 0

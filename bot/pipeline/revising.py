"""An article that was read again: its new text is stored, and told to whom only the edit concerns.

Both versions are matched against the follows of this moment. A follow made after the article was
read, whose words stood in it already, is not told of it; one whose words the edit brought is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.clock import Clock
from bot.pipeline.edits import changes, differs, merged, without_headlines
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Told, document_of
from bot.pipeline.story_search import fingerprint_of
from matching.document import Document
from matching.index import Match
from matching.spans import encode_spans
from news.stories import Fingerprint, dump
from storage import alerts, matches, readings, reports, stories
from storage import changes as change_log
from storage.database import Database
from storage.readings import ReadText, Unread

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Edit:
    """An article's new text, what it satisfies, and which queries only now."""

    article: Unread
    text: ReadText
    fingerprint: Fingerprint | None
    after: Sequence[Match]
    fresh: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reviser:
    """Publishes edits; ``owed`` is called when something is owed."""

    database: Database
    keeper: IndexKeeper
    clock: Clock
    owed: Callable[[], None]

    async def revise(self, article: Unread, found: ReadText) -> int:
        """Store what reading an article again found; return how many alerts that made."""
        async with self.database.read() as connection:
            was = await readings.found(connection, article.id)
        text = merged(was, found, revised=article.revision is not None)
        old = document_of(article, was)
        if not differs(old, document_of(article, text)):
            async with self.database.write(patient=True) as connection:
                now = self.clock.now()
                await readings.save_again(connection, now, article, was, matters=False)
            return 0
        told: Told | None = None
        while told is None:
            await self.keeper.catch_up()
            number = self.keeper.number
            told = await self._commit(await self._compared(article, old, text), number)
        if told.anything:
            _log.info(
                "an edit is told", article=article.id, alerts=told.alerts, changes=told.changes
            )
            self.owed()
        return told.alerts

    async def _compared(self, article: Unread, old: Document, text: ReadText) -> _Edit:
        """Return what the index of this moment makes of both versions."""
        before = {one.query_id for one in self.keeper.match(old)}
        after = self.keeper.match(document_of(article, text))
        if any(one.query_id not in before for one in after):
            async with self.database.read() as connection:
                others = await readings.headlines(
                    connection, self.clock.now(), article.source_id, article.id
                )
            text = replace(text, text=without_headlines(old, text.text, others))
            after = self.keeper.match(document_of(article, text))
        edit = changes(old, document_of(article, text))
        fresh = frozenset(
            one.query_id for one in after if one.query_id not in before and edit.hold(one.spans)
        )
        known = None if self.keeper.is_empty else fingerprint_of(article, text)
        return _Edit(article, text, known, after, fresh)

    async def _commit(self, edit: _Edit, number: int) -> Told | None:
        """Return what is owed, None if change ``number`` is not the last."""
        article = edit.article
        async with self.database.write(patient=True) as connection:
            if await change_log.latest_locked(connection) != number:
                return None
            now = self.clock.now()
            story_id, edition = await readings.save_again(
                connection, now, article, edit.text, matters=bool(edit.fresh)
            )
            spans = {one.query_id: encode_spans(one.spans) for one in edit.after}
            await matches.revise(connection, article.id, spans, edit.fresh)
            if edit.fingerprint is not None:
                await stories.keep(
                    connection, now, article.id, dump(edit.fingerprint), edit.fingerprint.keys
                )
            if not edit.fresh:
                return Told()
            told, fresh = (connection, now, article.id, story_id), edit.fresh
            return Told(
                alerts=await alerts.fan_out(*told, edition=edition, queries=fresh),
                changes=await reports.owe(*told, queries=fresh),
            )

"""The story of an article: that of the one most like it, or a new one."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from news.stories import (
    WINDOW,
    Fingerprint,
    OutdatedFingerprintError,
    dump,
    fingerprint,
    load,
    outlet,
    same,
)
from storage import stories
from storage.readings import ReadText, Unread
from storage.stories import Candidate


def fingerprint_of(article: Unread, reading: ReadText) -> Fingerprint:
    """Return what an article's story is decided by: some milliseconds of work for a long text."""
    return fingerprint(
        reading.title,
        reading.text or reading.summary,
        reading.language,
        outlet(article.url),
        reading.published,
    )


class StorySearch:
    """One article in search of its story.

    Its fingerprint is made before the commit. What was compared once is not compared again when a
    commit is tried anew.
    """

    def __init__(self, article: Unread, reading: ReadText) -> None:
        self._article = article
        self._reading = reading
        self._fingerprint = fingerprint_of(article, reading)
        self._scores: dict[int, float] = {}

    async def _alike(self, connection: AsyncConnection, now: datetime) -> list[Candidate]:
        """Return the articles that tell the same, the most alike first."""
        found = await stories.candidates(
            connection, self._fingerprint.keys, now - WINDOW, self._article.source_id
        )
        for one in found:
            if one.article_id not in self._scores:
                self._scores[one.article_id] = self._score(one)
        alike = [one for one in found if self._scores[one.article_id]]
        return sorted(alike, key=lambda one: -self._scores[one.article_id])

    async def settle(self, connection: AsyncConnection, now: datetime) -> int:
        """Return the article's story, and keep what later ones are compared with.

        Whoever calls holds the counter row's lock (``changes.latest_locked``).
        """
        article, reading = self._article, self._reading
        told = await stories.told_before(
            connection, article.url, reading.canonical, reading.title, article.source_id
        )
        alike = await self._alike(connection, now)
        await stories.keep(
            connection, now, article.id, dump(self._fingerprint), self._fingerprint.keys
        )
        found = [*told, *((one.story_id, one.seen) for one in alike)]
        story_id = await _joined(connection, article.source_id, found)
        return await stories.begin(connection, now) if story_id is None else story_id

    def _score(self, one: Candidate) -> float:
        """Return how alike the two are, 0 where they tell different stories."""
        try:
            decision = same(self._fingerprint, load(one.fingerprint))
        except OutdatedFingerprintError:
            return 0.0
        return decision.score if decision.is_same else 0.0


async def _joined(
    connection: AsyncConnection, source_id: int, found: Iterable[tuple[int, bool]]
) -> int | None:
    """Return the story to join, of those found (the best first, each with ``Candidate.seen``).

    What not everybody may see who sees this article counts for less: it may lead to a story that
    nobody else has told yet, so that whoever sees both is told once. But it never joins two
    stories that others see apart, or a chat could hide news from them by a source of its own.
    """
    hidden = []
    for story_id, seen in found:
        if seen:
            return story_id
        hidden.append(story_id)
    for story_id in hidden:
        if not await stories.is_seen(connection, story_id, source_id):
            return story_id
    return None

"""One news site: what it has published, and how its feed behaves."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from demo.newsroom.stories import Draft
from demo.newsroom.story import Story

FEED_LENGTH = 30


@dataclass(slots=True)
class Site:
    """A site that publishes; change its fields at any time.

    Attributes:
        name: the first part of its paths.
        title: what readers know it by.
        full_text: the feed carries whole articles, not only summaries.
        kind: the format of the feed.
        etag, last_modified: which validators the feed offers.
        teasers: more headlines for the "Latest news" box beside every article.
        stories: oldest first.
    """

    name: str
    title: str
    language: str
    home: str
    full_text: bool = False
    kind: Literal["rss", "atom"] = "rss"
    etag: bool = True
    last_modified: bool = True
    teasers: list[str] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    on_change: Callable[[], None] = field(default=lambda: None, repr=False)
    changed: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    @property
    def feed_url(self) -> str:
        """The address of the feed."""
        return f"{self.home}/feed.xml"

    @property
    def feed_path(self) -> str:
        """Its path, as faults and the log name it."""
        return urlsplit(self.feed_url).path

    @property
    def listed(self) -> list[Story]:
        """What the feed lists: the newest, first."""
        return self.stories[: -FEED_LENGTH - 1 : -1]

    def publish(
        self,
        headline: str,
        summary: str = "",
        paragraphs: Sequence[str] = (),
        *,
        published: datetime | None = None,
        slug: str = "",
    ) -> Story:
        """Publish a story, by default dated now.

        Raises:
            ValueError: ``published`` is not aware.
        """
        when = published or datetime.now(UTC)
        if when.tzinfo is None:
            raise ValueError("published must be aware")
        number = len(self.stories) + 1
        name = f"{slug or hashlib.sha1(headline.encode(), usedforsecurity=False).hexdigest()[:8]}"
        url = f"{self.home}/news/{number}-{name}"
        story = Story(
            f"{self.name}-{number}", url, headline, summary, tuple(paragraphs), when, when
        )
        self.stories.append(story)
        self._touch()
        return story

    def publish_draft(self, draft: Draft, *, published: datetime | None = None) -> Story:
        """Publish a ready story."""
        return self.publish(
            draft.headline, draft.summary, draft.paragraphs, published=published, slug=draft.slug
        )

    def revise(
        self,
        story: Story,
        *,
        headline: str | None = None,
        summary: str | None = None,
        paragraphs: Sequence[str] | None = None,
    ) -> Story:
        """Publish a story anew, at the same address."""
        revised = replace(
            story,
            headline=story.headline if headline is None else headline,
            summary=story.summary if summary is None else summary,
            paragraphs=story.paragraphs if paragraphs is None else tuple(paragraphs),
            updated=datetime.now(UTC),
        )
        self.stories[[known.id for known in self.stories].index(story.id)] = revised
        self._touch()
        return revised

    def _touch(self) -> None:
        # Last-Modified counts whole seconds: two changes in one must still differ.
        now = datetime.now(UTC).replace(microsecond=0)
        self.changed = max(now, self.changed + timedelta(seconds=1))
        self.on_change()

"""One news site: what it has published, and how its list of stories behaves."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from demo.newsroom.stories import Draft
from demo.newsroom.story import Form, Story

FEED_LENGTH = 30

Kind = Literal["rss", "atom", "json", "news sitemap", "sitemap index", "listing", "channel"]

_PLACES: dict[Kind, str] = {
    "rss": "feed.xml",
    "atom": "feed.xml",
    "json": "feed.json",
    "news sitemap": "news-sitemap.xml",
    "sitemap index": "sitemap.xml",
    "listing": "",
    "channel": "",
}


@dataclass(slots=True)
class Site:
    """A site that publishes; change its fields at any time.

    Attributes:
        name: the first part of its paths.
        title: what readers know it by.
        home: its address, without a slash at the end.
        full_text: the feed carries whole articles, not only summaries.
        kind: what lists its stories: a feed, sitemaps, its front page, or a page as t.me has
            them for public channels.
        etag, last_modified: which validators the list offers.
        cache_control: the header of the list, empty for none.
        is_compressed: the list comes with a Content-Encoding.
        hub: the address of the WebSub hub that the feed names, empty for none.
        has_preview: a channel shows its posts to browsers.
        teasers: more headlines for the "Latest news" box beside every article.
        stories: oldest first.
    """

    name: str
    title: str
    language: str
    home: str
    full_text: bool = False
    kind: Kind = "rss"
    etag: bool = True
    last_modified: bool = True
    cache_control: str = ""
    is_compressed: bool = False
    hub: str = ""
    has_preview: bool = True
    teasers: list[str] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    on_change: Callable[["Site"], None] = field(default=lambda _: None, repr=False)
    changed: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    @property
    def feed_url(self) -> str:
        """The address of what lists its stories, whatever kind that is."""
        return self.home if self.kind == "channel" else f"{self.home}/{_PLACES[self.kind]}"

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
        form: Form = "plain",
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
        story = Story(
            f"{self.name}-{number}",
            self._address(number, name, form),
            headline,
            summary,
            tuple(paragraphs),
            when,
            when,
            form,
        )
        self.stories.append(story)
        self._touch()
        return story

    def publish_draft(self, draft: Draft, *, published: datetime | None = None) -> Story:
        """Publish a ready story."""
        return self.publish(
            draft.headline, draft.summary, draft.paragraphs, published=published, slug=draft.slug
        )

    def republish(self, story: Story, *, headline: str = "", credit: str = "") -> Story:
        """Publish another site's story here, with a word on where it is from.

        Args:
            story: of the other site.
            headline: another one, if not empty.
            credit: a last paragraph of one's own.
        """
        paragraphs = (*story.paragraphs, credit) if credit else story.paragraphs
        return self.publish(headline or story.headline, story.summary, paragraphs)

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

    def _address(self, number: int, name: str, form: Form) -> str:
        if self.kind == "channel":
            return f"https://t.me/{self.name}/{number}"
        ending = ".pdf" if form == "pdf" else ""
        return f"{self.home}/news/{number}-{name}{ending}"

    def _touch(self) -> None:
        # Last-Modified counts whole seconds: two changes in one must still differ.
        now = datetime.now(UTC).replace(microsecond=0)
        self.changed = max(now, self.changed + timedelta(seconds=1))
        self.on_change(self)

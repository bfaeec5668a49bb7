"""Reading an entry: by the feed's own text, the page behind it, or its summary at worst."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from news.addresses import host
from news.articles.article import ArticleText
from news.articles.extractor import is_pdf
from news.articles.own_address import is_front_page
from news.articles.recurring import RecurringBlocks
from news.entry import Entry
from news.fetching.errors import FetchError
from news.fetching.fetched import Fetched
from news.fetching.gate import HostGate
from news.kinds.telegram.addresses import is_post
from news.workers.errors import WorkError

Origin = Literal["feed", "page", "summary"]

# A feed's text shorter than this is a teaser, whatever element it stands in.
_FULL_TEXT = 600
# A headline that matches waits for its page; what takes longer is told by its summary.
_PAGE_DEADLINE = 15.0
_HTML_TYPES = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of an article after reading it.

    Attributes:
        title: the source's headline, else the page's; may be empty.
        text: the body, paragraphs separated by a newline; may be empty.
        language: ISO 639-1 code that the page declares, or None.
        published: aware UTC time, or None.
        canonical: the address that the page gives as its own, else the one that answered; None
            where no page was read.
        origin: where the text comes from.
        reason: why it is only the summary; empty otherwise.
    """

    title: str
    text: str
    language: str | None
    published: datetime | None
    canonical: str | None
    origin: Origin
    reason: str = ""


class FetchesPages(Protocol):
    """What is needed of ``news.fetching.fetcher.Fetcher``."""

    async def fetch(self, url: str, *, deadline: float) -> Fetched:
        """GET an address within ``deadline`` seconds."""


class ExtractsArticles(Protocol):
    """What is needed of ``news.articles.extractor.Extractor``."""

    async def extract(
        self, page: bytes, url: str, content_type: str | None, source: str
    ) -> ArticleText:
        """Return the article of a page to which ``source`` led."""


class AllowsPages(Protocol):
    """What is needed of ``news.fetching.robots.Robots``."""

    async def allows(self, url: str) -> bool:
        """Tell whether the site lets us read this page."""

    def delay(self, url: str) -> float:
        """Return the seconds between two requests that the site wants."""


class Reader:
    """Reads entries; any number of tasks may use one at once.

    Args:
        fetcher: gets pages.
        extractor: finds their text.
        gate: makes requests to one host take turns; shared with whoever else makes them.
        robots: knows which pages sites don't want read.
        recurring: knows what belongs to the sites.
    """

    def __init__(
        self,
        fetcher: FetchesPages,
        extractor: ExtractsArticles,
        gate: HostGate,
        robots: AllowsPages,
        recurring: RecurringBlocks | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._extractor = extractor
        self._gate = gate
        self._robots = robots
        self._recurring = recurring or RecurringBlocks()

    async def read(self, entry: Entry, source: str) -> Reading:
        """Return the article that an entry announces; never raises for what a page does.

        Args:
            entry: as the source listed it.
            source: the source's address or number; its pages share what recurs on them.
        """
        if suffices(entry):
            return _by_entry(entry, entry.text or entry.summary, "feed")
        if _has_no_page(entry):
            return _by_entry(entry, entry.text or entry.summary, "summary", "no page of its own")
        try:
            article = await self._article(entry.url, source)
        except _UnreadableError as error:
            return _by_entry(entry, entry.text or entry.summary, "summary", str(error))
        if reason := article.lack:
            return _by_page(entry, article, entry.text or entry.summary, reason)
        self._recurring.seen(source, entry.url, article.text)
        text = self._recurring.without(source, entry.url, article.text)
        return _by_page(entry, article, text)

    async def _article(self, url: str, source: str) -> ArticleText:
        page = await self._page(url)
        if not page.body:
            raise _UnreadableError(f"the page answered {page.status} without content")
        if not _is_readable(page):
            raise _UnreadableError(f"the page is {page.content_type}")
        if is_front_page(page.url) and not is_front_page(url):
            raise _UnreadableError("the page leads to the front page")
        try:
            article = await self._extractor.extract(page.body, page.url, page.content_type, source)
        except WorkError as error:
            raise _UnreadableError(str(error)) from error
        return replace(article, canonical=article.canonical or page.url)

    async def _page(self, url: str) -> Fetched:
        if not await self._robots.allows(url):
            raise _UnreadableError("robots.txt forbids to read the page")
        try:
            async with self._gate.turn(host(url), self._robots.delay(url)):
                return await self._fetcher.fetch(url, deadline=_PAGE_DEADLINE)
        except FetchError as error:
            raise _UnreadableError(str(error)) from error


def suffices(entry: Entry) -> bool:
    """Tell whether the source itself carries the whole text, so that no page need be fetched.

    A post at Telegram is whole, however short: its page shows the same words, or none.
    """
    if is_post(entry.url) and (entry.text or entry.summary):
        return True
    return len(entry.text) >= _FULL_TEXT and not entry.text.endswith(("…", "...", "[…]", "[...]"))


class _UnreadableError(Exception):
    """The page gives no text; its words say why."""


def _has_no_page(entry: Entry) -> bool:
    return "#entry-" in entry.url or not entry.url.startswith(("http://", "https://"))


def _is_readable(page: Fetched) -> bool:
    declared = (page.content_type or "").lower().strip()
    return not declared or declared.startswith(_HTML_TYPES) or is_pdf(page.body, declared)


def _by_page(entry: Entry, article: ArticleText, text: str, reason: str = "") -> Reading:
    return Reading(
        title=entry.title or article.title,
        text=text,
        language=article.language,
        published=entry.published or article.published,
        canonical=article.canonical,
        origin="summary" if reason else "page",
        reason=reason,
    )


def _by_entry(entry: Entry, text: str, origin: Origin, reason: str = "") -> Reading:
    return Reading(
        title=entry.title,
        text=text,
        language=None,
        published=entry.published,
        canonical=None,
        origin=origin,
        reason=reason,
    )

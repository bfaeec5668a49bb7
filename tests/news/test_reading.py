from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from news.articles.article import ArticleText, Flaw
from news.articles.reading import Reader, suffices
from news.entry import Entry
from news.fetching.errors import FetchError, TimedOutError, UnreachableError
from news.fetching.fetched import Fetched, Validators
from news.fetching.gate import HostGate
from news.workers.errors import TooSlowError, WorkError

FULL = "A sentence that the feed itself carries. " * 20
PAGE_TEXT = "What only the page says, at such a length that it counts as the text of an article. "


def entry(*, text: str = "", title: str = "Headline", url: str = "https://a.kz/1") -> Entry:
    return Entry("id", url, title, "The summary.", text, None)


@dataclass
class Web:
    """Answers every request alike and remembers what was asked."""

    status: int = 200
    content_type: str | None = "text/html; charset=utf-8"
    body: bytes = b"<html></html>"
    error: FetchError | None = None
    leads_to: str = ""
    asked: list[str] = field(default_factory=list)

    async def fetch(self, url: str, *, deadline: float) -> Fetched:
        assert deadline <= 15
        self.asked.append(url)
        if self.error is not None:
            raise self.error
        there = self.leads_to or url
        return Fetched(self.status, there, None, self.content_type, self.body, Validators(), None)


@dataclass
class Text:
    """Finds the same text on every page."""

    text: str = PAGE_TEXT
    error: WorkError | None = None
    flaw: Flaw = ""

    async def extract(
        self, page: bytes, url: str, content_type: str | None, source: str
    ) -> ArticleText:
        assert page
        assert source
        assert content_type is None or content_type
        if self.error is not None:
            raise self.error
        published = datetime(2026, 7, 6, tzinfo=UTC)
        return ArticleText("Page's headline", self.text, "ru", published, url, self.flaw)


@dataclass
class Rules:
    """Keeps pages under /members/ from being read."""

    async def allows(self, url: str) -> bool:
        return "/members/" not in url

    def delay(self, url: str) -> float:
        assert url
        return 0.0


def reader(web: Web, text: Text | None = None) -> Reader:
    return Reader(web, text or Text(), HostGate(), Rules())


async def test_a_full_feed_text_needs_no_page() -> None:
    web = Web()
    reading = await reader(web).read(entry(text=FULL), "source")
    assert (reading.origin, reading.text, reading.reason) == ("feed", FULL, "")
    assert web.asked == []


@pytest.mark.parametrize("text", ["", "A teaser.", FULL + "…", FULL + "[...]"])
def test_teasers_and_torn_texts_do_not_suffice(text: str) -> None:
    assert not suffices(entry(text=text))


async def test_the_page_is_read_otherwise() -> None:
    web = Web()
    reading = await reader(web).read(entry(), "source")
    assert web.asked == ["https://a.kz/1"]
    assert (reading.origin, reading.text, reading.title) == ("page", PAGE_TEXT, "Headline")
    assert reading.language == "ru"
    assert reading.published == datetime(2026, 7, 6, tzinfo=UTC)


async def test_the_page_names_what_the_source_left_unnamed() -> None:
    assert (await reader(Web()).read(entry(title=""), "source")).title == "Page's headline"


@pytest.mark.parametrize(
    ("web", "text", "reason"),
    [
        (Web(error=UnreachableError("cannot connect")), Text(), "cannot connect"),
        (Web(error=TimedOutError("no whole answer")), Text(), "no whole answer"),
        (Web(status=403, body=b""), Text(), "403"),
        (Web(content_type="image/png"), Text(), "image/png"),
        (Web(), Text(error=TooSlowError("no text within 10 s")), "no text within"),
        (Web(), Text(text=""), "no text to speak of"),
        (Web(), Text(flaw="paywall"), "for subscribers only"),
        (Web(), Text(flaw="scripts"), "made by scripts"),
        (Web(leads_to="https://a.kz/"), Text(), "leads to the front page"),
    ],
)
async def test_the_summary_at_worst_and_the_reason_noted(web: Web, text: Text, reason: str) -> None:
    reading = await reader(web, text).read(entry(), "source")
    assert (reading.origin, reading.text, reading.title) == ("summary", "The summary.", "Headline")
    assert reason in reading.reason


async def test_an_entry_without_a_page_is_its_summary() -> None:
    web = Web()
    reading = await reader(web).read(entry(url="https://a.kz/rss#entry-0123456789abcdef"), "source")
    assert (reading.origin, reading.text) == ("summary", "The summary.")
    assert web.asked == []


async def test_what_recurs_on_a_sources_pages_is_not_its_news() -> None:
    box = "Court hears the stalking case behind closed doors"
    found = Text()
    reads = reader(Web(), found)
    for number in (1, 2, 3):
        found.text = f"{number}: {PAGE_TEXT}\n{box}"
        last = await reads.read(entry(url=f"https://a.kz/{number}"), "source")
    other = reader(Web(), Text(text=box * 3))
    assert box in (await other.read(entry(url="https://a.kz/3"), "source")).text
    assert box not in last.text


async def test_one_text_at_ever_new_addresses_stays_whole() -> None:
    reads = reader(Web(), Text(text=f"{PAGE_TEXT}\nA caption\nAnother caption\nA third one"))
    for number in range(12):
        reading = await reads.read(entry(url=f"https://a.kz/1?r={number}"), "source")
        assert "A caption" in reading.text


async def test_a_page_that_its_site_does_not_want_read_is_its_summary() -> None:
    web = Web()
    reading = await reader(web).read(entry(url="https://a.kz/members/1"), "source")
    assert (reading.origin, reading.text) == ("summary", "The summary.")
    assert "robots.txt" in reading.reason
    assert web.asked == []


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7"),
        ("application/pdf; charset=binary", b"anything"),
        ("application/octet-stream", b"%PDF-1.4"),
        ("text/html", b"%PDF-1.4"),
    ],
)
async def test_pdf_documents_are_read(content_type: str, body: bytes) -> None:
    web = Web(content_type=content_type, body=body)
    assert (await reader(web).read(entry(), "source")).origin == "page"


async def test_what_a_page_says_of_itself_is_known_without_its_text() -> None:
    reading = await reader(Web(), Text(flaw="paywall")).read(entry(title=""), "source")
    assert (reading.title, reading.text) == ("Page's headline", "The summary.")
    assert (reading.language, reading.canonical) == ("ru", "https://a.kz/1")

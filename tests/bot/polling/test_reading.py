"""What a source says: its document, its parts, and whether it may be read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from bot.polling.reading import GoneError, LookFailedError, SourceReader
from news.fetching.errors import UnreachableError
from news.fetching.fetched import Fetched, Validators
from news.parsing import SourceParser
from storage.sources import Source

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HOME = "https://n.example"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
INDEX = (
    f'<sitemapindex xmlns="{NAMESPACE}">'
    f"<sitemap><loc>{HOME}/old.xml</loc><lastmod>2026-03-01T08:00:00Z</lastmod></sitemap>"
    f"<sitemap><loc>{HOME}/new.xml</loc><lastmod>2026-03-02T08:00:00Z</lastmod></sitemap>"
    "</sitemapindex>"
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Almaty paper</title></head><body><main><ul>"
    + "".join(
        f'<li class="news"><a href="/news/{number}">They spoke about bridge {number}</a></li>'
        for number in range(12)
    )
    + "</ul></main></body></html>"
)


@dataclass
class Web:
    """Documents by address; what is missing can't be reached."""

    documents: dict[str, str | int]
    asked: list[tuple[str, Validators]] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)

    async def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        self.asked.append((url, validators or Validators()))
        document = self.documents.get(url)
        if document is None:
            raise UnreachableError("cannot connect to n.example")
        status, body = (document, "") if isinstance(document, int) else (200, document)
        is_known = validators is not None and validators.etag == f'"{len(body)}"'
        return Fetched(
            status=304 if is_known else status,
            url=url,
            moved_to=None,
            content_type=None,
            body=b"" if is_known else body.encode(),
            validators=Validators(f'"{len(body)}"'),
            retry_after=7.0 if status == 503 else None,
        )

    async def allows(self, url: str) -> bool:
        return url not in self.forbidden


@asynccontextmanager
async def no_turn(_: str) -> AsyncIterator[None]:
    yield


def reader(web: Web) -> SourceReader:
    return SourceReader(web, SourceParser(), web, no_turn)


def source(path: str, kind: str | None = None) -> Source:
    return Source(
        id=1,
        url=f"{HOME}{path}",
        host="n.example:443",
        name="News",
        kind=kind,
        language=None,
        selector=None,
        etag=None,
        last_modified=None,
        looked_at=None,
        due_at=NOW,
        interval=None,
        failures=0,
        error=None,
        rhythm=None,
        health=None,
    )


def sitemap(*paths: str) -> str:
    urls = "".join(f"<url><loc>{HOME}{path}</loc></url>" for path in paths)
    return f'<urlset xmlns="{NAMESPACE}">{urls}</urlset>'


async def test_the_parts_of_an_index_are_read_once_and_again_when_they_change() -> None:
    documents: dict[str, str | int] = {
        f"{HOME}/index.xml": INDEX,
        f"{HOME}/old.xml": sitemap("/1", "/2"),
        f"{HOME}/new.xml": sitemap("/3"),
    }
    web = Web(documents)
    reading = reader(web)
    found = await reading.read(source("/index.xml"), NOW)
    assert found.kind == "sitemap"
    assert [[entry.url for entry in listing.entries] for listing in found.listings] == [
        [],
        [f"{HOME}/3"],
        [f"{HOME}/1", f"{HOME}/2"],
    ]
    looked = replace(source("/index.xml"), looked_at=NOW, kind="sitemap", etag=f'"{len(INDEX)}"')
    assert (await reading.read(looked, NOW)).listings == ()
    documents[f"{HOME}/index.xml"] = INDEX.replace("2026-03-02T08", "2026-03-02T10")
    documents[f"{HOME}/new.xml"] = sitemap("/4", "/3")
    web.asked.clear()
    changed = await reading.read(replace(looked, etag=None), NOW)
    assert [len(listing.entries) for listing in changed.listings] == [0, 2]
    assert [url for url, _ in web.asked] == [f"{HOME}/index.xml", f"{HOME}/new.xml"]
    assert web.asked[1][1].etag is not None


async def test_an_index_fails_when_none_of_its_parts_can_be_read() -> None:
    documents: dict[str, str | int] = {f"{HOME}/index.xml": INDEX, f"{HOME}/new.xml": 500}
    with pytest.raises(LookFailedError, match="none of its sitemaps can be read"):
        await reader(Web(documents)).read(source("/index.xml"), NOW)
    documents[f"{HOME}/new.xml"] = sitemap("/3")
    assert len((await reader(Web(documents)).read(source("/index.xml"), NOW)).listings) == 2


@pytest.mark.parametrize("kind", ["listing", None])
async def test_a_page_is_read_where_robots_txt_lets_us_and_a_sitemap_everywhere(
    kind: str | None,
) -> None:
    urls = {f"{HOME}/news", f"{HOME}/map.xml"}
    web = Web({f"{HOME}/news": PAGE, f"{HOME}/map.xml": sitemap("/1")})
    found = await reader(web).read(source("/news", kind), NOW)
    assert (found.kind, len(found.listings[0].entries)) == ("listing", 12)
    web.forbidden = urls
    with pytest.raises(LookFailedError, match=r"robots\.txt"):
        await reader(web).read(source("/news", kind), NOW)
    assert (await reader(web).read(source("/map.xml"), NOW)).kind == "sitemap"


async def test_what_cannot_be_read_says_why_in_one_line() -> None:
    web = Web({f"{HOME}/gone": 410, f"{HOME}/busy": 503, f"{HOME}/odd": "nothing of ours"})
    told = []
    for path in ("/gone", "/busy", "/odd", "/nowhere"):
        with pytest.raises(LookFailedError) as failed:
            await reader(web).read(source(path), NOW)
        told.append((str(failed.value), failed.value.retry_after, failed.type is GoneError))
    assert told[0] == ("answered 410: it is gone for good", None, True)
    assert told[1] == ("answered 503", 7.0, False)
    assert told[2][1:] == (None, False)
    assert told[3] == ("cannot connect to n.example", None, False)
    assert all("\n" not in text for text, *_ in told)

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import fastfeedparser
import pytest
from lxml import html

from demo.newsroom import Newsroom, Site, library
from demo.newsroom.faults import Broken, Hang, Oversize, Redirect, Slow, Status


async def fetch(http: aiohttp.ClientSession, url: str, **headers: str) -> tuple[int, str]:
    async with http.get(url, headers=headers, allow_redirects=False) as response:
        return response.status, await response.text()


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("full_text", [True, False])
async def test_a_feed_lists_the_newest_first(
    newsroom: Newsroom, http: aiohttp.ClientSession, kind: str, full_text: bool
) -> None:
    site = newsroom.site("orda", language="ru", full_text=full_text)
    site.kind = "atom" if kind == "atom" else "rss"
    yesterday = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    site.publish("First <b>", "Sum & mary", ["Body ]]> one"], published=yesterday)
    story = site.publish("Вторая", "", ["Two"])
    status, text = await fetch(http, site.feed_url)
    parsed = fastfeedparser.parse(text.encode())
    assert status == 200
    assert [(entry.title, entry.link, entry.id) for entry in parsed.entries] == [
        ("Вторая", story.url, "orda-2"),
        ("First <b>", site.stories[0].url, "orda-1"),
    ]
    assert datetime.fromisoformat(parsed.entries[1].published) == yesterday
    assert ("Body" in text) is full_text


async def test_validators_answer_what_has_not_changed(
    newsroom: Newsroom, http: aiohttp.ClientSession
) -> None:
    site = newsroom.site("orda")
    site.publish("One")
    async with http.get(site.feed_url) as response:
        tag, date = response.headers["ETag"], response.headers["Last-Modified"]
    by_tag, by_date = {"If-None-Match": tag}, {"If-Modified-Since": date}
    assert (await fetch(http, site.feed_url, **by_tag)) == (304, "")
    assert (await fetch(http, site.feed_url, **by_date)) == (304, "")
    site.publish("Two, in the same second")
    assert (await fetch(http, site.feed_url, **by_tag))[0] == 200
    assert (await fetch(http, site.feed_url, **by_date))[0] == 200
    assert [visit.status for visit in newsroom.visits] == [200, 304, 304, 200, 200]
    assert newsroom.visits[1].if_none_match == tag
    assert newsroom.visits[2].if_modified_since == date


async def test_a_feed_may_have_no_validators(
    newsroom: Newsroom, http: aiohttp.ClientSession
) -> None:
    site = newsroom.site("orda", etag=False, last_modified=False)
    async with http.get(site.feed_url) as response:
        assert {"ETag", "Last-Modified"}.isdisjoint(response.headers)


async def test_a_page_surrounds_the_story_with_other_headlines(
    newsroom: Newsroom, http: aiohttp.ClientSession
) -> None:
    site = newsroom.site("orda", language="kk")
    site.publish("Басқа <жаңалық>")
    site.teasers.append("Stalking beside it")
    story = site.publish("Сталкинг", "Қысқаша", ["Бірінші", "Екінші", "Үшінші"])
    _, text = await fetch(http, story.url)
    page = html.fromstring(text)
    assert page.xpath("//h1/text()") == ["Сталкинг"]
    assert page.xpath("//article/p[not(@class)]/text()") == list(story.paragraphs)
    assert page.xpath("//div[@class='read-also']/a/text()") == ["Басқа <жаңалық>"]
    assert page.xpath("//aside//li/a/text()") == ["Stalking beside it", "Басқа <жаңалық>"]
    assert page.xpath("count(//nav//li)") == 5
    assert page.xpath("//footer")
    assert (await fetch(http, f"{site.home}/"))[1].count("<h2>") == 2
    assert (await fetch(http, f"{site.home}/news/9-x"))[0] == 404


async def test_a_story_can_be_revised(newsroom: Newsroom, http: aiohttp.ClientSession) -> None:
    site = newsroom.site("orda")
    story = site.publish("Before", paragraphs=["Text"])
    revised = site.revise(story, headline="After")
    assert (revised.url, revised.id, revised.paragraphs) == (story.url, story.id, ("Text",))
    assert "<h1>After</h1>" in (await fetch(http, story.url))[1]
    assert len(site.stories) == 1


@pytest.fixture
def site(newsroom: Newsroom) -> Site:
    made = newsroom.site("orda")
    made.publish("One", paragraphs=["Text"])
    return made


async def test_errors_and_redirects(
    newsroom: Newsroom, http: aiohttp.ClientSession, site: Site
) -> None:
    newsroom.faults.add(Status(503, retry_after=7), site.feed_path, times=1)
    newsroom.faults.add(Redirect(f"{newsroom.url}/new/feed.xml"), site.feed_path, times=1)
    newsroom.faults.add(Status(404), "/orda/news/*")
    async with http.get(site.feed_url) as response:
        assert (response.status, response.headers["Retry-After"]) == (503, "7")
    assert (await fetch(http, site.feed_url))[0] == 301
    assert (await fetch(http, site.feed_url))[0] == 200
    assert (await fetch(http, site.stories[0].url))[0] == 404
    newsroom.faults.clear()
    assert (await fetch(http, site.stories[0].url))[0] == 200


async def test_broken_and_oversized_feeds(
    newsroom: Newsroom, http: aiohttp.ClientSession, site: Site
) -> None:
    newsroom.faults.add(Broken(), site.feed_path, times=1)
    assert "</rss>" not in (await fetch(http, site.feed_url))[1]
    newsroom.faults.add(Oversize(2**20), site.feed_path, times=1)
    assert len((await fetch(http, site.feed_url))[1]) > 2**20


async def test_slow_and_hanging_pages(
    newsroom: Newsroom, http: aiohttp.ClientSession, site: Site
) -> None:
    newsroom.faults.add(Slow(0.01), site.feed_path, times=1)
    assert (await fetch(http, site.feed_url))[0] == 200
    assert newsroom.visits[0].took >= 0.01
    newsroom.faults.add(Hang(), site.feed_path, times=2)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(
            asyncio.gather(fetch(http, site.feed_url), fetch(http, site.feed_url)), 0.1
        )
    await newsroom.wait_until(lambda: len(newsroom.visits) == 3)
    assert sorted(visit.concurrent for visit in newsroom.visits[1:]) == [1, 2]
    assert [visit.status for visit in newsroom.visits] == [200, 0, 0]


async def test_sites_may_live_at_other_hosts(http: aiohttp.ClientSession) -> None:
    async with Newsroom(hosts=("127.0.0.1", "127.0.0.2")) as newsroom:
        site = newsroom.site("far", host="127.0.0.2")
        assert (await fetch(http, site.feed_url))[0] == 200
        assert newsroom.visits[0].host.startswith("127.0.0.2:")


async def test_a_newsroom_goes_away_and_comes_back(
    newsroom: Newsroom, http: aiohttp.ClientSession, site: Site
) -> None:
    await newsroom.stops_listening()
    with pytest.raises(aiohttp.ClientConnectorError):
        await fetch(http, site.feed_url)
    await newsroom.listens_again()
    assert (await fetch(http, site.feed_url))[0] == 200


@pytest.mark.parametrize(
    ("language", "word", "phrase"),
    [
        ("en", "stalking", "Criminal Code"),
        ("ru", "сталкинг", "Уголовный кодекс"),
        ("kk", "сталкинг", "Қылмыстық кодекс"),
    ],
)
def test_the_founding_story_is_told_in_every_language(
    language: str, word: str, phrase: str
) -> None:
    story, *others = library(language)
    assert word in story.headline.lower()
    assert phrase not in story.headline + story.summary
    assert phrase in " ".join(story.paragraphs)
    assert not any(word in str(other).lower() for other in others)


def test_ready_stories_are_whole() -> None:
    assert len(library()) == 10
    assert all(4 <= len(draft.paragraphs) <= 6 and draft.summary for draft in library())

"""What lists a site's stories besides feeds; each as an independent reader takes it."""

import gzip
import io
import json
from datetime import datetime
from typing import Any

import aiohttp
import pytest
from lxml import etree, html
from pypdf import PdfReader

from demo.newsroom import Newsroom, library
from demo.newsroom.faults import Instead, Trickle
from demo.newsroom.site import Kind

SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


async def body(http: aiohttp.ClientSession, url: str) -> bytes:
    async with http.get(url) as response:
        assert response.status == 200
        return await response.read()


def found(tree: etree._Element, path: str) -> list[Any]:
    result = tree.xpath(path, namespaces=SITEMAP)
    assert isinstance(result, list)
    return result


def texts(document: bytes, path: str) -> list[str]:
    return [element.text for element in found(etree.fromstring(document), path)]


@pytest.mark.parametrize("full_text", [True, False])
async def test_a_json_feed(
    newsroom: Newsroom, http: aiohttp.ClientSession, full_text: bool
) -> None:
    site = newsroom.site("dala", kind="json", language="kk", full_text=full_text, with_hub=True)
    story = site.publish("Жаңа көпір", "Қысқаша", ["Мәтін <1>"])
    feed = json.loads(await body(http, site.feed_url))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["hubs"] == [{"type": "WebSub", "url": newsroom.hub_url}]
    (item,) = feed["items"]
    assert (item["id"], item["url"], item["title"]) == (story.id, story.url, "Жаңа көпір")
    assert datetime.fromisoformat(item["date_published"]) == story.published
    assert item.get("content_html") == ("<p>Мәтін &lt;1&gt;</p>" if full_text else None)
    assert ("content_text" in item) is not full_text


async def test_a_news_sitemap(newsroom: Newsroom, http: aiohttp.ClientSession) -> None:
    site = newsroom.site("orda", kind="news sitemap", language="ru")
    first, second = site.publish("Мост & паром"), site.publish("Ещё один")
    sitemap = await body(http, site.feed_url)
    assert texts(sitemap, "//s:url/s:loc") == [second.url, first.url]
    assert texts(sitemap, "//n:title") == [second.headline, first.headline]
    assert texts(sitemap, "//n:language") == ["ru", "ru"]
    assert texts(sitemap, "//n:publication_date")[1] == first.published.isoformat()


async def test_a_sitemap_behind_an_index(newsroom: Newsroom, http: aiohttp.ClientSession) -> None:
    site = newsroom.site("orda", kind="sitemap index")
    story = site.publish("One")
    (child,) = texts(await body(http, site.feed_url), "//s:sitemap/s:loc")
    packed = await body(http, child)
    assert texts(gzip.decompress(packed), "//s:url/s:loc") == [story.url]


async def test_a_front_page_is_a_listing(newsroom: Newsroom, http: aiohttp.ClientSession) -> None:
    site = newsroom.site("orda", kind="listing")
    story = site.publish("One", "About it")
    page = html.fromstring((await body(http, site.feed_url)).decode())
    assert found(page, "//main//h2/a/@href") == [story.url]
    assert not found(page, "//link[@rel='alternate']")


async def test_a_channel_page(newsroom: Newsroom, http: aiohttp.ClientSession) -> None:
    site = newsroom.site("dala_arna", kind="channel", title="Дала арнасы")
    story = site.publish("Дауыл <келе жатыр>", "", ["Бірінші", "Екінші"])
    site.publish("Суреттер", form="album")
    site.publish("Басқадан", form="forward")
    site.publish("Тек қолданбада", form="app only")
    edited = site.revise(story, headline="Дауыл басылды")
    page = html.fromstring((await body(http, site.feed_url)).decode())
    posts = found(page, "//div[@data-post]")
    assert [post.get("data-post") for post in posts] == [f"dala_arna/{n}" for n in (1, 2, 3, 4)]
    assert edited.url == "https://t.me/dala_arna/1"
    assert [len(found(post, ".//*[@dir='auto' and contains(@class, '_text')]")) for post in posts] \
        == [1, 1, 1, 0]  # fmt: skip
    assert len(found(posts[1], ".//a[contains(@class, 'grouped_media_wrap')]")) == 3
    assert "Forwarded from" in posts[2].text_content()
    assert "View in Telegram" in posts[3].text_content()
    assert "edited" in posts[0].text_content()
    assert found(posts[0], ".//b/text()") == ["Дауыл басылды"]
    site.has_preview = False
    card = html.fromstring((await body(http, site.feed_url)).decode())
    assert not found(card, "//div[@data-post]")
    assert found(card, "//div[@class='tgme_page_extra']")


@pytest.mark.parametrize("kind", ["rss", "atom", "json", "news sitemap", "listing", "channel"])
async def test_all_have_validators(
    newsroom: Newsroom, http: aiohttp.ClientSession, kind: Kind
) -> None:
    site = newsroom.site("orda", kind=kind)
    site.is_compressed, site.cache_control = True, "max-age=600"
    site.publish("One")
    async with http.get(site.feed_url) as response:
        assert response.headers["Cache-Control"] == "max-age=600"
        assert response.headers["Content-Encoding"] in {"deflate", "gzip"}
        tag = response.headers["ETag"]
    async with http.get(site.feed_url, headers={"If-None-Match": tag}) as response:
        assert response.status == 304


async def test_a_story_as_a_pdf_document(newsroom: Newsroom, http: aiohttp.ClientSession) -> None:
    site = newsroom.site("orda")
    draft = library("kk")[0]
    story = site.publish(draft.headline, draft.summary, draft.paragraphs * 8, form="pdf")
    reader = PdfReader(io.BytesIO(await body(http, story.url)), strict=True)
    assert len(reader.pages) > 1
    words = " ".join(page.extract_text() for page in reader.pages).split()
    whole = (draft.headline, draft.summary, *draft.paragraphs * 8)
    assert words == " ".join(whole).split()


async def test_a_story_is_republished(newsroom: Newsroom) -> None:
    first, second = newsroom.site("orda"), newsroom.site("dala")
    story = first.publish("One", "About it", ["Text"])
    copy = second.republish(story, credit="As Orda reports.")
    assert (copy.headline, copy.paragraphs) == ("One", ("Text", "As Orda reports."))
    assert copy.url != story.url


async def test_robots_are_told_per_host(http: aiohttp.ClientSession) -> None:
    async with Newsroom(hosts=("127.0.0.1", "127.0.0.2")) as newsroom:
        newsroom.robots["127.0.0.2"] = "User-agent: *\nDisallow: /orda/news/\n"
        far = newsroom.site("orda", host="127.0.0.2").home.removesuffix("/orda")
        assert b"Disallow" in await body(http, f"{far}/robots.txt")
        async with http.get(f"{newsroom.url}/robots.txt", headers={"User-Agent": "Me/1"}) as no:
            assert no.status == 404
        assert newsroom.visits_to("/robots.txt")[1].user_agent == "Me/1"


async def test_something_else_and_a_trickle(
    newsroom: Newsroom, http: aiohttp.ClientSession
) -> None:
    site = newsroom.site("orda")
    site.publish("One")
    bomb = gzip.compress(bytes(2**20))
    newsroom.faults.add(Instead(bomb, "application/xml", "gzip"), site.feed_path, times=1)
    async with http.get(site.feed_url) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert await response.read() == bytes(2**20)
    newsroom.faults.add(Trickle(0), site.feed_path, times=1)
    assert (await body(http, site.feed_url)).endswith(b"</rss>\n")

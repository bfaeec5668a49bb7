from datetime import UTC, datetime

import pytest
from aiohttp import web

from news.fetching.fetcher import Fetcher
from news.fetching.headers import fresh_seconds, retry_after_seconds
from tests.news.servers import Serve

NOW = datetime(2026, 7, 6, 10, 0, 0, tzinfo=UTC)
IN_AN_HOUR = "Mon, 06 Jul 2026 11:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("-5", 0.0),
        (IN_AN_HOUR, 3600.0),
        ("Mon, 06 Jul 2026 09:00:00 GMT", 0.0),
        ("soon", None),
        ("nan", None),
        ("1e999", None),
        ("", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(header, NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=300"}, 300.0),
        ({"Cache-Control": 'public, Max-Age="300", immutable'}, 300.0),
        ({"Cache-Control": "s-maxage=60"}, 60.0),
        ({"Cache-Control": "max-age=300, s-maxage=60"}, 300.0),
        ({"Cache-Control": "max-age=300", "Age": "100"}, 200.0),
        ({"Cache-Control": "max-age=300", "Age": "400"}, None),
        ({"Cache-Control": "max-age=0", "Expires": IN_AN_HOUR}, None),
        ({"Cache-Control": "no-cache, max-age=300"}, None),
        ({"Cache-Control": "no-store", "Expires": IN_AN_HOUR}, None),
        ({"Cache-Control": "max-age=soon"}, None),
        ({"Expires": IN_AN_HOUR}, 3600.0),
        ({"Expires": IN_AN_HOUR, "Date": "Mon, 06 Jul 2026 10:30:00 GMT"}, 1800.0),
        ({"Expires": "0"}, None),
        ({"Expires": "-1"}, None),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: float | None) -> None:
    assert fresh_seconds(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("links", "hub", "topic"),
    [
        ([], "", ""),
        (['<https://hub.kz/>; rel="hub"'], "https://hub.kz/", ""),
        (['<https://hub.kz/>; rel=hub, </feed>; rel="self"'], "https://hub.kz/", "{}feed"),
        (
            ['<https://hub.kz/>; rel="hub"', '<https://a.kz/f>; rel="self alternate"'],
            "https://hub.kz/",
            "https://a.kz/f",
        ),
        (["<https://one.kz/>; rel=hub", "<https://two.kz/>; rel=hub"], "https://one.kz/", ""),
        (["<file:///etc/passwd>; rel=hub"], "", ""),
        (["<https://a.kz/>", "hub", "<>; rel=self;;;="], "", "{}"),
    ],
)
async def test_who_pushes_changes(serve: Serve, links: list[str], hub: str, topic: str) -> None:
    async def feed(_: web.Request) -> web.Response:
        answer = web.Response(text="<rss/>", headers={"Cache-Control": "max-age=60"})
        for link in links:
            answer.headers.add("Link", link)
        return answer

    url = await serve(feed)
    async with Fetcher(allow_private_networks=True) as fetcher:
        got = await fetcher.fetch(url)
    assert (got.hub, got.topic) == (hub, topic.format(url))
    assert got.max_age == 60.0

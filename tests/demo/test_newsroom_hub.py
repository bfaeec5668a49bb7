"""The newsroom's WebSub hub, as a subscriber meets it."""

import hashlib
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

import aiohttp
import pytest
from aiohttp import web

from demo.listener import Listener
from demo.newsroom import Newsroom, Site

SECRET = "quiet"
Asking = Callable[..., Awaitable[str]]


@dataclass
class Subscriber:
    """A callback that says yes to everything, unless ``challenge`` is another answer."""

    queries: list[dict[str, str]] = field(default_factory=list)
    pushes: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    challenge: str = ""
    url: str = ""

    async def verify(self, request: web.Request) -> web.Response:
        self.queries.append(dict(request.query))
        return web.Response(text=self.challenge or request.query.get("hub.challenge", ""))

    async def push(self, request: web.Request) -> web.Response:
        self.pushes.append((await request.read(), dict(request.headers)))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 204)


@pytest.fixture
async def subscriber() -> AsyncIterator[Subscriber]:
    made = Subscriber()
    listener = Listener([web.get("/cb", made.verify), web.post("/cb", made.push)], 0)
    await listener.start()
    made.url = f"{listener.url}/cb?key=1"
    yield made
    await listener.stop()


@pytest.fixture
def site(newsroom: Newsroom) -> Site:
    newsroom.hub.pause = 0.01
    return newsroom.site("orda", with_hub=True)


@pytest.fixture
def asking(
    newsroom: Newsroom, http: aiohttp.ClientSession, site: Site, subscriber: Subscriber
) -> Asking:
    async def ask(mode: str = "subscribe", **more: str) -> str:
        fields = {"hub.mode": mode, "hub.topic": site.feed_url, "hub.callback": subscriber.url}
        fields |= {f"hub.{name}": value for name, value in more.items()}
        settled = len(newsroom.hub.asked)
        async with http.post(newsroom.hub_url, data=fields) as response:
            assert response.status == 202
        await newsroom.wait_until(lambda: len(newsroom.hub.asked) > settled)
        return newsroom.hub.asked[-1].outcome

    return ask


async def test_the_feed_names_the_hub(http: aiohttp.ClientSession, site: Site) -> None:
    async with http.get(site.feed_url) as response:
        assert str(response.links["hub"]["url"]) == site.hub
        assert str(response.links["self"]["url"]) == site.feed_url
        assert f'<atom:link rel="hub" href="{site.hub}"/>' in await response.text()


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
async def test_a_publication_is_pushed_and_signed(
    newsroom: Newsroom,
    site: Site,
    subscriber: Subscriber,
    asking: Asking,
    method: Literal["sha1", "sha256", "sha384", "sha512"],
) -> None:
    newsroom.hub.method = method
    assert await asking(secret=SECRET, lease_seconds="60") == "verified"
    (query,) = subscriber.queries
    assert (query["key"], query["hub.mode"], query["hub.lease_seconds"]) == ("1", "subscribe", "60")
    story = site.publish("At once")
    await newsroom.wait_until(lambda: len(newsroom.hub.pings) == 1)
    (body, headers) = subscriber.pushes[0]
    assert story.headline.encode() in body
    signed = hmac.new(SECRET.encode(), body, getattr(hashlib, method)).hexdigest()
    assert headers["X-Hub-Signature"] == f"{method}={signed}"
    assert headers["Content-Type"].startswith("application/rss+xml")
    assert f'<{site.feed_url}>; rel="self"' in headers["Link"]


async def test_who_does_not_echo_is_not_subscribed(
    newsroom: Newsroom, site: Site, subscriber: Subscriber, asking: Asking
) -> None:
    subscriber.challenge = "another"
    assert await asking() == "not verified"
    site.publish("To nobody")
    assert newsroom.hub.subscriptions == {}


async def test_a_subscription_can_be_denied(
    newsroom: Newsroom, subscriber: Subscriber, asking: Asking
) -> None:
    newsroom.hub.denial = "not today"
    assert await asking() == "denied"
    assert subscriber.queries[0]["hub.mode"] == "denied"
    assert subscriber.queries[0]["hub.reason"] == "not today"


async def test_leases_end_and_so_do_subscriptions(
    newsroom: Newsroom, site: Site, subscriber: Subscriber, asking: Asking
) -> None:
    newsroom.hub.lease = 0
    assert await asking(lease_seconds="100") == "verified"
    assert subscriber.queries[0]["hub.lease_seconds"] == "0"
    site.publish("After the lease")
    newsroom.hub.lease = 100
    assert await asking() == "verified"
    assert await asking("unsubscribe") == "verified"
    site.publish("After the end")
    assert newsroom.hub.pings == []
    assert newsroom.hub.subscriptions == {}


async def test_a_push_is_tried_again_until_it_is_gone(
    newsroom: Newsroom, site: Site, subscriber: Subscriber, asking: Asking
) -> None:
    await asking()
    subscriber.statuses = [500, 200]
    site.publish("One")
    await newsroom.wait_until(lambda: len(newsroom.hub.pings) == 2)
    subscriber.statuses = [410]
    site.publish("Two")
    await newsroom.wait_until(lambda: newsroom.hub.subscriptions == {})
    assert [ping.status for ping in newsroom.hub.pings] == [500, 200, 410]
    assert "X-Hub-Signature" not in subscriber.pushes[0][1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mode", "publish"),
        ("topic", "file:///etc/passwd"),
        ("callback", "nowhere"),
        ("lease_seconds", "soon"),
        ("secret", "x" * 200),
    ],
)
async def test_senseless_requests_are_refused(
    newsroom: Newsroom, http: aiohttp.ClientSession, site: Site, name: str, value: str
) -> None:
    fields = {"hub.mode": "subscribe", "hub.topic": site.feed_url, "hub.callback": site.home}
    async with http.post(newsroom.hub_url, data=fields | {f"hub.{name}": value}) as response:
        assert response.status == 400
        assert f"hub.{name}" in await response.text()

"""WebSub's callbacks over HTTP: what hubs hear, and what nobody else does."""

from dataclasses import dataclass, field
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from web.application import create_application
from web.websub import SIGNATURE_HEADER, Intent, Push, websub_routes

PATH = "known-by-its-hub_0123456789"
TOPIC = "https://news.example.kz/feed"


@dataclass
class FakeCallbacks:
    meant: bool = True
    fails: bool = False
    asked: list[tuple[str, Intent]] = field(default_factory=list)
    refusals: list[tuple[str, str, str]] = field(default_factory=list)
    pushes: list[tuple[str, Push]] = field(default_factory=list)

    async def confirms(self, path: str, intent: Intent) -> bool:
        self.asked.append((path, intent))
        return self.meant and path == PATH

    async def denied(self, path: str, topic: str, reason: str) -> None:
        self.refusals.append((path, topic, reason))

    async def knows(self, path: str) -> bool:
        return path == PATH

    async def pushed(self, path: str, push: Push) -> None:
        if self.fails:
            raise RuntimeError("no database")
        self.pushes.append((path, push))


def client(callbacks: FakeCallbacks) -> TestClient[Any, Any]:
    return TestClient(TestServer(create_application(websub_routes(callbacks))))


async def test_a_confirmation_repeats_the_challenge_and_nothing_else() -> None:
    callbacks = FakeCallbacks()
    asked = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "<b>1</b>"}
    async with client(callbacks) as hub:
        answer = await hub.get(f"/bot/websub/{PATH}", params=asked | {"hub.lease_seconds": "60"})
        assert (answer.status, await answer.text()) == (200, "<b>1</b>")
        assert answer.content_type == "text/plain"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert callbacks.asked == [(PATH, Intent("subscribe", TOPIC, "60"))]
        callbacks.meant = False
        assert (await hub.get(f"/websub/{PATH}", params=asked)).status == 404
        callbacks.meant = True
        del asked["hub.challenge"]
        assert (await hub.get(f"/websub/{PATH}", params=asked)).status == 404


async def test_a_refusal_is_heard() -> None:
    callbacks = FakeCallbacks()
    async with client(callbacks) as hub:
        told = {"hub.mode": "denied", "hub.topic": TOPIC, "hub.reason": "no room"}
        assert (await hub.get(f"/websub/{PATH}", params=told)).status == 200
    assert callbacks.refusals == [(PATH, TOPIC, "no room")]


async def test_a_push_is_handed_on_byte_by_byte() -> None:
    callbacks = FakeCallbacks()
    body = bytes(range(256)) * 8_000  # more than what is read at once elsewhere
    headers = {SIGNATURE_HEADER: "sha1=00", "Content-Type": "application/atom+xml"}
    async with client(callbacks) as hub:
        answer = await hub.post(f"/websub/{PATH}", data=body, headers=headers)
        assert 200 <= answer.status < 300
    assert callbacks.pushes == [(PATH, Push(body, "sha1=00", "application/atom+xml"))]


async def test_what_cannot_be_taken_is_told() -> None:
    callbacks = FakeCallbacks()
    async with client(callbacks) as hub:
        assert (await hub.post("/websub/nobody-knows-this-one", data=b"<rss/>")).status == 410
        too_much = b" " * (10 * 1024 * 1024 + 1)
        assert (await hub.post(f"/websub/{PATH}", data=too_much)).status == 413
        callbacks.fails = True
        answer = await hub.post(f"/websub/{PATH}", data=b"<rss/>")
        assert answer.status == 500, "or the hub would not push it again"
        assert (await hub.post("/websub/short", data=b"<rss/>")).status in {404, 405}
        assert (await hub.put(f"/websub/{PATH}", data=b"<rss/>")).status in {404, 405}
    assert callbacks.pushes == []

"""A WebSub hub (W3C Recommendation, 23 January 2018): whoever subscribes is told at once."""

import asyncio
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import aiohttp
from aiohttp import web

from demo.newsroom.answers import document, links
from demo.newsroom.site import Site

_TRIES = 4
_MAX_SECRET = 200  # bytes; section 5.1 wants less
_GONE = 410
_UNREACHABLE = (aiohttp.ClientError, TimeoutError, OSError)


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who is told of what; ``until`` in monotonic seconds."""

    callback: str
    topic: str
    secret: str
    until: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a subscriber.

    Attributes:
        outcome: "verified", "denied", "not verified", or why it was refused at once.
    """

    mode: str
    topic: str
    callback: str
    lease_seconds: str
    secret: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Ping:
    """One attempt to tell a subscriber; status 0 if nobody answered, ``at`` monotonic."""

    callback: str
    topic: str
    at: float
    status: int


class Hub:
    """Verifies who asks, and pushes the whole feed whenever a site publishes.

    Args:
        changed: called after everything that happens here.

    Attributes:
        lease: seconds that it grants at most.
        method: how pushes are signed for those who gave a secret.
        denial: why everybody is refused, empty to refuse nobody.
        pause: seconds between two attempts to push.
        subscriptions: those in force, and those whose lease is over, by callback and topic.
        asked: every request for a subscription, in the order in which they were settled.
        pings: every attempt to push.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.lease = 10 * 86400.0
        self.method: Literal["sha1", "sha256", "sha384", "sha512"] = "sha256"
        self.denial = ""
        self.pause = 0.2
        self.subscriptions: dict[tuple[str, str], Subscription] = {}
        self.asked: list[Asked] = []
        self.pings: list[Ping] = []
        self._changed = changed
        self._due: asyncio.Queue[Coroutine[Any, Any, None]] = asyncio.Queue()

    async def run(self) -> None:
        """Do what is due until cancelled."""
        timeout = aiohttp.ClientTimeout(total=5)
        async with (
            aiohttp.ClientSession(timeout=timeout) as self._http,
            asyncio.TaskGroup() as group,
        ):
            while True:
                group.create_task(await self._due.get())

    async def take(self, request: web.Request) -> web.Response:
        """Answer a subscriber's request: 202, and the verification comes later (section 5.2)."""
        fields = {name: str(value) for name, value in (await request.post()).items()}
        fault = _fault(fields)
        if fault:
            self._settle(fields, fault)
            return web.Response(status=400, text=fault)
        self._due.put_nowait(self._consider(fields))
        return web.Response(status=202)

    def published(self, site: Site) -> None:
        """Tell everybody who is subscribed to a site's feed."""
        now = time.monotonic()
        for subscription in list(self.subscriptions.values()):
            if subscription.topic == site.feed_url and subscription.until > now:
                self._due.put_nowait(self._push(subscription, site))

    async def _consider(self, fields: Mapping[str, str]) -> None:
        if self.denial and fields["hub.mode"] == "subscribe":
            denied = {
                "hub.mode": "denied",
                "hub.topic": fields["hub.topic"],
                "hub.reason": self.denial,
            }
            await self._get(fields["hub.callback"], denied)
            self._settle(fields, "denied")
            return
        lease = int(min(float(fields.get("hub.lease_seconds") or self.lease), self.lease))
        challenge = secrets.token_urlsafe(16)
        intent = {
            "hub.mode": fields["hub.mode"],
            "hub.topic": fields["hub.topic"],
            "hub.challenge": challenge,
        }
        if fields["hub.mode"] == "subscribe":
            intent["hub.lease_seconds"] = str(lease)
        is_meant = await self._get(fields["hub.callback"], intent) == challenge
        if is_meant:
            self._enter(fields, lease)
        self._settle(fields, "verified" if is_meant else "not verified")

    def _enter(self, fields: Mapping[str, str], lease: float) -> None:
        key = fields["hub.callback"], fields["hub.topic"]
        if fields["hub.mode"] == "unsubscribe":
            self.subscriptions.pop(key, None)
            return
        until = time.monotonic() + lease
        self.subscriptions[key] = Subscription(*key, fields.get("hub.secret", ""), until)

    def _settle(self, fields: Mapping[str, str], outcome: str) -> None:
        asked = Asked(
            mode=fields.get("hub.mode", ""),
            topic=fields.get("hub.topic", ""),
            callback=fields.get("hub.callback", ""),
            lease_seconds=fields.get("hub.lease_seconds", ""),
            secret=fields.get("hub.secret", ""),
            outcome=outcome,
        )
        self.asked.append(asked)
        self._changed()

    async def _get(self, callback: str, query: Mapping[str, str]) -> str:
        """Return what the subscriber answers, empty unless that is a success."""
        try:
            async with self._http.get(_with_query(callback, query), allow_redirects=False) as got:
                return await got.text() if got.ok else ""
        except _UNREACHABLE:
            return ""

    async def _push(self, subscription: Subscription, site: Site) -> None:
        body, content_type = document(site)
        headers = {"Content-Type": content_type, "Link": links(site)}
        if subscription.secret:
            digest = hmac.new(subscription.secret.encode(), body, getattr(hashlib, self.method))
            headers["X-Hub-Signature"] = f"{self.method}={digest.hexdigest()}"
        for attempt in range(_TRIES):
            await asyncio.sleep(self.pause * attempt)
            status = await self._post(subscription, body, headers)
            if status == _GONE:
                self.subscriptions.pop((subscription.callback, subscription.topic), None)
            if 200 <= status < 300 or status == _GONE:  # noqa: PLR2004 - any success
                return

    async def _post(
        self, subscription: Subscription, body: bytes, headers: Mapping[str, str]
    ) -> int:
        at, status = time.monotonic(), 0
        try:
            async with self._http.post(
                subscription.callback, data=body, headers=headers, allow_redirects=False
            ) as answer:
                status = answer.status
        except _UNREACHABLE:
            pass
        self.pings.append(Ping(subscription.callback, subscription.topic, at, status))
        self._changed()
        return status


def _fault(fields: Mapping[str, str]) -> str:
    """Return what is wrong with a request, empty if nothing is (section 5.1)."""
    if fields.get("hub.mode") not in {"subscribe", "unsubscribe"}:
        return "hub.mode must be subscribe or unsubscribe"
    for name in ("hub.callback", "hub.topic"):
        if urlsplit(fields.get(name, "")).scheme not in {"http", "https"}:
            return f"{name} must be an address"
    lease = fields.get("hub.lease_seconds", "")
    if lease and not (lease.isascii() and lease.isdecimal() and int(lease) > 0):
        return "hub.lease_seconds must be a positive number"
    if len(fields.get("hub.secret", "").encode()) >= _MAX_SECRET:
        return "hub.secret must be less than 200 bytes"
    return ""


def _with_query(url: str, more: Mapping[str, str]) -> str:
    """Add to the query that a callback may have of its own."""
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *more.items()])
    return urlunsplit(parts._replace(query=query))

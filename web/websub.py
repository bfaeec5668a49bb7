"""WebSub's callbacks: hubs ask whether a subscription is meant, refuse it, and push (WebSub, 5, 7).

Each subscription has a path of its own, so long and random that only its hub knows it. Nobody
else learns anything here, and nothing that comes unsigned has an effect.
"""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

SIGNATURE_HEADER = "X-Hub-Signature"
_LARGEST = 10 * 1024 * 1024
_PATIENCE = 30.0  # seconds for a body to arrive
_AT_ONCE = 16  # bodies in memory


@dataclass(frozen=True, slots=True)
class Intent:
    """What a hub asks to be confirmed.

    Attributes:
        mode: subscribe or unsubscribe.
        topic: what to.
        lease_seconds: for how long, as it says; None where it does not.
    """

    mode: str
    topic: str
    lease_seconds: str | None


@dataclass(frozen=True, slots=True)
class Push:
    """What came at a callback; ``signature`` and ``content_type`` are headers as they came."""

    body: bytes
    signature: str | None
    content_type: str | None


class Callbacks(Protocol):
    """What answers hubs."""

    async def confirms(self, path: str, intent: Intent) -> bool:
        """Tell whether we want this; what follows from it is committed."""
        ...

    async def denied(self, path: str, topic: str, reason: str) -> None:
        """Take note that the hub refuses or ends a subscription."""
        ...

    async def knows(self, path: str) -> bool:
        """Tell whether there is such a callback."""
        ...

    async def pushed(self, path: str, push: Push) -> None:
        """Take what came; return when its effect is committed, or when it can have none."""
        ...


def websub_routes(callbacks: Callbacks) -> list[web.RouteDef]:
    """Return the routes of all callbacks."""
    room = asyncio.Semaphore(_AT_ONCE)

    async def verify(request: web.Request) -> web.Response:
        path, asked = request.match_info["path"], request.query
        mode, topic = asked.get("hub.mode", ""), asked.get("hub.topic", "")
        if mode == "denied":
            await callbacks.denied(path, topic, asked.get("hub.reason", ""))
            return web.Response()
        intent = Intent(mode, topic, asked.get("hub.lease_seconds"))
        challenge = asked.get("hub.challenge", "")
        if not challenge or not await callbacks.confirms(path, intent):
            raise web.HTTPNotFound
        return web.Response(text=challenge, headers={"X-Content-Type-Options": "nosniff"})

    async def receive(request: web.Request) -> web.Response:
        path = request.match_info["path"]
        if not await callbacks.knows(path):
            raise web.HTTPGone  # the hub may forget us (WebSub, 7)
        async with room:
            body = await _body(request)
            headers = request.headers
            push = Push(body, headers.get(SIGNATURE_HEADER), headers.get("Content-Type"))
            await callbacks.pushed(path, push)
        return web.Response(status=204)

    # A proxy in front may or may not strip the path of PUBLIC_URL.
    place = "/{prefix:.*}websub/{path:[A-Za-z0-9_-]{16,64}}"
    return [web.get(place, verify, allow_head=False), web.post(place, receive)]


async def _body(request: web.Request) -> bytes:
    """Read a body as it comes: what is announced need not be what is sent."""
    body = bytearray()
    try:
        async with asyncio.timeout(_PATIENCE):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > _LARGEST:
                    raise web.HTTPRequestEntityTooLarge(_LARGEST, len(body))
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    return bytes(body)

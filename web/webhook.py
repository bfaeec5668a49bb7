"""The webhook: Telegram pushes updates, and hears 200 only after the effect is committed.

Every push carries the secret that setWebhook was told (Bot API, setWebhook, secret_token); a
request without it learns nothing, not even that this is a webhook.
"""

import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any

from aiohttp import web

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)

Take = Callable[[dict[str, Any]], Awaitable[None]]


def secret_of(token: str) -> str:
    """Return the secret that goes with a bot token: 64 hexadecimal digits, one way only."""
    return hmac.new(token.encode(), b"jarshy webhook", sha256).hexdigest()


def webhook_routes(take: Take, secret: str) -> list[web.RouteDef]:
    """Return the route at which each pushed update is handed to ``take``.

    ``take`` returns once the update's effect is committed. An exception of it is answered with
    500, after which Telegram pushes the update again.
    """

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            raise web.HTTPNotFound
        try:
            update = await request.json()
        except ValueError:
            raise web.HTTPBadRequest from None
        if not isinstance(update, dict):
            raise web.HTTPBadRequest
        await take(update)
        return web.Response()

    # A proxy in front may or may not strip the path of PUBLIC_URL.
    return [web.post("/{prefix:.*}telegram", receive)]

"""Updates by webhook: telling Telegram where the web server takes them."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.lifecycle import waiting_for
from handlers.dispatching import UPDATES
from web.webhook import secret_of

_log = structlog.get_logger(__name__)

_LONGEST_PAUSE = 30.0
_AT_ONCE = 40


class Webhook:
    """Has updates pushed to us; ``listening`` returns when the web server hears requests."""

    def __init__(self, bot: Bot, public_url: str, listening: Callable[[], Awaitable[None]]) -> None:
        self._bot = bot
        self._url = public_url.rstrip("/") + "/telegram"
        self._listening = listening

    async def run(self, stopping: asyncio.Event) -> None:
        """Run until ``stopping`` is set; the webhook stays set, so Telegram keeps trying."""
        await waiting_for(stopping, self._announce())
        await stopping.wait()

    async def _announce(self) -> None:
        await self._listening()
        failures = 0
        while True:
            try:
                await self._bot.set_webhook(
                    self._url,
                    secret_token=secret_of(self._bot.token),
                    allowed_updates=list(UPDATES),
                    max_connections=_AT_ONCE,
                )
            except AiogramError as error:
                pause = min(2.0**failures, _LONGEST_PAUSE)
                failures += 1
                _log.warning("webhook could not be set", error=str(error), pause=pause)
                await asyncio.sleep(pause)
            else:
                _log.info("updates come by webhook", url=self._url)
                return

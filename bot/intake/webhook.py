"""Updates by webhook: the web server, and telling Telegram where it is."""

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import web

from bot.intake.intake import Intake
from bot.lifecycle import waiting_for
from handlers.dispatching import UPDATES
from web.webhook import create_webhook, secret_of

_log = structlog.get_logger(__name__)

_LONGEST_PAUSE = 30.0
_AT_ONCE = 40
_GRACE = 6.0


class Webhook:
    """Takes pushed updates until told to stop; pushes under way are finished first."""

    def __init__(self, bot: Bot, intake: Intake, public_url: str, host: str, port: int) -> None:
        self._bot = bot
        self._intake = intake
        self._url = public_url.rstrip("/") + "/telegram"
        self._host = host
        self._port = port
        self._secret = secret_of(bot.token)

    async def run(self, stopping: asyncio.Event) -> None:
        """Serve until ``stopping`` is set; the webhook stays set, so Telegram keeps trying."""
        application = create_webhook(self._intake.take, self._secret)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=_GRACE)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            await waiting_for(stopping, self._announce())
            await stopping.wait()
        finally:
            await runner.cleanup()

    async def _announce(self) -> None:
        failures = 0
        while True:
            try:
                await self._bot.set_webhook(
                    self._url,
                    secret_token=self._secret,
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

"""Receiving from the start: meet Telegram, set the menu, then poll or serve the webhook."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from aiogram import Bot

from bot.clock import Clock
from bot.intake.long_polling import LongPolling
from bot.intake.telegram import TokenRefusedError, introduce, leave_webhook, register_menu
from bot.intake.webhook import Webhook
from bot.lifecycle import waiting_for
from bot.nursery import Nursery
from views.i18n import Language

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Receives updates in the chosen way; ``give_up`` is called if that can't be done."""

    bot: Bot
    way: LongPolling | Webhook
    languages: Mapping[str, Language]
    operators: frozenset[int]
    clock: Clock
    give_up: Callable[[Exception], None]

    async def run(self, stopping: asyncio.Event) -> None:
        """Receive until ``stopping`` is set."""
        try:
            await waiting_for(stopping, self._meet())
        except TokenRefusedError as refusal:
            self.give_up(refusal)
            return
        if stopping.is_set():
            return
        nursery = Nursery()
        # Answers must not wait for the menu: it is a nicety of a dozen calls.
        menu = register_menu(self.bot, self.languages, self.operators, self.clock)
        nursery.start(menu, "menu")
        try:
            await self.way.run(stopping)
        finally:
            await nursery.cancel()

    async def _meet(self) -> None:
        name = await introduce(self.bot, self.clock)
        if isinstance(self.way, LongPolling):
            await leave_webhook(self.bot, self.clock)
        _log.info("listening", name=name)

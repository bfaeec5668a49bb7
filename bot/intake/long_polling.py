"""Long polling: Telegram keeps an update until a later call's offset confirms it.

The offset advances past the longest finished prefix, never past an update whose effect is not
committed yet (Bot API, getUpdates).
"""

import asyncio
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramRetryAfter

from bot.bell import Bell
from bot.intake.intake import Intake
from bot.intake.methods import GetRawUpdates
from bot.lifecycle import waiting_for
from bot.nursery import Nursery
from handlers.dispatching import UPDATES

_log = structlog.get_logger(__name__)

_LONG = 25  # seconds that Telegram holds a call while there is no update
_ANSWER = 10  # seconds more until we stop believing in an answer
_LIMIT = 100
_SLOW = 0.3  # seconds after which an update that is still being handled holds up no other
_LONGEST_PAUSE = 30.0


class LongPolling:
    """Asks for updates until told to stop; those being handled are finished first."""

    def __init__(self, bot: Bot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._nursery = Nursery()
        self._finished = Bell()
        self._states: dict[int, bool] = {}  # by update_id, in order: is it finished?
        self._offset = 0

    async def run(self, stopping: asyncio.Event) -> None:
        """Take updates until ``stopping`` is set."""
        failures = 0
        try:
            while not stopping.is_set():
                try:
                    await waiting_for(stopping, self._step())
                    failures = 0
                except (AiogramError, TimeoutError) as error:
                    failures += 1
                    pause = _pause_after(error, failures)
                    _log.warning("updates could not be fetched", error=str(error), pause=pause)
                    await waiting_for(stopping, asyncio.sleep(pause))
        finally:
            await self._nursery.drain(_ANSWER - 2)

    async def _step(self) -> None:
        updates = await self._ask()
        fresh = [update for update in updates if update["update_id"] not in self._states]
        for update in sorted(fresh, key=lambda one: int(one["update_id"])):
            self._states[update["update_id"]] = False
            self._nursery.start(self._take(update), f"update {update['update_id']}")
        if self._states:
            # Telegram repeats at once what is not confirmed: wait until all is, but not for long.
            await self._finished.wait(_SLOW)

    async def _ask(self) -> list[dict[str, Any]]:
        self._confirm()
        call = GetRawUpdates(
            offset=self._offset,
            limit=_LIMIT,
            timeout=0 if self._states else _LONG,
            allowed_updates=list(UPDATES),
        )
        return await self._bot(call, request_timeout=_LONG + _ANSWER)

    async def _take(self, update: dict[str, Any]) -> None:
        await self._intake.take(update)
        self._states[update["update_id"]] = True
        if all(self._states.values()):
            self._finished.ring()

    def _confirm(self) -> None:
        """Advance the offset past the longest finished prefix."""
        for update_id in sorted(self._states):
            if not self._states[update_id]:
                return
            self._offset = update_id + 1
            del self._states[update_id]


def _pause_after(error: Exception, failures: int) -> float:
    if isinstance(error, TelegramRetryAfter):
        return float(error.retry_after)
    return min(2.0 ** (failures - 1), _LONGEST_PAUSE)

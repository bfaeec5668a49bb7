"""Looking again whether chats that shut us out let us write: nobody has to tell us.

Telegram says when our own rights change. Of a group that lets its plain members write again, and
of what it said while we were away for over a day, we hear nothing: follows would stay silent. The
same with a group that became a supergroup while we were out of it.
"""

import asyncio
from collections.abc import Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramMigrateToChat
from sqlalchemy.exc import SQLAlchemyError

from actions.chat_changes import move_chat, resume_chat
from bot.clock import Clock
from bot.lifecycle import waiting_for
from handlers import rights
from storage import destinations
from storage.database import Database

_log = structlog.get_logger(__name__)

_EVERY = 600.0  # seconds
_AT_ONCE = 50  # chats; the others have their turn the next times


class Rechecking:
    """Asks Telegram about such chats until told to stop; ``owed`` is called when one is well."""

    def __init__(
        self, database: Database, bot: Bot, clock: Clock, owed: Callable[[], None]
    ) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._owed = owed
        self._last = 0

    async def run(self, stopping: asyncio.Event) -> None:
        """Look from time to time until ``stopping`` is set."""
        while not stopping.is_set():
            try:
                await waiting_for(stopping, self.look())
            except SQLAlchemyError:
                _log.exception("chats that shut us out could not be looked at")
            await waiting_for(stopping, self._clock.sleep(_EVERY))

    async def look(self) -> None:
        """Ask about some of the chats; those that let us write again get their news."""
        async with self._database.read() as connection:
            closed = await destinations.shut_to_us(connection, self._last, _AT_ONCE)
        self._last = closed[-1] if len(closed) == _AT_ONCE else 0
        for chat_id in closed:
            there = await self._where_we_may_write(chat_id)
            if there is None:
                continue
            _log.info("a chat lets us write again", chat=chat_id, now=there)
            async with self._database.write(patient=True) as connection:
                if there != chat_id:
                    await move_chat(connection, self._clock.now(), chat_id, there)
                await resume_chat(connection, self._clock.now(), there)
            self._owed()

    async def _where_we_may_write(self, chat_id: int) -> int | None:
        """Return the chat, or the supergroup that it became; None while we may not write there."""
        there = chat_id
        for _ in range(2):
            try:
                return there if await rights.may_write(self._bot, there) else None
            except TelegramMigrateToChat as moved:
                there = moved.migrate_to_chat_id
        return None

"""Updates become effects: each once, in order per chat, confirmed only after its commit.

``take`` returns when an update's effect is committed (or it needs none, or was handled before);
only then may Telegram hear that it arrived.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from actions.outcomes import Failed
from bot.clock import Clock
from handlers.members import with_every_right
from handlers.posts import is_post
from handlers.senders import presser_of, sender_of
from handlers.turn import HandledBeforeError, Sender, Turn
from storage.database import Database
from storage.dialects import is_passing

_log = structlog.get_logger(__name__)

_PAUSES = (0.2, 1.0, 3.0)


class Intake:
    """Feeds updates to the handlers; ``owed`` is called after commits that owe an answer."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        database: Database,
        clock: Clock,
        owed: Callable[[], None],
    ) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._database = database
        self._clock = clock
        self._owed = owed
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def take(self, raw: dict[str, Any]) -> None:
        """Handle one update as Telegram sent it; one that nobody can read is passed over."""
        try:
            update = Update.model_validate(_readable(raw), context={"bot": self._bot})
            chat_id = _chat_of(update)
        except (ValidationError, UpdateTypeLookupError):
            _log.warning("an update could not be read", update=raw.get("update_id"))
            return
        await self._in_order(chat_id, lambda: self._handle(update))

    async def _in_order(self, chat_id: int, work: Callable[[], Awaitable[None]]) -> None:
        lock, users = self._locks.get(chat_id, (asyncio.Lock(), 0))
        self._locks[chat_id] = (lock, users + 1)
        try:
            async with lock:
                await work()
        finally:
            lock, users = self._locks.pop(chat_id)
            if users > 1:
                self._locks[chat_id] = (lock, users - 1)

    async def _handle(self, update: Update) -> None:
        """Handle an update until its effect, or an apology, is committed."""
        turn = Turn(update.update_id, self._database, self._clock.now, self._owed)
        attempts = faults = 0
        while True:
            feeding = self._dispatcher.feed_update(self._bot, update, turn=turn)
            error = await self._error_of(update, feeding)
            if error is None:
                return
            # A full disk may have room for an apology by chance: what passes is waited for.
            faults += not is_passing(error)
            if (
                faults > len(_PAUSES)
                and await self._error_of(update, self._apologise(update, turn)) is None
            ):
                return
            await self._clock.sleep(_PAUSES[min(attempts, len(_PAUSES) - 1)])
            attempts += 1

    async def _error_of(self, update: Update, attempt: Awaitable[Any]) -> Exception | None:
        """Return what keeps the update from being committed, None if it is."""
        try:
            await attempt
        except HandledBeforeError:
            return None
        except Exception as error:  # noqa: BLE001 (whatever it is, the update must not be lost)
            _log.exception("update failed and is tried again", update=update.update_id)
            return error
        return None

    async def _apologise(self, update: Update, turn: Turn) -> None:
        """Tell the sender that it went wrong: the fault is in the update, or in how we read it."""
        sender = _sender_of(update)
        if sender is None:
            async with turn.bare_effect():
                return
        async with turn.effect(sender) as effect:
            await effect.answer(Failed())


def _readable(raw: dict[str, Any]) -> dict[str, Any]:
    """Return an update with its chat members as the library reads them."""
    changed = raw.get("my_chat_member")
    if not isinstance(changed, dict):
        return raw
    members = {
        name: with_every_right(changed[name])
        for name in ("old_chat_member", "new_chat_member")
        if isinstance(changed.get(name), dict)
    }
    return {**raw, "my_chat_member": {**changed, **members}}


def _chat_of(update: Update) -> int:
    event = update.event
    if isinstance(event, CallbackQuery):
        return event.message.chat.id if event.message else event.from_user.id
    return event.chat.id if isinstance(event, Message | ChatMemberUpdated) else 0


def _sender_of(update: Update) -> Sender | None:
    """Return who waits for an answer: not whoever posts in a channel, or talks to others."""
    if update.callback_query is not None:
        return presser_of(update.callback_query)
    message = update.message
    return None if message is None or is_post(message) else sender_of(message)

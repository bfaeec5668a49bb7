"""What a person says in private while they manage a channel is meant for the channel.

A button acts on what its message is about, whatever is managed now. Telegram is asked each time
whether the person still has a say there; if not, managing ends.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.dispatcher.flags import get_flag
from aiogram.types import CallbackQuery, Message, TelegramObject

from actions.managing import lose
from actions.outcomes import ChannelRefused, RightsUnknown
from handlers import rights
from handlers.pressing import notify
from handlers.senders import presser_of, sender_of
from handlers.turn import Turn
from storage import management
from storage.destinations import Destination
from views import notices
from views.i18n import Language

FOR_THE_CHAT_ITSELF = {"for_the_chat_itself": True}
"""The flag of handlers that are never about a managed channel."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Managing(BaseMiddleware):
    """Makes a turn be about the channel that it is meant for, or ends the management."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle an update of whoever may, with a turn that says what it is about."""
        if not isinstance(event, Message | CallbackQuery) or get_flag(data, "for_the_chat_itself"):
            return await handler(event, data)
        turn: Turn = data["turn"]
        channel = await _meant(turn, event)
        if channel is None or event.from_user is None:
            return await handler(event, data)
        bot: Bot = data["bot"]
        refusal = await rights.why_not_manage(bot, channel.chat_id, event.from_user.id)
        if refusal is None:
            return await handler(event, {**data, "turn": replace(turn, about=channel)})
        if isinstance(event, Message):
            return await _refuse(event, turn, channel, refusal)
        return await _refuse_press(bot, event, turn, channel, refusal, data["languages"])


async def _meant(turn: Turn, event: Message | CallbackQuery) -> Destination | None:
    message = event if isinstance(event, Message) else event.message
    if message is None or message.chat.type != "private":
        return None
    async with turn.database.read() as connection:
        if isinstance(event, Message):
            return await management.current(connection, message.chat.id)
        return await management.about(connection, message.chat.id, message.message_id)


async def _refuse(
    message: Message,
    turn: Turn,
    channel: Destination,
    refusal: ChannelRefused | RightsUnknown,
) -> None:
    if isinstance(refusal, RightsUnknown):
        async with replace(turn, about=channel).effect(sender_of(message)) as effect:
            await effect.answer(refusal)
        return
    async with turn.effect(sender_of(message)) as effect:
        lost = await lose(effect.connection, effect.here, channel)
        await effect.answer(lost or refusal)


async def _refuse_press(
    bot: Bot,
    query: CallbackQuery,
    turn: Turn,
    channel: Destination,
    refusal: ChannelRefused | RightsUnknown,
    languages: Mapping[str, Language],
) -> None:
    if isinstance(refusal, RightsUnknown):
        await notify(bot, query, languages, notices.rights_unknown)
        return
    sender = presser_of(query)
    if sender is not None:
        async with turn.effect(sender) as effect:
            lost = await lose(effect.connection, effect.here, channel)
            if lost is not None:
                await effect.answer(lost)
    await notify(bot, query, languages, notices.not_administrators)

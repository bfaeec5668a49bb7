"""Who may change a chat's follows: anybody in private, administrators in a group.

And who may have another chat watched, or manage a channel: its administrators.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.types import CallbackQuery, Message

from actions.outcomes import ChannelRefused, ChatAdminsOnly, NotAdministrators, RightsUnknown
from handlers.members import GetRawChat, GetRawChatMember

_ADMINISTRATORS = frozenset({"creator", "administrator"})
_INSIDE = _ADMINISTRATORS | {"member", "restricted"}
_ATTEMPTS = 2  # Telegram's passing troubles are no reason to send somebody away
_DEADLINE = 5  # seconds: the answer, even "I don't know", must not keep a person waiting


async def why_not(
    bot: Bot, event: Message | CallbackQuery
) -> ChatAdminsOnly | RightsUnknown | None:
    """Return why the sender may not change follows here, None when they may.

    An anonymous administrator sends as the chat itself (Bot API, Message.sender_chat); whoever
    sends as another chat cannot be known.
    """
    message = event if isinstance(event, Message) else event.message
    if message is None:
        return RightsUnknown()
    if message.chat.type == "private":
        return None
    if isinstance(event, Message) and event.sender_chat is not None:
        return None if event.sender_chat.id == event.chat.id else ChatAdminsOnly()
    if event.from_user is None:
        return ChatAdminsOnly()
    status = await _status(
        bot, GetRawChatMember(chat_id=message.chat.id, user_id=event.from_user.id)
    )
    if status is None:
        return RightsUnknown()
    return None if status in _ADMINISTRATORS else ChatAdminsOnly()


async def why_not_watch(
    bot: Bot, chat_id: int, person_id: int
) -> NotAdministrators | RightsUnknown | None:
    """Return why a person may not have a chat watched, None if they may.

    Both they and we have to be administrators there.
    """
    for user_id in (bot.id, person_id):
        status = await _status(bot, GetRawChatMember(chat_id=chat_id, user_id=user_id))
        if status is None:
            return RightsUnknown()
        if status not in _ADMINISTRATORS:
            return NotAdministrators()
    return None


async def channel_of(bot: Bot, named: int | str) -> Mapping[str, Any] | RightsUnknown | None:
    """Return a chat as getChat describes it; None if we are not in it, or it is no channel."""
    try:
        chat = await _asked(bot, GetRawChat(chat_id=named))
    except TelegramMigrateToChat:
        return None
    if chat is None:
        return RightsUnknown()
    return chat if chat.get("type") == "channel" else None


async def why_not_manage(
    bot: Bot, chat_id: int, person_id: int
) -> ChannelRefused | RightsUnknown | None:
    """Return why a person may not manage a channel from their private chat, None if they may.

    They have to be an administrator there, and we one who may post. Whoever is none learns
    nothing about us.
    """
    person = await _asked(bot, GetRawChatMember(chat_id=chat_id, user_id=person_id))
    if person is None:
        return RightsUnknown()
    if person.get("status") not in _ADMINISTRATORS:
        return ChannelRefused("strangers")
    us = await _asked(bot, GetRawChatMember(chat_id=chat_id, user_id=bot.id))
    if us is None:
        return RightsUnknown()
    return None if may_post(us) else ChannelRefused("no_post")


async def may_write(bot: Bot, chat_id: int) -> bool:
    """Tell whether we may write in a group or channel; False too if Telegram does not say.

    Raises TelegramMigrateToChat for a group that became a supergroup.
    """
    us = await _asked(bot, GetRawChatMember(chat_id=chat_id, user_id=bot.id))
    if not us or us.get("status") not in _INSIDE:
        return False
    chat = await _asked(bot, GetRawChat(chat_id=chat_id))
    if not chat:
        return False
    if chat.get("type") == "channel":
        return may_post(us)
    if us["status"] in _ADMINISTRATORS:
        return True
    # Who is restricted and out of the group has is_member false.
    lets_us = us["status"] == "member" or (us.get("is_member") and us.get("can_send_messages"))
    lets_all = (chat.get("permissions") or {}).get("can_send_messages")
    return bool(lets_us and lets_all)


def may_post(member: Mapping[str, Any]) -> bool:
    """Tell whether a member of a channel, as Telegram describes it, may post there."""
    status = member.get("status")
    return status == "creator" or (
        status == "administrator" and member.get("can_post_messages") is True
    )


async def _asked(bot: Bot, call: GetRawChat | GetRawChatMember) -> Mapping[str, Any] | None:
    """Return what Telegram says, nothing in it where it refuses, None if it is not said in time.

    Raises TelegramMigrateToChat.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(_DEADLINE):
            for _ in range(_ATTEMPTS):
                try:
                    return await bot(call)
                except (TelegramBadRequest, TelegramForbiddenError):
                    return {}
                except TelegramMigrateToChat:
                    raise
                except AiogramError:
                    continue
    return None


async def _status(bot: Bot, call: GetRawChatMember) -> str | None:
    """Return a member's status, None if Telegram does not say it in time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_DEADLINE):
            for _ in range(_ATTEMPTS):
                with suppress(AiogramError):
                    return str((await bot(call)).get("status"))
    return None

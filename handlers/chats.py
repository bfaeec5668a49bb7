"""What Telegram says about chats: we were let in or shut out, or a group became a supergroup."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import IS_NOT_MEMBER, JOIN_TRANSITION, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated, Message
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.chat_changes import move_chat, resume_chat, stop_chat
from actions.outcomes import Welcome
from actions.sources.administering import Room, lose_rights, offer, regain_rights
from handlers.limits import Limits
from handlers.turn import Sender, Turn
from storage.destinations import Place
from views.i18n import choose


async def left_for(message: Message, turn: Turn) -> None:
    """The old group's last words: it goes on under another id."""
    new = message.migrate_to_chat_id or message.chat.id
    async with turn.bare_effect() as (connection, now):
        await move_chat(connection, now, message.chat.id, new)


async def came_from(message: Message, turn: Turn) -> None:
    """The supergroup's first words: it was a group under another id."""
    old = message.migrate_from_chat_id or message.chat.id
    async with turn.bare_effect() as (connection, now):
        await move_chat(connection, now, old, message.chat.id)


async def shut_out(event: ChatMemberUpdated, turn: Turn, limits: Limits) -> None:
    """A person blocked us, or a group removed us."""
    async with turn.bare_effect() as (connection, now):
        await _take_rights(connection, now, event, limits)
        await stop_chat(connection, now, event.chat.id, event.new_chat_member.status)


async def let_in(event: ChatMemberUpdated, turn: Turn, limits: Limits) -> None:
    """A group let us in: say what can be done here."""
    place = Place(
        chat_id=event.chat.id,
        kind=event.chat.type,
        thread_id=0,
        language=choose(event.from_user.language_code),
    )
    async with turn.effect(Sender(place, event.from_user.id, None)) as effect:
        if event.chat.type != "channel":
            await effect.answer(Welcome())
        await _take_rights(effect.connection, effect.now, event, limits)


async def rights_changed(event: ChatMemberUpdated, turn: Turn, limits: Limits) -> None:
    """A person unblocked us, or a group changed our rights: we may write again."""
    async with turn.bare_effect() as (connection, now):
        await resume_chat(connection, event.chat.id)
        await _take_rights(connection, now, event, limits)


async def _take_rights(
    connection: AsyncConnection, now: datetime, event: ChatMemberUpdated, limits: Limits
) -> None:
    """An administrator of a channel or group reads what is written there; nobody else does."""
    chat = event.chat
    if event.new_chat_member.status != "administrator":
        await lose_rights(connection, now, chat.id, limits.operators)
        return
    await regain_rights(connection, now, chat.id, limits.operators)
    if event.old_chat_member.status != "administrator":
        room = Room(chat.id, chat.title or "", is_public=bool(chat.username))
        await offer(connection, now, room, event.from_user.id)


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="chats")
    router.message.register(left_for, F.migrate_to_chat_id)
    router.message.register(came_from, F.migrate_from_chat_id)
    router.my_chat_member.register(shut_out, ChatMemberUpdatedFilter(IS_NOT_MEMBER))
    router.my_chat_member.register(
        let_in, ChatMemberUpdatedFilter(JOIN_TRANSITION), F.chat.type != "private"
    )
    router.my_chat_member.register(rights_changed)
    return router

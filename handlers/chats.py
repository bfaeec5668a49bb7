"""What Telegram says about chats: we are let in, silenced, shut out, or the chat has moved."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import IS_NOT_MEMBER, JOIN_TRANSITION, ChatMemberUpdatedFilter
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.chat_changes import (
    SILENCED,
    move_chat,
    open_topic,
    open_topics,
    resume_chat,
    stop_chat,
)
from actions.managing import offer as offer_management
from actions.outcomes import ChatWell, Welcome
from actions.sources.administering import Room, lose_rights, offer, regain_rights
from handlers.limits import Limits
from handlers.rights import may_post
from handlers.senders import sender_of
from handlers.turn import Sender, Turn
from storage import destinations, follows
from storage.destinations import Place
from views.i18n import choose

_NO_RIGHTS = "we may not write there"
# Whether the general topic is hidden says nothing; shown again, it may still be closed: we try.
_REOPENED = F.forum_topic_reopened | F.general_forum_topic_unhidden


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
    """A person blocked us, or a group or channel removed us."""
    async with turn.bare_effect() as (connection, now):
        await _take_rights(connection, now, event, limits)
        await stop_chat(connection, now, event.chat.id, event.new_chat_member.status)


async def let_in(event: ChatMemberUpdated, turn: Turn, limits: Limits) -> None:
    """A group let us in: say what can be done here, or that what it follows goes on.

    Where that went on all the time, a group became a supergroup: we "join" those, too.
    """
    async with turn.effect(_sender_of(event)) as effect:
        was_shut = await destinations.blocked_since(effect.connection, event.chat.id) is not None
        await _stop_or_resume(effect.connection, effect.now, event)
        if not _is_silenced(event):
            followed = await follows.count_in_chat(effect.connection, event.chat.id)
            if not followed:
                await effect.answer(Welcome())
            elif was_shut:
                await effect.answer(ChatWell(effect.here.id))
        await _take_rights(effect.connection, effect.now, event, limits)


async def channel_changed(event: ChatMemberUpdated, turn: Turn, limits: Limits) -> None:
    """A channel let us in, or changed what we may do there: whoever did that may manage it."""
    async with turn.bare_effect() as (connection, now):
        await _stop_or_resume(connection, now, event)
        await _take_rights(connection, now, event, limits)
        if not _is_silenced(event) and not may_post(event.old_chat_member.model_dump()):
            channel = await destinations.arrive(connection, now, _sender_of(event).place)
            await offer_management(connection, now, channel, event.from_user.id)


async def rights_changed(event: ChatMemberUpdated, turn: Turn, limits: Limits) -> None:
    """A person unblocked us, or a group changed what we may do there."""
    async with turn.bare_effect() as (connection, now):
        await _stop_or_resume(connection, now, event)
        await _take_rights(connection, now, event, limits)


async def renamed(message: Message, turn: Turn) -> None:
    """A group or channel has another title: people are told about it by that."""
    async with turn.bare_effect() as (connection, _):
        await destinations.rename(connection, message.chat.id, message.new_chat_title or "")


async def topic_reopened(message: Message, turn: Turn) -> None:
    """A topic takes messages again; the general one has no number."""
    async with turn.bare_effect() as (connection, now):
        place = sender_of(message).place
        there = await destinations.find(connection, place.chat_id, place.thread_id)
        if there is not None:
            await open_topic(connection, now, there)


def _sender_of(event: ChatMemberUpdated) -> Sender:
    place = Place(
        chat_id=event.chat.id,
        kind=event.chat.type,
        thread_id=0,
        language=choose(event.from_user.language_code),
        title=event.chat.title,
    )
    return Sender(place, event.from_user.id, None)


def _is_silenced(event: ChatMemberUpdated) -> bool:
    """Whether we are in the chat and may not write there."""
    member = event.new_chat_member
    if event.chat.type == "channel":
        return not may_post(member.model_dump())
    return isinstance(member, ChatMemberRestricted) and not member.can_send_messages


async def _stop_or_resume(
    connection: AsyncConnection, now: datetime, event: ChatMemberUpdated
) -> None:
    """Write to a chat, and to its closed topics, as long as we may."""
    chat_id, member = event.chat.id, event.new_chat_member
    if _is_silenced(event):
        await stop_chat(connection, now, chat_id, _NO_RIGHTS, SILENCED)
        return
    await resume_chat(connection, now, chat_id)
    if isinstance(member, ChatMemberAdministrator) and member.can_manage_topics:
        await open_topics(connection, now, chat_id)


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
    router.message.register(topic_reopened, _REOPENED)
    for posted in (router.message, router.channel_post):
        posted.register(renamed, F.new_chat_title)
    router.my_chat_member.register(shut_out, ChatMemberUpdatedFilter(IS_NOT_MEMBER))
    router.my_chat_member.register(channel_changed, F.chat.type == "channel")
    router.my_chat_member.register(
        let_in, ChatMemberUpdatedFilter(JOIN_TRANSITION), F.chat.type != "private"
    )
    router.my_chat_member.register(rights_changed)
    return router

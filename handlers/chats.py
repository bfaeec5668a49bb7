"""What Telegram says about chats: we were let in or shut out, or a group became a supergroup."""

from aiogram import F, Router
from aiogram.filters import IS_NOT_MEMBER, JOIN_TRANSITION, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated, Message

from actions.chat_changes import move_chat, resume_chat, stop_chat
from actions.outcomes import Welcome
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


async def shut_out(event: ChatMemberUpdated, turn: Turn) -> None:
    """A person blocked us, or a group removed us."""
    async with turn.bare_effect() as (connection, now):
        await stop_chat(connection, now, event.chat.id, event.new_chat_member.status)


async def let_in(event: ChatMemberUpdated, turn: Turn) -> None:
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


async def rights_changed(event: ChatMemberUpdated, turn: Turn) -> None:
    """A person unblocked us, or a group changed our rights: we may write again."""
    async with turn.bare_effect() as (connection, _):
        await resume_chat(connection, event.chat.id)


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

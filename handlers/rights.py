"""Who may change a chat's follows: anybody in private, administrators in a group."""

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message

from actions.outcomes import ChatAdminsOnly, RightsUnknown
from handlers.members import GetRawChatMember

_ADMINISTRATORS = frozenset({"creator", "administrator"})
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
    try:
        call = GetRawChatMember(chat_id=message.chat.id, user_id=event.from_user.id)
        member = await bot(call, request_timeout=_DEADLINE)
    except AiogramError:
        return RightsUnknown()
    return None if member.get("status") in _ADMINISTRATORS else ChatAdminsOnly()

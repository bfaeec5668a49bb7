"""Reading who sent an update, and where, out of Telegram's types."""

from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from handlers.turn import Sender
from storage.destinations import Place
from views.i18n import choose

# The number of a forum's general topic, which Telegram refuses as a message_thread_id.
_GENERAL = 1


def sender_of(message: Message) -> Sender:
    """Return who wrote a message; an anonymous administrator writes as the chat itself."""
    person = message.from_user
    chat = message.sender_chat
    sender_id = chat.id if chat else person.id if person else message.chat.id
    language = None if person is None or person.is_bot else person.language_code
    private = message.chat.type == "private"
    return Sender(
        place=_place(message, language),
        sender_id=sender_id,
        reply_to=None if private else message.message_id,
    )


def presser_of(query: CallbackQuery) -> Sender | None:
    """Return who pressed a button, None when Telegram does not say on which message."""
    if query.message is None:
        return None
    return Sender(
        place=_place(query.message, query.from_user.language_code),
        sender_id=query.from_user.id,
        reply_to=None,
    )


def _place(message: Message | InaccessibleMessage, language_code: str | None) -> Place:
    thread_id = 0
    if isinstance(message, Message) and message.is_topic_message:
        thread_id = message.message_thread_id or 0
    if thread_id == _GENERAL:
        thread_id = 0
    return Place(
        chat_id=message.chat.id,
        kind=message.chat.type,
        thread_id=thread_id,
        language=choose(language_code),
        title=message.chat.title,
    )

"""The messages of every chat, and the numbering of messages."""

from itertools import count

from demo.telegram.state.chats import Chat
from demo.telegram.state.message import Message


class History:
    """Messages by chat, oldest first.

    Private chats and groups share one numbering, a supergroup or channel has its own, as on
    the real server: so an id says nothing without its chat.
    """

    def __init__(self) -> None:
        self._shared = count(1)
        self._own: dict[int, count[int]] = {}
        self._messages: dict[int, dict[int, Message]] = {}

    def next_id(self, chat: Chat) -> int:
        """Return the number of the chat's next message."""
        if chat.kind in ("private", "group"):
            return next(self._shared)
        return next(self._own.setdefault(chat.id, count(1)))

    def put(self, message: Message) -> None:
        """Add a message or replace the one with its id."""
        self._messages.setdefault(message.chat.id, {})[message.id] = message

    def find(self, chat: Chat, message_id: int) -> Message | None:
        """Return a message, unless it was never there or is deleted."""
        return self._messages.get(chat.id, {}).get(message_id)

    def delete(self, message: Message) -> None:
        """Take a message out of its chat."""
        del self._messages[message.chat.id][message.id]

    def of(self, chat: Chat) -> list[Message]:
        """Return the chat's messages, oldest first, as they read now."""
        return list(self._messages.get(chat.id, {}).values())

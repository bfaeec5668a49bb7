"""One message as a chat holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.telegram.state.chats import Chat, User
from demo.telegram.state.files import Document
from demo.telegram.text.entity import Formatted


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: exactly one of data and url is set for those a text bot uses."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message or a service message; an edit replaces it by another with the same id.

    Attributes:
        date: seconds since the epoch.
        at: when it was accepted, on the simulator's monotonic clock, in seconds.
        sender: None for channel posts.
        sender_chat: the chat an anonymous administrator or a channel speaks as.
        markup: the inline keyboard as the bot sent it.
        asks: the ForceReply as the bot sent it.
        reply_to: the message it answers, with a copy of what that was then.
        thread: its ``message_thread_id``, or 0.
        in_topic: whether that is a forum topic, not a thread of replies.
        service: fields of a service message, such as ``new_chat_members``.
        edited: when it was edited last, in seconds since the epoch, or 0.
        document: the file it carries; ``content`` is its caption then.
        has_picture: whether it is a photo; ``content`` is its caption then.
        forwarded: the message that it was forwarded from, as that was then.
    """

    chat: Chat
    id: int
    date: int
    at: float
    sender: User | None = None
    sender_chat: Chat | None = None
    content: Formatted = field(default_factory=lambda: Formatted(""))
    markup: Mapping[str, Any] | None = None
    asks: Mapping[str, Any] | None = None
    reply_to: "Message | None" = None
    thread: int = 0
    in_topic: bool = False
    preview: Mapping[str, Any] = field(default_factory=dict)
    protected: bool = False
    service: Mapping[str, Any] = field(default_factory=dict)
    edited: int = 0
    document: Document | None = None
    has_picture: bool = False
    forwarded: "Message | None" = None

    @property
    def has_media(self) -> bool:
        """Whether its text is a caption."""
        return self.document is not None or self.has_picture

    @property
    def text(self) -> str:
        """The plain text or caption."""
        return self.content.text

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.sender is not None and self.sender.is_bot and self.sender_chat is None

    @property
    def bold(self) -> tuple[str, ...]:
        """The words in bold, in order."""
        return self.content.covered_by_kind("bold")

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Linked words and where they lead, in order."""
        return tuple(
            (self.content.covered_by(entity), entity.url)
            for entity in self.content.entities
            if entity.url
        )

    @property
    def rows(self) -> tuple[tuple[Button, ...], ...]:
        """The inline keyboard."""
        rows = self.markup["inline_keyboard"] if self.markup else []
        return tuple(
            tuple(Button(b["text"], b.get("callback_data", ""), b.get("url", "")) for b in row)
            for row in rows
        )

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The inline buttons, row after row."""
        return tuple(button for row in self.rows for button in row)

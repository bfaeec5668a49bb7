"""A person who writes to the bot, presses its buttons, blocks it."""

import asyncio
from dataclasses import dataclass, replace
from typing import Protocol

from demo.telegram.people.membership import change_membership
from demo.telegram.state.chats import ANONYMOUS, CHANNEL_BOT, Chat, User
from demo.telegram.state.message import Button, Message
from demo.telegram.state.queries import Answer
from demo.telegram.state.wire import message_json, user_json
from demo.telegram.state.world import World
from demo.telegram.text.entity import Formatted
from demo.telegram.text.formatting import with_automatic_entities


class HasChat(Protocol):
    """A person (their private chat with the bot), group or channel."""

    @property
    def chat(self) -> Chat:
        """The chat meant."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account; what they do reaches the bot as updates."""

    world: World
    user: User

    @property
    def id(self) -> int:
        """Their user id, which is also the id of their private chat with the bot."""
        return self.user.id

    @property
    def chat(self) -> Chat:
        """Their private chat with the bot."""
        return self.world.chats[self.user.id]

    async def says(
        self,
        text: str,
        *,
        to: HasChat | None = None,
        topic: int = 0,
        anonymous: bool = False,
        as_channel: HasChat | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Write a message, to the bot or ``to`` a group.

        Args:
            text: plain; commands, mentions and addresses get their entities.
            to: the group; the bot itself when missing.
            topic: a forum's message_thread_id.
            anonymous: as an administrator who stays anonymous.
            as_channel: in the name of a channel.
            reply_to: the message it answers.

        Raises:
            RuntimeError: they blocked the bot, or are not in the group.
        """
        chat = self._open(to)
        speaker = as_channel.chat if as_channel else chat if anonymous else None
        sender = CHANNEL_BOT if as_channel else ANONYMOUS if anonymous else self.user
        message = Message(
            chat,
            self.world.history.next_id(chat),
            self.world.now,
            self.world.clock(),
            sender=sender,
            sender_chat=speaker,
            content=_written(text),
            reply_to=reply_to or (self.world.history.find(chat, topic) if topic else None),
            thread=_thread(chat, topic, reply_to),
            in_topic=topic in chat.topics,
        )
        return self.world.receive(message)

    async def sends_document(
        self,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        mime: str = "",
        to: HasChat | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file; an empty ``mime`` is guessed from the name.

        Raises:
            RuntimeError: as :meth:`says`.
        """
        chat = self._open(to)
        message = Message(
            chat,
            self.world.history.next_id(chat),
            self.world.now,
            self.world.clock(),
            sender=self.user,
            content=_written(caption),
            reply_to=reply_to,
            thread=_thread(chat, 0, reply_to),
            document=self.world.files.keep(name, content, mime),
        )
        return self.world.receive(message)

    async def forwards(self, message: Message, *, to: HasChat | None = None) -> Message:
        """Forward a message, such as a channel's post that the bot need not see itself.

        Raises:
            RuntimeError: as :meth:`says`.
        """
        chat = self._open(to)
        forward = replace(
            message,
            chat=chat,
            id=self.world.history.next_id(chat),
            date=self.world.now,
            at=self.world.clock(),
            sender=self.user,
            sender_chat=None,
            markup=None,
            reply_to=None,
            thread=0,
            in_topic=False,
            edited=0,
            forwarded=message.forwarded or message,
        )
        return self.world.receive(forward)

    async def edits(self, message: Message, text: str) -> Message:
        """Change what they wrote."""
        return self.world.receive(replace(message, content=_written(text), edited=self.world.now))

    async def presses(
        self, message: Message, button: Button | str, *, timeout: float = 10.0
    ) -> str | None:
        """Press an inline button; return the text the bot shows them, None for none.

        ``button`` is one of the message's, its text or its data. The message is looked up
        again, so a keyboard that was edited since counts.

        Raises:
            LookupError: the message has no such button, or it leads to an address.
            TimeoutError: the bot did not answer.
        """
        answer = await self.asks(message, button, timeout=timeout)
        return answer.text or None

    async def asks(
        self, message: Message, button: Button | str, *, timeout: float = 10.0
    ) -> Answer:
        """Press an inline button like :meth:`presses`; return the whole answer."""
        data = button.data if isinstance(button, Button) else self._data(message, button)
        query_id, future = self.world.queries.ask()
        shown = self.world.history.find(message.chat, message.id) or message
        query = {
            "id": query_id,
            "from": user_json(self.user),
            "message": message_json(shown),
            "chat_instance": str(abs(message.chat.id) * 7919),
            "data": data,
        }
        self.world.updates.add("callback_query", query)
        self.world.changes.happened()
        async with asyncio.timeout(timeout):
            return await future

    def blocks(self) -> None:
        """Stop and block the bot."""
        change_membership(self.world, self.chat, "kicked", self.user)

    def unblocks(self) -> None:
        """Let the bot write again."""
        change_membership(self.world, self.chat, "member", self.user)

    def vanishes(self) -> None:
        """Delete their account."""
        self.world.deactivated.add(self.id)

    def _open(self, place: HasChat | None) -> Chat:
        chat, bot = place.chat if place else self.chat, self.world.bot.id
        if chat.kind != "private" and not chat.has(self.id):
            raise RuntimeError(f"{self.user.first_name} is not in {chat.title!r}")
        if chat.kind == "private":
            if chat.statuses.get(bot) == "kicked":
                raise RuntimeError(f"{self.user.first_name} has blocked the bot")
            chat.statuses |= {bot: "member", self.id: "member"}
        return chat

    def _data(self, message: Message, named: str) -> str:
        current = self.world.history.find(message.chat, message.id) or message
        for button in current.buttons:
            if button.data and named in (button.text, button.data):
                return button.data
        raise LookupError(f"no button {named!r} among {[b.text for b in current.buttons]}")


def _written(text: str) -> Formatted:
    return with_automatic_entities(Formatted(text.strip()))


def _thread(chat: Chat, topic: int, reply_to: Message | None) -> int:
    """Replies in a supergroup without topics carry a thread id too, which is no topic."""
    if topic or reply_to is None or chat.kind != "supergroup":
        return topic
    if chat.is_forum:
        return reply_to.thread
    return reply_to.thread or reply_to.id

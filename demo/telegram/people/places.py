"""Groups, supergroups, forums and channels."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from demo.telegram.people.membership import change_membership, service_message
from demo.telegram.people.person import Person
from demo.telegram.state.chats import Chat, Status
from demo.telegram.state.message import Message
from demo.telegram.state.wire import user_json
from demo.telegram.state.world import World
from demo.telegram.text.entity import Formatted
from demo.telegram.text.formatting import with_automatic_entities


@dataclass(slots=True)
class Place:
    """A chat of many; ``chat`` is another after a migration.

    Attributes:
        owner: who does what nobody else is named for.
    """

    world: World
    chat: Chat
    owner: Person = field(repr=False)

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.chat.id

    def adds_bot(
        self, by: Person | None = None, *, as_admin: bool = False, without: Iterable[str] = ()
    ) -> None:
        """Let the bot in, or make it an administrator ``without`` some rights."""
        was_in = self.chat.has(self.world.bot.id)
        who = (by or self.owner).user
        status: Status = "administrator" if as_admin else "member"
        change_membership(self.world, self.chat, status, who, without)
        if not was_in and self.chat.kind != "channel":
            newcomer = user_json(self.world.bot)
            service_message(self.world, self.chat, who, new_chat_members=[newcomer])

    def kicks_bot(self, by: Person | None = None) -> None:
        """Throw the bot out; it is still told so in the chat, if that is a group."""
        who = (by or self.owner).user
        if self.chat.kind != "channel":
            gone = user_json(self.world.bot)
            service_message(self.world, self.chat, who, left_chat_member=gone)
        change_membership(self.world, self.chat, "kicked", who)

    def silences_bot(self, by: Person | None = None) -> None:
        """Restrict the bot: it may not write; ``adds_bot`` takes that back."""
        who = (by or self.owner).user
        change_membership(self.world, self.chat, "restricted", who, ["can_send_messages"])

    def silences_everybody(self, silent: bool = True) -> None:
        """Let plain members write no more, or again; the bot is told nothing."""
        self.chat.silent = silent

    def admits(self, person: Person, status: Status = "member") -> None:
        """Let a person in, or change what they may do."""
        self.chat.statuses[person.id] = status

    def dismisses(self, person: Person) -> None:
        """Take a person out."""
        self.chat.statuses[person.id] = "left"

    def topic(self, name: str, by: Person | None = None) -> int:
        """Open a topic in a forum; return its message_thread_id."""
        who = (by or self.owner).user
        thread = self.world.history.next_id(self.chat)
        self.chat.topics[thread] = name
        self.world.receive(
            Message(
                self.chat,
                thread,
                self.world.now,
                self.world.clock(),
                sender=who,
                thread=thread,
                in_topic=True,
                service={"forum_topic_created": {"name": name, "icon_color": 7322096}},
            )
        )
        return thread

    def closes(self, thread: int, by: Person | None = None) -> None:
        """Close a topic, or the general one: only who manages topics writes there."""
        self.chat.closed.add(thread)
        self._says_of(thread, by, forum_topic_closed={})

    def reopens(self, thread: int, by: Person | None = None) -> None:
        """Open a closed topic again."""
        self.chat.closed.discard(thread)
        self._says_of(thread, by, forum_topic_reopened={})

    def _says_of(self, thread: int, by: Person | None, **fields: Any) -> None:
        who = (by or self.owner).user
        service_message(self.world, self.chat, who, thread, **fields)

    def deletes(self, thread: int) -> None:
        """Delete a topic with all that was in it; the bot is told nothing."""
        del self.chat.topics[thread]
        self.chat.closed.discard(thread)
        for message in self.world.history.of(self.chat):
            if message.thread == thread:
                self.world.history.delete(message)

    async def posts(self, text: str, *, with_picture: bool = False) -> Message:
        """Publish in a channel, where posts have no sender but the channel.

        Under a picture the text is a caption, which may be empty.
        """
        return self.world.receive(
            Message(
                self.chat,
                self.world.history.next_id(self.chat),
                self.world.now,
                self.world.clock(),
                sender_chat=self.chat,
                content=with_automatic_entities(Formatted(text.strip())),
                has_picture=with_picture,
            )
        )

    async def edits(self, post: Message, text: str) -> Message:
        """Change a channel's post."""
        content = with_automatic_entities(Formatted(text.strip()))
        return self.world.receive(replace(post, content=content, edited=self.world.now))

    def migrates(self) -> Chat:
        """Turn a group into a supergroup, with another id; return the new chat."""
        old, world = self.chat, self.world
        new = world.new_chat("supergroup", old.title)
        new.statuses = dict(old.statuses)
        service_message(world, old, self.owner.user, migrate_to_chat_id=new.id)
        old.migrated_to = new.id
        self.chat = new
        service_message(world, new, self.owner.user, migrate_from_chat_id=old.id)
        return new


def found_place(world: World, chat: Chat, admins: list[Person], members: list[Person]) -> Place:
    """Fill a new chat: the first administrator owns it, everybody else as named."""
    owner = admins[0] if admins else Person(world, world.new_user("Somebody"))
    for person in members:
        chat.statuses[person.id] = "member"
    for person in admins:
        chat.statuses[person.id] = "administrator"
    chat.statuses[owner.id] = "creator"
    return Place(world, chat, owner)

"""The bot is added, blocked, removed: what Telegram tells it about itself."""

from collections.abc import Iterable
from typing import Any

from demo.telegram.state.chats import GENERAL, Chat, Status, User
from demo.telegram.state.message import Message
from demo.telegram.state.wire import chat_json, member_json, user_json
from demo.telegram.state.world import World


def change_membership(
    world: World, chat: Chat, status: Status, who: User, without: Iterable[str] = ()
) -> None:
    """Give the bot a new status in a chat, with the my_chat_member update that it gets.

    It is ``without`` these rights of an administrator, or of a restricted member.
    """
    before = member_json(chat, world.bot, world.rights)
    chat.statuses[world.bot.id] = status
    chat.denied[world.bot.id] = frozenset(without)
    after = member_json(chat, world.bot, world.rights)
    if before != after:
        world.updates.add(
            "my_chat_member",
            {
                "chat": chat_json(chat),
                "from": user_json(who),
                "date": world.now,
                "old_chat_member": before,
                "new_chat_member": after,
            },
        )
    world.changes.happened()


def service_message(
    world: World, chat: Chat, who: User, topic: int = GENERAL, /, **fields: Any
) -> Message:
    """Put a service message into a chat, or into one of its topics."""
    return world.receive(
        Message(
            chat,
            world.history.next_id(chat),
            world.now,
            world.clock(),
            sender=None if chat.kind == "channel" else who,
            sender_chat=chat if chat.kind == "channel" else None,
            thread=topic,
            in_topic=topic in chat.topics,
            service=fields,
        )
    )

"""The bot is added, blocked, removed: what Telegram tells it about itself."""

from typing import Any

from demo.telegram.state.chats import Chat, Status, User
from demo.telegram.state.message import Message
from demo.telegram.state.wire import chat_json, member_json, user_json
from demo.telegram.state.world import World


def change_membership(world: World, chat: Chat, status: Status, who: User) -> None:
    """Give the bot a new status in a chat, with the my_chat_member update that it gets."""
    before = chat.statuses.get(world.bot.id, "left")
    chat.statuses[world.bot.id] = status
    if before != status:
        world.updates.add(
            "my_chat_member",
            {
                "chat": chat_json(chat),
                "from": user_json(who),
                "date": world.now,
                "old_chat_member": member_json(world.bot, before, world.rights),
                "new_chat_member": member_json(world.bot, status, world.rights),
            },
        )
    world.changes.happened()


def service_message(world: World, chat: Chat, who: User, **fields: Any) -> Message:
    """Put a service message into a chat."""
    return world.receive(
        Message(
            chat,
            world.history.next_id(chat),
            world.now,
            world.clock(),
            sender=None if chat.kind == "channel" else who,
            sender_chat=chat if chat.kind == "channel" else None,
            service=fields,
        )
    )

"""What the bot may do where: finds chats and refuses with Telegram's texts."""

from demo.telegram.errors import ApiError, bad_request, forbidden
from demo.telegram.state.chats import Chat, User
from demo.telegram.state.world import World


def known_chat(world: World, named: int | str) -> Chat:
    """Find a chat by id or @name.

    Raises:
        ApiError: it is unknown to the bot, or has become a supergroup.
    """
    chat = _find(world, named)
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    if world.bot.id not in chat.statuses:
        raise _stranger(world, chat)
    return chat


def readable_chat(world: World, named: int | str) -> Chat:
    """Find a chat that the bot is in, or a private one.

    Raises:
        ApiError: as known_chat; or the bot was kicked, or left.
    """
    chat = known_chat(world, named)
    status = chat.statuses[world.bot.id]
    if chat.kind == "private" or chat.has(world.bot.id):
        return chat
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.name}")
    raise forbidden(f"bot is not a member of the {chat.name}")


def writable_chat(world: World, named: int | str) -> Chat:
    """Find a chat where the bot may write.

    Raises:
        ApiError: as readable_chat; or the person blocked the bot or is gone, or the bot may not
            write in the group, or not post in the channel.
    """
    chat = readable_chat(world, named)
    if chat.id in world.deactivated:
        raise forbidden("user is deactivated")
    if chat.kind == "private" and not chat.has(world.bot.id):
        raise forbidden("bot was blocked by the user")
    if chat.kind == "channel" and not chat.lets(world.bot.id, "can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if chat.kind in ("group", "supergroup") and not chat.takes_text_of(world.bot.id):
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def known_user(world: World, user_id: int) -> User:
    """Find a user.

    Raises:
        ApiError: "Bad Request: user not found".
    """
    user = world.users.get(user_id)
    if user is None:
        raise bad_request("user not found")
    return user


def _find(world: World, named: int | str) -> Chat | None:
    if isinstance(named, str) and named.startswith("@"):
        wanted = named[1:].lower()
        public = (chat for chat in world.chats.values() if chat.kind in ("supergroup", "channel"))
        return next((c for c in public if c.username and c.username.lower() == wanted), None)
    try:
        return world.chats.get(int(named))
    except ValueError:
        return None


def _stranger(world: World, chat: Chat) -> ApiError:
    if chat.kind == "private":
        shared = (c for c in world.chats.values() if c.kind != "private" and c.has(chat.id))
        if any(c.has(world.bot.id) for c in shared):
            return forbidden("bot can't initiate conversation with a user")
        return bad_request("chat not found")
    if chat.username:
        return forbidden(f"bot is not a member of the {chat.name}")
    return bad_request("chat not found")

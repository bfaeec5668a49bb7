"""What the bot can learn about a chat and its members, and leaving it."""

from typing import Any

from demo.telegram.errors import bad_request
from demo.telegram.schema.params import Params
from demo.telegram.state.access import known_user, readable_chat
from demo.telegram.state.wire import full_chat_json, member_json, user_json
from demo.telegram.state.world import World


async def get_me(world: World, _params: Params) -> dict[str, Any]:
    """The bot as a User, with what it may do."""
    return user_json(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": world.sees_everything,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_chat(world: World, params: Params) -> dict[str, Any]:
    """A ChatFullInfo."""
    return full_chat_json(readable_chat(world, params.raw("chat_id")))


async def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    """A ChatMember; somebody who was never there has left."""
    chat = readable_chat(world, params.raw("chat_id"))
    if chat.kind == "channel" and not chat.is_run_by(world.bot.id):
        raise bad_request("member list is inaccessible")
    if params.number("user_id") <= 0:
        raise bad_request("invalid user_id specified")
    user = known_user(world, params.number("user_id"))
    if chat.kind == "private" and user.id not in (chat.id, world.bot.id):
        raise bad_request("member not found")
    return member_json(chat, user, world.rights)


async def get_chat_administrators(world: World, params: Params) -> list[dict[str, Any]]:
    """Every administrator but other bots, the owner included."""
    chat = readable_chat(world, params.raw("chat_id"))
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        member_json(chat, world.users[user_id], world.rights)
        for user_id in chat.statuses
        if chat.is_run_by(user_id)
    ]


async def get_chat_member_count(world: World, params: Params) -> int:
    """How many are in the chat, the bot included."""
    chat = readable_chat(world, params.raw("chat_id"))
    if chat.kind == "private":
        return 2
    return sum(chat.has(user_id) for user_id in chat.statuses)


async def leave_chat(world: World, params: Params) -> bool:
    """Leave a group, supergroup or channel."""
    chat = readable_chat(world, params.raw("chat_id"))
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.statuses[world.bot.id] = "left"
    world.changes.happened()
    return True


METHODS = {
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}

"""What the bot says about itself: commands by scope and language, descriptions, menu button."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from demo.telegram.errors import bad_request
from demo.telegram.schema.params import Params
from demo.telegram.state.access import readable_chat
from demo.telegram.state.profile import Scope
from demo.telegram.state.world import World
from demo.telegram.text.entity import units
from demo.telegram.text.links import checked_link

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_MAX_COMMANDS = 100
_MAX_DESCRIPTION = 256
_WIDE_SCOPES = (*("default", "all_private_chats", "all_group_chats", "all_chat_administrators"),)
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


async def set_my_commands(world: World, params: Params) -> bool:
    """Set the menu of one scope and language; an empty list deletes it."""
    key = _scope(world, params), _language(params)
    commands = params.array("commands")
    if len(commands) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check_command(command)
    if len({command["command"].lower() for command in commands}) < len(commands):
        world.note("setMyCommands", "a command is listed twice")
    world.profile.menus[key] = commands
    world.changes.happened()
    return True


async def get_my_commands(world: World, params: Params) -> list[Mapping[str, str]]:
    """The menu of exactly one scope and language."""
    key = _scope(world, params), _language(params)
    return list(world.profile.menus.get(key, ()))


async def delete_my_commands(world: World, params: Params) -> bool:
    """Forget the menu of one scope and language: wider ones apply again."""
    world.profile.menus.pop((_scope(world, params), _language(params)), None)
    world.changes.happened()
    return True


async def set_chat_menu_button(world: World, params: Params) -> bool:
    """Set the button beside the input field, in one private chat or in all."""
    button = params.mapping("menu_button") or {"type": "default"}
    if button["type"] not in ("commands", "web_app", "default"):
        raise bad_request("can't parse MenuButton: Unsupported type specified")
    if button["type"] == "web_app":
        if not button.get("text") or "web_app" not in button:
            raise bad_request("can't parse MenuButton: Can't find field \"web_app\"")
        checked_link(button["web_app"]["url"], "menu button Web App URL")
    world.profile.buttons[params.number("chat_id")] = button
    return True


async def get_chat_menu_button(world: World, params: Params) -> Mapping[str, Any]:
    """The button of a private chat, or of all."""
    buttons = world.profile.buttons
    return buttons.get(params.number("chat_id")) or buttons.get(0) or {"type": "commands"}


def _check_command(command: Mapping[str, Any]) -> None:
    if not _NAME.fullmatch(command["command"].removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= units(command["description"].strip()) <= _MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _scope(world: World, params: Params) -> Scope:
    scope = params.mapping("scope") or {"type": "default"}
    kind = scope["type"]
    if kind in _WIDE_SCOPES:
        return kind, 0, 0
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" not in scope or (kind == "chat_member" and "user_id" not in scope):
        raise bad_request("chat_id is empty")
    chat = readable_chat(world, scope["chat_id"])
    if chat.kind == "channel" or (chat.kind == "private" and kind != "chat"):
        raise bad_request("can't change commands in this chat")
    return kind, chat.id, scope.get("user_id", 0)


def _language(params: Params) -> str:
    language = params.text("language_code")
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    return language


def _text_methods(
    name: str, field: str, texts: Callable[[World], dict[str, str]], limit: int
) -> dict[str, Callable[[World, Params], Awaitable[Any]]]:
    """setMy… and getMy… of one text: per language, falling back to everybody's."""

    async def set_text(world: World, params: Params) -> bool:
        if units(params.text(field)) > limit:
            raise bad_request(f"BOT_{field.upper()}_INVALID")
        texts(world)[_language(params)] = params.text(field)
        return True

    async def get_text(world: World, params: Params) -> dict[str, str]:
        known = texts(world)
        return {field: known.get(_language(params)) or known.get("", "")}

    return {f"setMy{name}": set_text, f"getMy{name}": get_text}


METHODS: dict[str, Callable[[World, Params], Awaitable[Any]]] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    **_text_methods("Name", "name", lambda world: world.profile.names, 64),
    **_text_methods("Description", "description", lambda world: world.profile.descriptions, 512),
    **_text_methods(
        "ShortDescription",
        "short_description",
        lambda world: world.profile.short_descriptions,
        120,
    ),
}

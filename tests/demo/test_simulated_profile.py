from typing import Any

import pytest

from demo.telegram.people.person import Person
from tests.demo.client import Api

HELP = [{"command": "help", "description": "How it works"}]
KKHELP = [{"command": "help", "description": "Көмек"}]


async def test_menus_are_kept_by_scope_and_language(api: Api) -> None:
    private = {"type": "all_private_chats"}
    await api.result("setMyCommands", commands=HELP)
    await api.result("setMyCommands", commands=KKHELP, language_code="kk", scope=private)
    assert await api.result("getMyCommands") == HELP
    assert await api.result("getMyCommands", language_code="kk") == []
    assert await api.result("getMyCommands", language_code="kk", scope=private) == KKHELP
    scopes = [("all_private_chats", 0, 0), ("default", 0, 0)]
    assert api.telegram.world.profile.menu_for(scopes, "kk") == KKHELP
    assert api.telegram.world.profile.menu_for(scopes, "en") == HELP
    await api.result("deleteMyCommands", language_code="kk", scope=private)
    assert api.telegram.world.profile.menu_for(scopes, "kk") == HELP


async def test_scopes_of_one_chat(api: Api, ann: Person) -> None:
    await api.result("setMyCommands", commands=HELP, scope={"type": "chat", "chat_id": ann.id})
    missing = await api.refusal("setMyCommands", commands=HELP, scope={"type": "chat"})
    assert missing == "Bad Request: chat_id is empty"
    unknown = await api.refusal("setMyCommands", commands=HELP, scope={"type": "planet"})
    assert "Unsupported type specified" in unknown
    nowhere = await api.refusal(
        "setMyCommands", commands=HELP, scope={"type": "chat", "chat_id": 5}
    )
    assert nowhere == "Bad Request: chat not found"


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ({"command": "Help", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "a" * 33, "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "помощь", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "help", "description": " "}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"command": "help", "description": "x" * 257}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"command": "help"}, "can't parse BotCommand: Can't find field \"description\""),
    ],
)
async def test_bad_commands_are_refused(api: Api, command: dict[str, Any], text: str) -> None:
    assert await api.refusal("setMyCommands", commands=[command]) == f"Bad Request: {text}"


async def test_a_menu_has_at_most_a_hundred_commands(api: Api) -> None:
    many = [{"command": f"c{n}", "description": "x"} for n in range(101)]
    refusal = await api.refusal("setMyCommands", commands=many)
    assert refusal == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    await api.result("setMyCommands", commands=[HELP[0], HELP[0]])
    assert api.telegram.violations[0].text == "a command is listed twice"


@pytest.mark.parametrize(
    ("name", "field", "limit"),
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
async def test_texts_about_the_bot(api: Api, name: str, field: str, limit: int) -> None:
    await api.result(f"setMy{name}", **{field: "x" * limit})
    await api.result(f"setMy{name}", **{field: "қ", "language_code": "kk"})
    assert await api.result(f"getMy{name}", language_code="kk") == {field: "қ"}
    assert await api.result(f"getMy{name}", language_code="ru") == {field: "x" * limit}
    assert "INVALID" in await api.refusal(f"setMy{name}", **{field: "x" * (limit + 1)})
    refusal = await api.refusal(f"setMy{name}", **{field: "x", "language_code": "kaz"})
    assert refusal == "Bad Request: invalid language code specified"


async def test_the_menu_button(api: Api, ann: Person) -> None:
    assert await api.result("getChatMenuButton") == {"type": "commands"}
    button = {"type": "web_app", "text": "Settings", "web_app": {"url": "https://e.kz/"}}
    await api.result("setChatMenuButton", chat_id=ann.id, menu_button=button)
    assert await api.result("getChatMenuButton", chat_id=ann.id) == button
    refusal = await api.refusal("setChatMenuButton", menu_button={"type": "fireworks"})
    assert "Unsupported type" in refusal

"""An update that Telegram sends again has no second effect and no second answer."""

from typing import Any

import pytest

from actions.outcomes import Added, Listed, Welcome
from storage import updates
from tests.handlers.talk import ANN, GROUP, Owed, Talk, member, user
from views.buttons import Remove


@pytest.mark.parametrize("text", ["/follow tax", "/help", "/list", "/follow", "hello", "/stats"])
async def test_the_same_message_again_is_nothing_new(talk: Talk, text: str) -> None:
    update = {"update_id": 1, "message": talk.message(text)}
    assert await talk.handles(update)
    assert not await talk.handles(update)
    assert len(await talk.owed()) == 1
    assert not await talk.handles(update)
    assert await talk.owed() == []
    assert talk.rings == 1


async def test_the_same_press_again_does_not_undo_what_came_between(talk: Talk) -> None:
    await talk.says("/follow tax")
    press: dict[str, Any] = {
        "update_id": 1,
        "callback_query": {
            "id": "1", "from": user(ANN), "chat_instance": "1",
            "data": Remove(follow_id=1).pack(),
            "message": talk.message("List"),
        },
    }  # fmt: skip
    assert await talk.handles(press)
    [edit] = await talk.owed()
    assert edit.outcome == Listed(removed=1)
    assert await talk.says("/follow tax") == [Owed(ANN, Added(1))]
    assert not await talk.handles(press)
    assert await talk.owed() == []
    assert await talk.follows(ANN) == ["tax"]


async def test_the_same_change_of_a_chat_again_is_nothing_new(talk: Talk) -> None:
    update = {
        "update_id": 1,
        "my_chat_member": {
            "chat": {"id": GROUP, "type": "supergroup", "title": "G"},
            "from": user(ANN), "date": 1,
            "old_chat_member": member("left"), "new_chat_member": member("member"),
        },
    }  # fmt: skip
    assert await talk.handles(update)
    assert not await talk.handles(update)
    assert await talk.owed() == [Owed(GROUP, Welcome())]


async def test_an_update_leaves_its_mark_with_its_effect(talk: Talk) -> None:
    await talk.handles({"update_id": 2**40, "message": talk.message("/help")})
    async with talk.database.read() as connection:
        assert await updates.was_handled(connection, 2**40)


async def test_two_messages_with_the_same_text_are_two_messages(talk: Talk) -> None:
    for update_id in (1, 2):
        await talk.handles({"update_id": update_id, "message": talk.message("/help")})
    assert len(await talk.owed()) == 2

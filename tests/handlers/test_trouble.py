"""A chat takes nothing: follows stay, nothing is owed, and who can help is told."""

from datetime import timedelta
from typing import Any

import pytest

from actions.outcomes import ChatTrouble, ChatWell
from storage import management
from tests.handlers.talk import ANN, BOB, GROUP, Owed, Talk, chat
from tests.handlers.trouble import FORUM, SILENCED, followed_in_topic, gets_through, place, refused


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (SILENCED, "silenced"),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", "silenced"),
        ("Forbidden: CHAT_WRITE_FORBIDDEN", "silenced"),
        ("Forbidden: bot was kicked from the supergroup chat", "removed"),
        ("Bad Request: chat not found", "removed"),
    ],
)
async def test_a_group_that_takes_nothing_is_told_of_once(talk: Talk, text: str, what: str) -> None:
    await followed_in_topic(talk)
    general = await place(talk)
    await talk.publishes("a", "tax")
    assert await refused(talk, text) == [Owed(ANN, ChatTrouble(general.id, what))]
    assert await talk.publishes("b", "tax", "harbour") == 0


async def test_rights_come_and_go(talk: Talk) -> None:
    await followed_in_topic(talk)
    general = await place(talk)
    trouble, well = ChatTrouble(general.id, "silenced"), ChatWell(general.id)
    assert await talk.changes("member", "silenced", GROUP) == [Owed(ANN, trouble)]
    assert await talk.changes("silenced", "silenced", GROUP) == []
    await talk.clock.advance(60)
    assert await talk.changes("silenced", "member", GROUP) == [Owed(ANN, well)]
    for _ in range(2):
        await talk.clock.advance(60)
        told = await talk.changes("member", "silenced", GROUP)
        assert told == [Owed(ANN, trouble)], "else she would think that all is well"
        assert await talk.changes("silenced", "member", GROUP) == [Owed(ANN, well)]
    await talk.clock.advance(60)
    assert await talk.changes("member", "silenced", GROUP) == [], "three times a day at most"
    assert await talk.changes("silenced", "member", GROUP) == [], "of what she never heard"
    await talk.clock.advance(timedelta(days=1).total_seconds())
    assert await talk.changes("member", "silenced", GROUP) == [Owed(ANN, trouble)]
    assert await talk.publishes("a", "tax") == 0
    assert Owed(ANN, well) in await talk.changes("silenced", "administrator", GROUP)
    assert await talk.publishes("b", "tax") == 1


async def test_a_removed_bot_comes_back(talk: Talk) -> None:
    await followed_in_topic(talk)
    general = await place(talk)
    removed = ChatTrouble(general.id, "removed")
    assert await talk.changes("member", "kicked", GROUP) == [Owed(ANN, removed)]
    well = ChatWell(general.id)
    assert await talk.changes("left", "member", GROUP) == [Owed(ANN, well), Owed(GROUP, well)]
    assert await talk.publishes("a", "tax", "harbour") == 2


async def test_what_is_said_in_a_group_does_not_let_us_write_there(talk: Talk) -> None:
    """Its administrators may, where we may not; who heard of the trouble hears of its end."""
    await followed_in_topic(talk)
    general = await place(talk)
    assert await talk.changes("member", "silenced", GROUP) != []
    await talk.clock.advance(60)
    await talk.handles({"update_id": 9_000, "message": talk.message("/list", to=GROUP)})
    assert await refused(talk, SILENCED) == []
    assert await talk.publishes("a", "tax") == 0
    assert await talk.changes("silenced", "member", GROUP) == [Owed(ANN, ChatWell(general.id))]
    assert await talk.publishes("b", "tax") == 1


async def test_an_answer_that_gets_through_says_that_we_may_write(talk: Talk) -> None:
    """Of a group that lets its plain members write again Telegram says nothing."""
    await followed_in_topic(talk)
    general = await place(talk)
    await talk.publishes("a", "tax")
    await refused(talk, SILENCED)
    told = await gets_through(talk, talk.message("/list", to=GROUP))
    assert told == [Owed(ANN, ChatWell(general.id))]
    assert await talk.publishes("b", "tax") == 1


async def test_all_who_heard_of_it_hear_that_it_is_over(talk: Talk) -> None:
    await followed_in_topic(talk)
    general = await place(talk)
    assert await talk.changes("member", "silenced", GROUP) != []
    await talk.says("/start", BOB)
    talk.knows("administrator")
    await talk.handles({"update_id": 9_000, "message": talk.message("/follow sea", BOB, GROUP)})
    await refused(talk, SILENCED)
    assert await talk.changes("silenced", "member", GROUP) == [Owed(ANN, ChatWell(general.id))]


async def test_nobody_is_told_who_never_started_us(talk: Talk) -> None:
    talk.knows("administrator")
    await talk.says("/follow tax", to=GROUP)
    assert await talk.changes("member", "silenced", GROUP) == []


async def test_who_changed_something_last_is_told(talk: Talk) -> None:
    await followed_in_topic(talk)
    await talk.says("/start", BOB)
    talk.knows("administrator", "member")
    await talk.says("/follow budget", BOB, to=GROUP, chat=FORUM)
    await talk.says("/follow lagoon", ANN, to=GROUP, chat=FORUM)  # who is no administrator now
    [owed] = await talk.changes("member", "kicked", GROUP)
    assert owed.chat_id == BOB


async def test_an_anonymous_administrator_cannot_be_told(talk: Talk) -> None:
    anonymous: dict[str, Any] = {
        "from": {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}
    }
    await talk.says("/follow tax", to=GROUP, **anonymous, sender_chat=chat(GROUP))
    async with talk.database.read() as connection:
        assert await management.managers(connection, GROUP) == []

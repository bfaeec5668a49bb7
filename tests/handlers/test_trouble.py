"""A chat or topic takes nothing: follows stay, nothing is owed, and who can help is told once."""

from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import SendMessage

from actions.outcomes import ChatTrouble, ChatWell
from bot.delivery.results import Sent, of_error
from bot.delivery.settling import Settlement
from storage import destinations, management, outbox
from storage.destinations import Destination
from tests.handlers.talk import ANN, BOB, GROUP, Owed, Talk, chat
from tests.storage.builders import begin_all

FORUM = {**chat(GROUP), "is_forum": True}
IN_TOPIC: dict[str, Any] = {"chat": FORUM, "message_thread_id": 7, "is_topic_message": True}
SILENCED = "Bad Request: not enough rights to send text messages to the chat"
_CALL = SendMessage(chat_id=GROUP, text="")


async def refused(talk: Talk, text: str) -> list[Owed]:
    """Let Telegram refuse what waits for the group; return what is owed because of it."""
    kind = TelegramForbiddenError if text.startswith("Forbidden") else TelegramBadRequest
    async with talk.database.write() as connection:
        for letter in await begin_all(connection, talk.clock.now()):
            assert letter.chat_id == GROUP
            result = of_error(kind(_CALL, text))
            await Settlement(letter, result, talk.clock.now())(connection)
    return await talk.owed()


async def gets_through(talk: Talk, message: dict[str, Any]) -> list[Owed]:
    """Let somebody write something, and Telegram take the answer; return what is owed then."""
    await talk.handles({"update_id": 9_000, "message": message})
    async with talk.database.write() as connection:
        [letter] = await begin_all(connection, talk.clock.now())
        await Settlement(letter, Sent(5_001), talk.clock.now())(connection)
    return await talk.owed()


async def place(talk: Talk, thread_id: int = 0) -> Destination:
    async with talk.database.read() as connection:
        there = await destinations.find(connection, GROUP, thread_id)
    assert there is not None
    return there


async def followed_in_topic(talk: Talk) -> Destination:
    """Let Ann, who started us, follow something in a topic and something in its group."""
    await talk.says("/start")
    talk.knows("administrator", "administrator")
    await talk.says("/follow tax", to=GROUP, **IN_TOPIC)
    await talk.says("/follow harbour", to=GROUP, chat=FORUM)
    return await place(talk, 7)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Bad Request: TOPIC_CLOSED", "topic_closed"),
        ("Bad Request: the topic was closed", "topic_closed"),
        ("Bad Request: TOPIC_DELETED", "topic_gone"),
        ("Bad Request: message thread not found", "topic_gone"),
    ],
)
async def test_a_closed_topic_stops_alone(talk: Talk, text: str, what: str) -> None:
    topic = await followed_in_topic(talk)
    await talk.publishes("a", "tax")
    assert await refused(talk, text) == [Owed(ANN, ChatTrouble(topic.id, what))]
    assert await talk.publishes("b", "tax") == 0
    assert await talk.publishes("c", "harbour") == 1, "the rest of the group goes on"
    assert await talk.follows(GROUP) == ["harbour"]


@pytest.mark.parametrize("by", ["service message", "command"])
async def test_a_topic_opens_again(talk: Talk, by: str) -> None:
    topic = await followed_in_topic(talk)
    await talk.publishes("a", "tax")
    await refused(talk, "Bad Request: TOPIC_CLOSED")
    if by == "command":
        told = await gets_through(talk, talk.message("/list", to=GROUP, **IN_TOPIC))
    else:
        reopened = talk.message(None, to=GROUP, forum_topic_reopened={}, **IN_TOPIC)
        told = await talk.takes(message=reopened)
    assert told == [Owed(ANN, ChatWell(topic.id))]
    assert await talk.publishes("b", "tax") == 1


async def test_who_may_write_in_a_closed_topic_does_not_open_it(talk: Talk) -> None:
    await followed_in_topic(talk)
    await talk.publishes("a", "tax")
    await refused(talk, "Bad Request: TOPIC_CLOSED")
    await talk.handles({"update_id": 9_000, "message": talk.message("/list", to=GROUP, **IN_TOPIC)})
    assert await refused(talk, "Bad Request: TOPIC_CLOSED") == []
    assert await talk.publishes("b", "tax") == 0


async def test_who_may_manage_topics_writes_in_closed_ones(talk: Talk) -> None:
    """That is one of the two things that help, as people are told; against the other sort none."""
    topic = await followed_in_topic(talk)
    await talk.publishes("a", "tax")
    await refused(talk, "Bad Request: TOPIC_CLOSED")
    await talk.publishes("b", "harbour")
    await refused(talk, "Bad Request: TOPIC_CLOSED")
    general = await place(talk)
    await talk.changes("member", "administrator", GROUP)
    assert await talk.publishes("c", "tax", "harbour") == 0
    told = await talk.changes("administrator", "topic manager", GROUP)
    assert told == [Owed(ANN, ChatWell(one.id)) for one in (general, topic)]
    assert await talk.publishes("d", "tax", "harbour") == 2


async def test_who_may_manage_topics_does_not_bring_back_a_deleted_one(talk: Talk) -> None:
    await followed_in_topic(talk)
    await talk.publishes("a", "tax")
    await refused(talk, "Bad Request: TOPIC_DELETED")
    told = await talk.changes("member", "topic manager", GROUP)
    assert not any(isinstance(one.outcome, ChatWell) for one in told)
    assert await talk.publishes("b", "tax") == 0


async def test_what_gets_through_opens_a_topic(talk: Talk) -> None:
    """A notice goes to where a source was added, whatever we think of the topic."""
    topic = await followed_in_topic(talk)
    await talk.publishes("a", "tax")
    await refused(talk, "Bad Request: TOPIC_CLOSED")
    async with talk.database.write() as connection:
        await outbox.owe(connection, talk.clock.now(), topic.id, "notice", outcome={})
        [letter] = await begin_all(connection, talk.clock.now())
        result = of_error(TelegramBadRequest(_CALL, "Bad Request: message is not modified"))
        await Settlement(letter, result, talk.clock.now())(connection)
    assert await talk.owed() == [Owed(ANN, ChatWell(topic.id))]
    assert await talk.publishes("b", "tax") == 1


async def test_of_a_topic_the_group_hears_where_nobody_can_be_told(talk: Talk) -> None:
    talk.knows("administrator")
    await talk.says("/follow tax", to=GROUP, **IN_TOPIC)
    await talk.says("/list", to=GROUP, chat=FORUM)
    topic = await place(talk, 7)
    await talk.publishes("a", "tax")
    told = await refused(talk, "Bad Request: TOPIC_CLOSED")
    assert told == [Owed(GROUP, ChatTrouble(topic.id, "topic_closed"))]


async def test_the_general_topic_closes_alone_too(talk: Talk) -> None:
    await followed_in_topic(talk)
    general = await place(talk)
    await talk.publishes("a", "harbour")
    told = await refused(talk, "Bad Request: TOPIC_CLOSED")
    assert told == [Owed(ANN, ChatTrouble(general.id, "topic_closed"))]
    assert await talk.publishes("b", "tax") == 1
    shown = talk.message(None, to=GROUP, chat=FORUM, general_forum_topic_unhidden={})
    assert await talk.takes(message=shown) == [
        Owed(ANN, ChatWell(general.id)),
        Owed(GROUP, None, 2, 7),
    ]


async def test_the_general_topic_is_the_group_by_whichever_number(talk: Talk) -> None:
    numbered: dict[str, Any] = IN_TOPIC | {"message_thread_id": 1}
    [owed] = await talk.says("/list", to=GROUP, **numbered)
    assert (owed.chat_id, owed.thread_id) == (GROUP, 0)


async def test_what_goes_to_no_topic_tells_nothing_about_one(talk: Talk) -> None:
    """A reply is refused so, whose message stood in a topic that is gone."""
    await followed_in_topic(talk)
    await talk.publishes("a", "harbour")
    assert await refused(talk, "Bad Request: message thread not found") == []
    assert await talk.publishes("b", "harbour") == 1


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


async def test_each_topic_and_each_trouble_is_told(talk: Talk) -> None:
    """A second topic that closes, or one that is deleted after all, needs something else done."""
    topic = await followed_in_topic(talk)
    general = await place(talk)
    await talk.publishes("a", "tax")
    await refused(talk, "Bad Request: TOPIC_CLOSED")
    await talk.publishes("b", "harbour")
    told = await refused(talk, "Bad Request: TOPIC_CLOSED")
    assert told == [Owed(ANN, ChatTrouble(general.id, "topic_closed"))]
    await gets_through(talk, talk.message("/list", to=GROUP, **IN_TOPIC))
    await talk.publishes("c", "tax")
    told = await refused(talk, "Bad Request: message thread not found")
    assert told == [Owed(ANN, ChatTrouble(topic.id, "topic_gone"))]


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

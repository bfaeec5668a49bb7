"""A topic takes nothing: the rest of its group goes on, and who can help is told."""

from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest

from actions.outcomes import ChatTrouble, ChatWell
from bot.delivery.results import of_error
from bot.delivery.settling import Settlement
from storage import outbox
from tests.handlers.talk import ANN, GROUP, Owed, Talk
from tests.handlers.trouble import (
    CALL,
    FORUM,
    IN_TOPIC,
    followed_in_topic,
    gets_through,
    place,
    refused,
)
from tests.storage.builders import begin_all


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
        result = of_error(TelegramBadRequest(CALL, "Bad Request: message is not modified"))
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

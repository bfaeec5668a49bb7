"""/follow alone asks for the words, and takes the answer of the one who was asked."""

import pytest

from actions.outcomes import Added, BadQuery, ChatAdminsOnly, Helped, UnknownCommand, WordsWanted
from tests.handlers.talk import ANN, BOB, GROUP, Owed, Talk, chat, ours, user

DAY = 24 * 60 * 60.0


async def test_in_private_the_next_words_are_the_follow(talk: Talk) -> None:
    assert await talk.says("/follow") == [Owed(ANN, WordsWanted())]
    assert await talk.says("Tax reform") == [Owed(ANN, Added(1))]
    assert await talk.follows(ANN) == ["Tax reform"]
    assert await talk.says("Thank you") == [Owed(ANN, UnknownCommand())]


async def test_in_private_a_reply_does_as_well(talk: Talk) -> None:
    await talk.says("/follow")
    assert await talk.answers("tax") == [Owed(ANN, Added(1))]


async def test_after_words_that_are_no_query_others_are_waited_for(talk: Talk) -> None:
    await talk.says("/follow")
    assert await talk.says('"tax') == [Owed(ANN, BadQuery("unclosed_quote", 1, '"tax"'))]
    assert await talk.says("tax") == [Owed(ANN, Added(1))]
    assert await talk.says("tax") == [Owed(ANN, UnknownCommand())]


@pytest.mark.parametrize("command", ["/help", "/list", "/start", "/unfollow", "/follow tax"])
async def test_another_command_ends_the_wait(talk: Talk, command: str) -> None:
    await talk.says("/follow")
    await talk.says(command)
    assert await talk.says("words") == [Owed(ANN, UnknownCommand())]


async def test_an_unknown_command_is_not_taken_for_the_words(talk: Talk) -> None:
    await talk.says("/follow")
    assert await talk.says("/folow tax") == [Owed(ANN, UnknownCommand())]
    assert await talk.says("tax") == [Owed(ANN, Added(1))]


async def test_a_picture_is_not_taken_for_the_words(talk: Talk) -> None:
    await talk.says("/follow")
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    assert await talk.says(None, photo=photo) == [Owed(ANN, UnknownCommand())]
    assert await talk.says("tax") == [Owed(ANN, Added(1))]


async def test_nobody_waits_for_more_than_a_day(talk: Talk) -> None:
    await talk.says("/follow")
    await talk.clock.advance(DAY)
    assert await talk.says("tax") == [Owed(ANN, UnknownCommand())]


async def test_the_wait_outlives_a_restart(talk: Talk) -> None:
    await talk.says("/follow")
    after = Talk(talk.database, talk.clock, first_number=10_000)
    assert await after.says("tax") == [Owed(ANN, Added(1))]


async def test_in_a_group_the_reply_of_the_asked_one_is_the_follow(talk: Talk) -> None:
    talk.knows("administrator", "administrator")
    question = talk.message("/follow", to=GROUP)
    assert await talk.takes(message=question) == [
        Owed(GROUP, WordsWanted(), reply_to=question["message_id"])
    ]
    reply = talk.message("tax", to=GROUP, reply_to_message=ours(GROUP))
    assert await talk.takes(message=reply) == [Owed(GROUP, Added(1), reply_to=reply["message_id"])]
    assert await talk.follows(GROUP) == ["tax"]
    assert await talk.answers("more", to=GROUP) == []
    assert await talk.answers("and more", BOB, to=GROUP) == []
    assert talk.asked("getChatMember") == 2


async def test_in_a_group_only_a_reply_to_us_counts(talk: Talk) -> None:
    talk.knows("administrator")
    await talk.says("/follow", to=GROUP)
    assert await talk.says("tax", to=GROUP) == []
    other = {"message_id": 3, "date": 1, "chat": chat(GROUP), "from": user(BOB), "text": "?"}
    assert await talk.says("tax", to=GROUP, reply_to_message=other) == []
    unsigned = {"message_id": 3, "date": 1, "chat": chat(GROUP), "text": "?"}
    assert await talk.says("tax", to=GROUP, reply_to_message=unsigned) == []
    assert await talk.follows(GROUP) == []


async def test_in_a_group_only_words_are_the_words(talk: Talk) -> None:
    talk.knows("administrator", "administrator")
    await talk.says("/follow", to=GROUP)
    assert await talk.answers("/folow tax", to=GROUP) == []
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    reply = talk.message(None, to=GROUP, photo=photo, reply_to_message=ours(GROUP))
    assert await talk.takes(message=reply) == []
    [owed] = await talk.answers("tax", to=GROUP)
    assert owed.outcome == Added(1)


async def test_in_a_group_only_the_asked_one_counts(talk: Talk) -> None:
    talk.knows("administrator", "administrator", "administrator")
    await talk.says("/follow", to=GROUP)
    assert await talk.answers("budget", BOB, to=GROUP) == []
    [owed] = await talk.answers("tax", ANN, to=GROUP)
    assert owed.outcome == Added(1)
    assert await talk.follows(GROUP) == ["tax"]


async def test_whoever_lost_their_rights_meanwhile_is_refused(talk: Talk) -> None:
    talk.knows("administrator", "member")
    await talk.says("/follow", to=GROUP)
    [owed] = await talk.answers("tax", to=GROUP)
    assert owed.outcome == ChatAdminsOnly()
    assert await talk.follows(GROUP) == []


async def test_words_are_awaited_in_the_topic_where_they_were_asked_for(talk: Talk) -> None:
    talk.knows("administrator", "administrator", "administrator")
    topic = {"is_topic_message": True, "message_thread_id": 44}
    await talk.says("/follow", to=GROUP, **topic)
    assert await talk.answers("tax", to=GROUP) == []
    [owed] = await talk.answers("tax", to=GROUP, **topic)
    assert (owed.outcome, owed.thread_id) == (Added(1), 44)


async def test_chats_do_not_wait_for_each_other(talk: Talk) -> None:
    await talk.says("/follow")
    assert await talk.says("tax", BOB) == [Owed(BOB, UnknownCommand())]
    assert await talk.says("/help", BOB) == [Owed(BOB, Helped())]
    assert await talk.says("tax") == [Owed(ANN, Added(1))]

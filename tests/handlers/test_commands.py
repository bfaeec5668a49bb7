"""Commands, in a private chat and in a group: what each of them comes to."""

from typing import Any

import pytest

from actions.outcomes import (
    Added,
    AdminsOnly,
    BadQuery,
    Duplicate,
    Helped,
    LimitReached,
    Listed,
    Measured,
    NotFollowed,
    Outcome,
    Removed,
    StatsInPrivate,
    TooLong,
    UnfollowWanted,
    UnknownCommand,
    Welcome,
    WordsWanted,
)
from tests.handlers.talk import ANN, BOB, GROUP, OPERATOR, Owed, Talk

EVERY_COMMAND = [
    ("/start", Welcome()),
    ("/help", Helped()),
    ("/follow", WordsWanted()),
    ("/follow tax", Added(follow_id=1)),
    ("/follow \n tax  reform ", Added(follow_id=1)),
    ("/follow\ntax", Added(follow_id=1)),
    ("/follow ?", BadQuery("no_words", 1)),
    ("/follow " + "x" * 201, TooLong(201, 200)),
    ("/unfollow", UnfollowWanted()),
    ("/unfollow tax", NotFollowed()),
    ("/unfollow 1", NotFollowed()),
    ("/list", Listed()),
    ("/list please", Listed()),
    ("/stats", AdminsOnly()),
]


@pytest.mark.parametrize(("text", "outcome"), EVERY_COMMAND, ids=lambda one: str(one)[:20])
async def test_a_command_in_private_is_answered(talk: Talk, text: str, outcome: Outcome) -> None:
    assert await talk.says(text) == [Owed(ANN, outcome)]
    assert talk.asked("getChatMember") == 0
    assert talk.rings == 1


@pytest.mark.parametrize(("text", "outcome"), EVERY_COMMAND, ids=lambda one: str(one)[:20])
async def test_a_command_in_a_group_is_answered_by_a_reply(
    talk: Talk, text: str, outcome: Outcome
) -> None:
    talk.knows("administrator")
    message = talk.message(text, to=GROUP)
    assert await talk.takes(message=message) == [
        Owed(GROUP, outcome, reply_to=message["message_id"])
    ]


@pytest.mark.parametrize("where", [ANN, GROUP])
@pytest.mark.parametrize(
    "command",
    ["/FOLLOW", "/Follow", "/follow@jarshy_bot", "/follow@Jarshy_Bot", "/FOLLOW@JARSHY_BOT"],
)
async def test_a_command_is_known_in_any_spelling(talk: Talk, command: str, where: int) -> None:
    talk.knows("creator")
    [owed] = await talk.says(f"{command} Tax Reform", to=where)
    assert owed.outcome == Added(follow_id=1)
    assert await talk.follows(where) == ["Tax Reform"]


@pytest.mark.parametrize("text", ["/follow@other_bot tax", "/list@other_bot", "/start@other_bot"])
async def test_a_command_for_another_bot_is_not_ours(talk: Talk, text: str) -> None:
    assert await talk.says(text, to=GROUP) == []
    assert talk.asked("getChatMember") == 0
    assert await talk.says(text) == [Owed(ANN, UnknownCommand())]
    assert await talk.follows(ANN) == []


@pytest.mark.parametrize(
    "text",
    [
        "/followtax",
        "/foo",
        "/",
        "//follow tax",
        "hello",
        "follow tax",
        "подписаться",
        "!follow x",
        "0",
    ],
)
async def test_what_is_no_command_of_ours_is_answered_in_private_alone(
    talk: Talk, text: str
) -> None:
    assert await talk.says(text) == [Owed(ANN, UnknownCommand())]
    assert await talk.says(text, to=GROUP) == []


PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
STICKER = {
    "file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
    "is_animated": False, "is_video": False,
}  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        {"photo": PHOTO},
        {"photo": PHOTO, "caption": "Look at this"},
        {"photo": PHOTO, "media_group_id": "1"},
        {"sticker": STICKER},
        {"document": {"file_id": "f", "file_unique_id": "u"}},
        {"document": {"file_id": "f", "file_unique_id": "u"}, "caption": "/foo"},
    ],
    ids="+".join,
)
async def test_what_is_not_text_gets_help_in_private_alone(
    talk: Talk, content: dict[str, Any]
) -> None:
    assert await talk.says(None, **content) == [Owed(ANN, UnknownCommand())]
    assert await talk.says(None, to=GROUP, **content) == []


@pytest.mark.parametrize("where", [ANN, GROUP])
async def test_a_command_under_a_photo_is_a_command(talk: Talk, where: int) -> None:
    talk.knows("administrator")
    [owed] = await talk.says(None, to=where, photo=PHOTO, caption="/follow tax")
    assert owed.outcome == Added(follow_id=1)


@pytest.mark.parametrize(
    "service",
    [
        {"new_chat_members": [{"id": 5, "is_bot": False, "first_name": "E"}]},
        {"left_chat_member": {"id": 5, "is_bot": False, "first_name": "E"}},
        {"new_chat_title": "tax"},
        {"group_chat_created": True},
        {"forum_topic_created": {"name": "tax", "icon_color": 1}, "is_topic_message": True},
    ],
    ids=lambda service: next(iter(service)),
)
async def test_service_messages_are_no_conversation(talk: Talk, service: dict[str, Any]) -> None:
    assert await talk.says(None, to=GROUP, **service) == []


async def test_edited_messages_and_channel_posts_are_passed_over(talk: Talk) -> None:
    assert await talk.takes(edited_message=talk.message("/follow tax", edit_date=1)) == []
    assert await talk.takes(channel_post=talk.message("/follow tax", to=GROUP)) == []
    assert await talk.follows(ANN) == await talk.follows(GROUP) == []
    assert talk.telegram.calls == []


async def test_following_and_unfollowing(talk: Talk) -> None:
    assert await talk.says("/follow tax") == [Owed(ANN, Added(1))]
    assert await talk.says('/follow "Criminal Code" stalking') == [Owed(ANN, Added(2))]
    assert await talk.says('/follow STALKING "criminal code"') == [Owed(ANN, Duplicate(2))]
    assert await talk.says("/follow 1") == [Owed(ANN, Added(3))]
    assert await talk.says("/follow budget") == [Owed(ANN, LimitReached(limit=3))]
    assert await talk.follows(ANN) == ["tax", '"Criminal Code" stalking', "1"]

    assert await talk.says("/unfollow 1") == [Owed(ANN, Removed(3))]
    assert await talk.says("/unfollow 1") == [Owed(ANN, Removed(1))]
    assert await talk.says("/unfollow stalking «criminal code»") == [Owed(ANN, Removed(2))]
    assert await talk.says("/unfollow 1") == [Owed(ANN, NotFollowed())]
    assert await talk.follows(ANN) == []


async def test_unfollowing_takes_back_what_waits(talk: Talk) -> None:
    await talk.says("/follow tax")
    assert await talk.publishes("a", "tax") == 1
    assert await talk.says("/unfollow tax") == [Owed(ANN, Removed(1))]


async def test_chats_do_not_see_each_other(talk: Talk) -> None:
    await talk.says("/follow tax")
    talk.knows("administrator", "administrator")
    await talk.says("/follow tax", to=GROUP)
    assert await talk.says("/unfollow tax", BOB) == [Owed(BOB, NotFollowed())]
    assert await talk.follows(ANN) == await talk.follows(GROUP) == ["tax"]


async def test_a_topic_of_a_forum_is_a_destination_of_its_own(talk: Talk) -> None:
    talk.knows("administrator", "administrator", "administrator")
    topic = {"is_topic_message": True, "message_thread_id": 44}
    [owed] = await talk.says("/follow tax", to=GROUP, **topic)
    assert (owed.chat_id, owed.thread_id) == (GROUP, 44)
    [owed] = await talk.says("/unfollow tax", to=GROUP)
    assert (owed.outcome, owed.thread_id) == (NotFollowed(), 0)
    assert await talk.follows(GROUP, 44) == ["tax"]
    assert await talk.follows(GROUP) == []


async def test_a_thread_of_replies_is_no_topic(talk: Talk) -> None:
    [owed] = await talk.says("/list", to=GROUP, message_thread_id=44)
    assert owed.thread_id == 0


async def test_figures_are_for_operators_in_private(talk: Talk) -> None:
    assert await talk.says("/stats", OPERATOR) == [Owed(OPERATOR, Measured())]
    assert await talk.says("/stats", ANN) == [Owed(ANN, AdminsOnly())]
    [owed] = await talk.says("/stats", OPERATOR, to=GROUP)
    assert owed.outcome == StatsInPrivate()
    [owed] = await talk.says("/stats", BOB, to=GROUP)
    assert owed.outcome == AdminsOnly()


async def test_a_message_without_a_person_is_no_operator_s(talk: Talk) -> None:
    message = talk.message("/stats", to=GROUP)
    del message["from"]
    [owed] = await talk.takes(message=message)
    assert owed.outcome == AdminsOnly()


@pytest.mark.parametrize(
    ("code", "spoken"), [("kk", "kk"), ("ru-RU", "ru"), ("de", "en"), ("", "en")]
)
async def test_a_person_is_answered_in_the_language_of_their_telegram(
    talk: Talk, code: str, spoken: str
) -> None:
    message = talk.message("/help")
    message["from"]["language_code"] = code
    await talk.handles({"update_id": 1, "message": message})
    assert await talk.languages() == [spoken]

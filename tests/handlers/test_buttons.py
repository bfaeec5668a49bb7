"""Buttons remove follows and put them back, wherever they stand and whoever presses."""

from typing import Any

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramBadRequest, TelegramNetworkError
from aiogram.methods import AnswerCallbackQuery, GetChatMember

from actions.outcomes import LimitReached, Listed, Removed, Restored
from tests.handlers.talk import ANN, BOB, GROUP, Owed, Talk, chat, user
from views.buttons import IN_ANSWER, IN_LIST, Remove, Restore

MESSAGE = 5_000


def remove(follow_id: int, where: int = IN_LIST) -> str:
    return Remove(follow_id=follow_id, alert_id=where).pack()


def restore(follow_id: int, where: int = IN_LIST) -> str:
    return Restore(follow_id=follow_id, alert_id=where).pack()


async def test_a_list_is_brought_up_to_date_and_offers_an_undo(talk: Talk) -> None:
    await talk.says("/follow tax")
    await talk.says("/follow budget")
    assert await talk.presses(remove(1)) == [Owed(ANN, Listed(removed=1), edits=MESSAGE)]
    assert await talk.follows(ANN) == ["budget"]
    assert await talk.presses(restore(1)) == [Owed(ANN, Listed(removed=0), edits=MESSAGE)]
    assert await talk.follows(ANN) == ["tax", "budget"]
    assert talk.notices == ["Unfollowed", "Followed again"]


async def test_an_answer_says_what_came_of_it(talk: Talk) -> None:
    await talk.says("/follow tax")
    assert await talk.presses(remove(1, IN_ANSWER)) == [Owed(ANN, Removed(1), edits=MESSAGE)]
    assert await talk.presses(restore(1, IN_ANSWER)) == [Owed(ANN, Restored(1), edits=MESSAGE)]
    assert await talk.follows(ANN) == ["tax"]


async def test_an_alert_is_drawn_anew(talk: Talk) -> None:
    await talk.says("/follow tax")
    await talk.publishes("a", "tax")
    [alert] = await talk.owed()
    assert alert.alert_id is not None
    redrawn = Owed(ANN, None, alert_id=alert.alert_id, edits=MESSAGE)
    assert await talk.presses(remove(1, alert.alert_id)) == [redrawn]
    assert await talk.follows(ANN) == []
    assert await talk.presses(restore(1, alert.alert_id)) == [redrawn]
    assert await talk.follows(ANN) == ["tax"]


@pytest.mark.parametrize("where", [IN_LIST, IN_ANSWER])
async def test_a_stale_button_changes_nothing_and_shows_what_is_true(
    talk: Talk, where: int
) -> None:
    await talk.says("/follow tax")
    await talk.presses(remove(1, where))
    assert await talk.presses(remove(1, where)) == [Owed(ANN, Listed(), edits=MESSAGE)]
    await talk.presses(restore(1, where))
    assert await talk.presses(restore(1, where)) == [Owed(ANN, Listed(), edits=MESSAGE)]
    assert await talk.follows(ANN) == ["tax"]
    stale = "That has changed since. Here is what is true now."
    assert talk.notices == ["Unfollowed", stale, "Followed again", stale]


async def test_a_stale_button_of_an_alert_draws_it_anew(talk: Talk) -> None:
    await talk.says("/follow tax")
    await talk.publishes("a", "tax")
    [alert] = await talk.owed()
    await talk.says("/unfollow tax")
    redrawn = Owed(ANN, None, alert_id=alert.alert_id, edits=MESSAGE)
    assert await talk.presses(remove(1, alert.alert_id or 0)) == [redrawn]


async def test_a_follow_of_another_chat_is_out_of_reach(talk: Talk) -> None:
    await talk.says("/follow tax")
    await talk.publishes("a", "tax")
    [alert] = await talk.owed()
    assert alert.alert_id is not None
    for where in (IN_LIST, IN_ANSWER):
        assert await talk.presses(remove(1, where), BOB) == [Owed(BOB, Listed(), edits=MESSAGE)]
    assert await talk.presses(remove(1, alert.alert_id), BOB) == []
    assert await talk.follows(ANN) == ["tax"]
    await talk.says("/unfollow tax")
    await talk.presses(restore(1), BOB)
    await talk.presses(restore(1, alert.alert_id), BOB)
    assert await talk.follows(ANN) == []


async def test_there_must_be_room_to_put_a_follow_back(talk: Talk) -> None:
    for words in ("a", "b", "c"):
        await talk.says(f"/follow {words}")
    await talk.presses(remove(1))
    await talk.says("/follow d")
    assert await talk.presses(restore(1)) == [Owed(ANN, LimitReached(limit=3))]
    assert await talk.follows(ANN) == ["b", "c", "d"]
    assert talk.notices == ["Unfollowed", ""]


@pytest.mark.parametrize(
    "data",
    [
        "r:99999999999999999999:0",
        "",
        "r",
        "r:",
        "r:x:0",
        "r:1",
        "r:1:0:0",
        "u:1",
        "zap:1",
        "\0",
        "р:1:0",
        "x" * 64,
    ],
)
async def test_an_unknown_button_is_answered_and_does_nothing(talk: Talk, data: str) -> None:
    await talk.says("/follow tax")
    assert await talk.presses(data) == []
    assert talk.notices == ["I no longer know this button. /list shows what you follow."]
    assert await talk.follows(ANN) == ["tax"]


@pytest.mark.parametrize("rank", ["member", "restricted", "left"])
async def test_in_a_group_only_administrators_may_press(talk: Talk, rank: str) -> None:
    talk.knows("administrator", rank, rank, "administrator", "creator")
    await talk.says("/follow tax", to=GROUP)
    assert await talk.presses(remove(1), BOB, to=GROUP) == []
    assert await talk.presses(restore(1), BOB, to=GROUP) == []
    refusal = "Only this group's administrators can change that."
    assert talk.notices == [refusal, refusal]
    assert await talk.follows(GROUP) == ["tax"]

    assert await talk.presses(remove(1), to=GROUP) == [
        Owed(GROUP, Listed(removed=1), edits=MESSAGE)
    ]
    await talk.presses(restore(1), to=GROUP)
    assert await talk.follows(GROUP) == ["tax"]


async def test_when_telegram_does_not_say_who_presses_nothing_is_changed(talk: Talk) -> None:
    call = GetChatMember(chat_id=GROUP, user_id=ANN)
    trouble = TelegramNetworkError(call, "timed out")
    talk.knows("administrator", trouble, trouble)
    await talk.says("/follow tax", to=GROUP)
    assert await talk.presses(remove(1), to=GROUP) == []
    assert talk.notices == ["Telegram did not answer in time. Please press again."]
    assert await talk.follows(GROUP) == ["tax"]


async def test_a_message_too_old_to_be_shown_still_has_its_buttons(talk: Talk) -> None:
    await talk.says("/follow tax")
    forgotten = {"message_id": 31, "date": 0, "chat": chat(ANN)}
    assert await talk.presses(remove(1), more={"message": forgotten}) == [
        Owed(ANN, Listed(removed=1), edits=31)
    ]


@pytest.mark.parametrize("button", [remove(1), restore(1)])
async def test_a_press_on_no_message_of_ours_is_answered_at_least(talk: Talk, button: str) -> None:
    await talk.says("/follow tax")
    query = {"id": "1", "from": {"id": ANN, "is_bot": False, "first_name": "A"}}
    inline: dict[str, Any] = query | {
        "chat_instance": "1", "data": button, "inline_message_id": "x",
    }  # fmt: skip
    assert await talk.takes(callback_query=inline) == []
    assert len(talk.notices) == 1
    assert await talk.follows(ANN) == ["tax"]


@pytest.mark.parametrize("game", [{"game_short_name": "chess"}])
async def test_a_press_without_data_is_answered(talk: Talk, game: dict[str, Any]) -> None:
    query = talk.message(None)
    pressed = {"id": "1", "from": query["from"], "chat_instance": "1", **game}
    assert await talk.takes(callback_query=pressed) == []
    assert len(talk.notices) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        TelegramBadRequest(
            AnswerCallbackQuery(callback_query_id="1"), "Bad Request: query is too old"
        ),
        TelegramNetworkError(AnswerCallbackQuery(callback_query_id="1"), "timed out"),
        ClientDecodeError("not JSON", ValueError(), "<html>502</html>"),
    ],
    ids=lambda trouble: type(trouble).__name__,
)
async def test_a_notice_that_telegram_no_longer_takes_stops_nothing(
    talk: Talk, trouble: Exception
) -> None:
    await talk.says("/follow tax")
    talk.telegram.answers["answerCallbackQuery"] = [trouble, trouble]
    assert await talk.presses(remove(1)) == [Owed(ANN, Listed(removed=1), edits=MESSAGE)]
    assert await talk.presses("zap") == []


async def test_a_notice_speaks_the_language_of_whoever_presses(talk: Talk) -> None:
    await talk.says("/follow tax")
    await talk.presses(remove(1), more={"from": user(ANN, "ru")})
    await talk.presses(restore(1), more={"from": user(ANN, "kk")})
    assert talk.notices == ["Вы отписались", "Жазылым қайтарылды"]

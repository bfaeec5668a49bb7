"""In a group only its administrators change what it follows, anonymous ones included."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetChatMember

from actions.outcomes import Added, ChatAdminsOnly, Listed, Outcome, RightsUnknown
from tests.handlers.talk import ANN, GROUP, LINKED_CHANNEL, Talk, chat

ANONYMOUS: dict[str, Any] = {
    "from": {
        "id": 1_087_968_824,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    },
    "sender_chat": chat(GROUP),
}
CHANNEL: dict[str, Any] = {
    "from": {"id": 136_817_688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
    "sender_chat": chat(LINKED_CHANNEL, "channel"),
}
_CALL = GetChatMember(chat_id=GROUP, user_id=ANN)


async def outcome_of(talk: Talk, text: str, **more: Any) -> Outcome | None:
    [owed] = await talk.says(text, to=GROUP, **more)
    return owed.outcome


@pytest.mark.parametrize("rank", ["administrator", "creator"])
async def test_administrators_may(talk: Talk, rank: str) -> None:
    talk.knows(rank)
    assert await outcome_of(talk, "/follow tax") == Added(1)


@pytest.mark.parametrize("rank", ["member", "restricted", "left", "kicked"])
@pytest.mark.parametrize(
    "text", ["/follow", "/follow tax", "/unfollow", "/unfollow tax", "/start follow_dGF4"]
)
async def test_others_may_not(talk: Talk, text: str, rank: str) -> None:
    talk.knows(rank)
    assert await outcome_of(talk, text) == ChatAdminsOnly()
    assert await talk.follows(GROUP) == []


async def test_whoever_may_not_is_not_asked_for_words_either(talk: Talk) -> None:
    talk.knows("member")
    await talk.says("/follow", to=GROUP)
    assert await talk.answers("tax", to=GROUP) == []


async def test_everybody_may_look(talk: Talk) -> None:
    assert await outcome_of(talk, "/list") == Listed()
    assert talk.asked("getChatMember") == 0


async def test_an_anonymous_administrator_may(talk: Talk) -> None:
    assert await outcome_of(talk, "/follow tax", **ANONYMOUS) == Added(1)
    assert talk.asked("getChatMember") == 0


async def test_an_anonymous_administrator_s_words_are_taken(talk: Talk) -> None:
    await talk.says("/follow", to=GROUP, **ANONYMOUS)
    [owed] = await talk.answers("tax", to=GROUP, **ANONYMOUS)
    assert owed.outcome == Added(1)


async def test_the_linked_channel_may_not(talk: Talk) -> None:
    assert await outcome_of(talk, "/follow tax", **CHANNEL) == ChatAdminsOnly()
    assert talk.asked("getChatMember") == 0


async def test_a_message_without_a_sender_may_not(talk: Talk) -> None:
    message = talk.message("/follow tax", to=GROUP)
    del message["from"]
    [owed] = await talk.takes(message=message)
    assert owed.outcome == ChatAdminsOnly()


@pytest.mark.parametrize(
    "trouble",
    [
        TelegramNetworkError(_CALL, "timed out"),
        TelegramServerError(_CALL, "Bad Gateway"),
        TelegramBadRequest(_CALL, "Bad Request: user not found"),
        TelegramForbiddenError(_CALL, "Forbidden: bot was kicked"),
        TelegramRetryAfter(_CALL, "Too Many Requests", 7),
        ClientDecodeError("not JSON", ValueError(), "<html>502</html>"),
    ],
    ids=lambda trouble: type(trouble).__name__,
)
async def test_when_telegram_does_not_say_nothing_is_changed(
    talk: Talk, trouble: Exception
) -> None:
    talk.knows(trouble, trouble)
    assert await outcome_of(talk, "/follow tax") == RightsUnknown()
    assert await talk.follows(GROUP) == []
    talk.knows("administrator")
    assert await outcome_of(talk, "/follow tax") == Added(1)


async def test_a_passing_trouble_sends_nobody_away(talk: Talk) -> None:
    talk.knows(TelegramServerError(_CALL, "Bad Gateway"), "administrator")
    assert await outcome_of(talk, "/follow tax") == Added(1)


async def test_no_transaction_is_open_while_telegram_is_asked(talk: Talk) -> None:
    async def look(_: object) -> Exception:
        async with asyncio.timeout(5), talk.database.write():
            pass
        return TelegramNetworkError(_CALL, "timed out")

    talk.knows(look, look)
    assert await outcome_of(talk, "/follow tax") == RightsUnknown()

"""/start greets, and follows what a deep link carries."""

import base64

import pytest

from actions.outcomes import Added, BadLink, BadQuery, Duplicate, TooLong, Welcome
from tests.handlers.talk import ANN, GROUP, Owed, Talk


def link(words: str) -> str:
    return "/start follow_" + base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


@pytest.mark.parametrize("words", ["tax", "сталкинг", 'a "criminal code"', "ъ" * 21, "???>>>"])
async def test_a_deep_link_follows_its_words_at_once(talk: Talk, words: str) -> None:
    outcome = BadQuery("no_words", 1) if words == "???>>>" else Added(1)
    assert await talk.says(link(words)) == [Owed(ANN, outcome)]
    assert await talk.follows(ANN) == ([] if isinstance(outcome, BadQuery) else [words])


async def test_a_deep_link_opened_twice_says_so(talk: Talk) -> None:
    await talk.says(link("tax"))
    assert await talk.says(link("TAX")) == [Owed(ANN, Duplicate(1))]


@pytest.mark.parametrize(
    "payload", ["follow_", "follow_!!!", "follow_gIA", "follow_привет", "unknown", "follow_A"]
)
async def test_a_link_that_cannot_be_read_is_told(talk: Talk, payload: str) -> None:
    assert await talk.says(f"/start {payload}") == [Owed(ANN, BadLink())]


async def test_a_link_may_not_carry_more_than_a_person_may_type(talk: Talk) -> None:
    assert await talk.says(link("x" * 201)) == [Owed(ANN, TooLong(201, 200))]


async def test_start_again_is_a_welcome_again(talk: Talk) -> None:
    for text in ("/start", "/START", "/start@jarshy_bot"):
        assert await talk.says(text) == [Owed(ANN, Welcome())]


async def test_a_deep_link_into_a_group_follows_there(talk: Talk) -> None:
    talk.knows("administrator")
    [owed] = await talk.says(link("tax").replace("/start", "/start@jarshy_bot"), to=GROUP)
    assert owed.outcome == Added(1)
    assert await talk.follows(GROUP) == ["tax"]

"""What Telegram says about chats: let in, shut out, and groups that become supergroups."""

import pytest

from actions.outcomes import ChatWell, Listed, Welcome
from tests.handlers.talk import ANN, GROUP, Owed, Talk, chat

OLD = -4_321


async def test_a_person_who_blocks_us_is_owed_nothing_until_they_are_back(talk: Talk) -> None:
    await talk.says("/follow tax")
    await talk.publishes("a", "tax")
    assert await talk.changes("member", "kicked") == []
    assert await talk.publishes("b", "tax") == 0
    assert await talk.follows(ANN) == ["tax"]
    assert await talk.changes("kicked", "member") == []
    assert await talk.publishes("c", "tax") == 1


async def test_a_person_who_writes_is_back(talk: Talk) -> None:
    await talk.says("/follow tax")
    await talk.changes("member", "kicked")
    assert await talk.says("/list") == [Owed(ANN, Listed())]
    assert await talk.publishes("a", "tax") == 1


@pytest.mark.parametrize("status", ["kicked", "left", "restricted and out"])
async def test_a_group_that_removes_us_is_owed_nothing(talk: Talk, status: str) -> None:
    talk.knows("administrator")
    await talk.says("/follow tax", to=GROUP)
    await talk.publishes("a", "tax")
    assert await talk.changes("member", status, GROUP) == []
    assert await talk.publishes("b", "tax") == 0


@pytest.mark.parametrize("before", ["left", "kicked", "restricted and out"])
@pytest.mark.parametrize("after", ["member", "administrator", "restricted"])
async def test_a_group_that_lets_us_in_again_goes_on(talk: Talk, before: str, after: str) -> None:
    talk.knows("administrator")
    await talk.says("/follow tax", to=GROUP)
    await talk.changes("member", "left", GROUP)
    owed = await talk.changes(before, after, GROUP)
    assert owed == [Owed(GROUP, ChatWell(1))], "nobody has to begin once more"
    assert await talk.publishes("a", "tax") == 1


async def test_a_group_that_never_met_us_is_told_how_to_begin(talk: Talk) -> None:
    assert await talk.changes("left", "member", GROUP) == [Owed(GROUP, Welcome())]
    await talk.changes("member", "left", GROUP)
    assert await talk.changes("left", "administrator", GROUP) == [Owed(GROUP, Welcome())]


@pytest.mark.parametrize(
    ("before", "after"),
    [("member", "administrator"), ("administrator", "member"), ("member", "restricted")],
)
async def test_other_rights_are_no_reason_to_greet(talk: Talk, before: str, after: str) -> None:
    assert await talk.changes(before, after, GROUP) == []


async def test_a_channel_that_lets_us_in_is_not_written_to(talk: Talk) -> None:
    assert await talk.changes("left", "administrator", GROUP, "channel") == []


async def test_a_chat_that_we_never_met_may_shut_us_out(talk: Talk) -> None:
    assert await talk.changes("member", "kicked") == []
    assert await talk.changes("member", "left", GROUP) == []


@pytest.mark.parametrize("order", ["both", "old alone", "new alone", "new first"])
async def test_a_group_that_becomes_a_supergroup_keeps_all_it_has(talk: Talk, order: str) -> None:
    talk.knows("administrator")
    await talk.says("/follow tax", to=OLD, chat=chat(OLD, "group"))
    await talk.publishes("a", "tax")
    last = talk.message(None, to=OLD, chat=chat(OLD, "group"), migrate_to_chat_id=GROUP)
    first = talk.message(None, to=GROUP, migrate_from_chat_id=OLD)
    steps = {
        "both": [last, first],
        "old alone": [last],
        "new alone": [first],
        "new first": [first, last],
    }[order]
    for number, step in enumerate(steps):
        assert await talk.handles({"update_id": 9_000 + number, "message": step})
    [waiting] = await talk.owed()
    assert (waiting.chat_id, waiting.alert_id) == (GROUP, 1)
    assert await talk.follows(GROUP) == ["tax"]
    assert await talk.follows(OLD) == []
    assert await talk.publishes("b", "tax") == 1


async def test_nothing_is_said_where_a_supergroup_is_joined_that_was_a_group(talk: Talk) -> None:
    """Telegram tells of that as if somebody had let us in."""
    talk.knows("administrator")
    await talk.says("/follow tax", to=OLD, chat=chat(OLD, "group"))
    await talk.takes(message=talk.message(None, to=GROUP, migrate_from_chat_id=OLD))
    assert await talk.changes("left", "member", GROUP) == []
    assert await talk.publishes("a", "tax") == 1


async def test_a_group_that_moves_away_from_a_block_goes_on_and_who_heard_of_it_hears_so(
    talk: Talk,
) -> None:
    """Whoever gets its messages is in it; a supergroup may have let us in under its new id."""
    await talk.says("/start")
    talk.knows("administrator")
    await talk.says("/follow tax", to=OLD, chat=chat(OLD, "group"))
    [told] = await talk.changes("member", "left", OLD, "group")
    assert told.chat_id == ANN
    first = talk.message(None, to=GROUP, migrate_from_chat_id=OLD)
    [told] = await talk.takes(message=first)
    assert (told.chat_id, type(told.outcome)) == (ANN, ChatWell)
    assert await talk.publishes("a", "tax") == 1


async def test_a_supergroup_that_spoke_first_unites_with_its_group(talk: Talk) -> None:
    talk.knows("administrator", "administrator", "administrator")
    await talk.says("/follow tax", to=OLD, chat=chat(OLD, "group"))
    await talk.says("/follow tax", to=GROUP)
    await talk.says("/follow budget", to=GROUP)
    await talk.takes(message=talk.message(None, to=GROUP, migrate_from_chat_id=OLD))
    assert await talk.follows(GROUP) == ["tax", "budget"]
    assert await talk.publishes("a", "tax", "budget") == 1

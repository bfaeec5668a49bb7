"""Chats that we run with people: offered to be watched, and left when our rights go."""

import pytest

from actions.outcomes import Discovered, Outcome, SourceNews, SourcesListed, Welcome
from storage import destinations, discoveries, watched
from storage.discoveries import Proposed
from storage.watched import Watched
from tests.handlers.talk import ANN, BOB, GROUP, OPERATOR, Owed, Talk
from views.buttons import Watch

CHANNEL = -1_001_222_333_444


async def found_by(talk: Talk, person: int = ANN) -> Proposed:
    async with talk.database.read() as connection:
        one = await discoveries.get(connection, person, 1)
    assert one is not None
    assert isinstance(one.found, Proposed)
    return one.found


async def seen(talk: Talk, person: int = ANN) -> list[Watched]:
    async with talk.database.read() as connection:
        return list(await watched.seen_by(connection, person))


async def made_watched(talk: Talk) -> None:
    """Let Ann watch a channel that she made us an administrator of."""
    await talk.says("/start")
    await talk.changes("left", "administrator", CHANNEL, "channel")
    talk.knows("administrator", "creator")
    await talk.presses(Watch(discovery_id=1).pack())


async def test_who_makes_us_an_administrator_is_asked_in_private(talk: Talk) -> None:
    await talk.says("/start")
    owed = await talk.changes("left", "administrator", CHANNEL, "channel")
    assert owed == [Owed(ANN, Discovered(1))]
    found = await found_by(talk)
    assert (found.url, found.kind, found.name) == (f"tg://chat?id={CHANNEL}", "chat", "Newsroom")
    assert found.members_only
    assert await talk.changes("administrator", "administrator", CHANNEL, "channel") == []


async def test_nobody_is_asked_who_does_not_speak_with_us(talk: Talk) -> None:
    assert await talk.changes("left", "administrator", CHANNEL, "channel") == []
    assert await talk.changes("left", "member", GROUP) == [Owed(GROUP, Welcome())]
    await talk.says("/start")
    await talk.changes("member", "kicked")
    assert await talk.changes("member", "administrator", GROUP) == []


async def test_a_group_is_watched_by_whom_its_administrator_says(talk: Talk) -> None:
    await made_watched(talk)
    [one] = await seen(talk)
    assert (one.kind, one.host, one.common, one.own) == ("chat", "", False, True)
    assert await seen(talk, BOB) == [], "it is theirs alone"
    owed = await talk.changes("member", "administrator", CHANNEL, "channel")
    assert owed == [], "it is watched already"


@pytest.mark.parametrize("ranks", [("administrator", "member"), ("left", "creator")])
async def test_pressing_is_no_use_to_who_runs_it_no_longer(
    talk: Talk, ranks: tuple[str, str]
) -> None:
    await talk.says("/start")
    await talk.changes("left", "administrator", CHANNEL, "channel")
    talk.knows(*ranks)
    assert await talk.presses(Watch(discovery_id=1).pack()) == []
    assert await seen(talk) == []
    assert talk.notices == ["Both you and I have to be administrators there."]


async def test_an_operator_cannot_show_everybody_what_is_for_members(talk: Talk) -> None:
    await talk.says("/start", sender=OPERATOR)
    async with talk.database.write() as connection:
        there = await destinations.find(connection, OPERATOR)
        assert there is not None
        found = Proposed(f"tg://chat?id={CHANNEL}", "chat", "Secret", members_only=True)
        await discoveries.propose(connection, talk.clock.now(), there.id, OPERATOR, found)
    talk.knows("administrator", "creator")
    await talk.presses(Watch(discovery_id=1, common=1).pack(), sender=OPERATOR)
    [one] = await seen(talk, OPERATOR)
    assert not one.common


async def test_rights_that_go_and_come_back_are_told_once(talk: Talk) -> None:
    await made_watched(talk)
    [before] = await seen(talk)
    for status in ("member", "left"):
        owed = await talk.changes("administrator", status, CHANNEL, "channel")
        told: list[Outcome | None] = [one.outcome for one in owed if one.chat_id == ANN]
        expected = [SourceNews(before.id, "rights_lost")] if status == "member" else []
        assert told == expected
    [lost] = await seen(talk)
    assert (lost.state, lost.own, lost.failures) == ("paused", True, 1)
    assert await talk.says("/sources") == [Owed(ANN, SourcesListed())]

    owed = await talk.changes("left", "administrator", CHANNEL, "channel")
    assert owed == [Owed(ANN, SourceNews(before.id, "rights_back"))]
    [after] = await seen(talk)
    assert (after.state, after.failures, after.error) == ("active", 0, None)


async def test_what_was_removed_does_not_come_back_by_itself(talk: Talk) -> None:
    await made_watched(talk)
    await talk.changes("administrator", "left", CHANNEL, "channel")
    await talk.says("/removesource 1")
    assert await seen(talk) == []
    owed = await talk.changes("left", "administrator", CHANNEL, "channel")
    assert owed == [Owed(ANN, Discovered(3))], "they are asked again"
    assert await seen(talk) == []

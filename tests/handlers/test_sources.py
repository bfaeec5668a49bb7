"""Adding, listing and removing sources, as people in chats do it."""

from typing import Any

import pytest

from actions.outcomes import (
    AddressWanted,
    ChatAdminsOnly,
    Discovered,
    NotWatched,
    RemoveSourceWanted,
    SourceKept,
    SourceRemoved,
    SourcesExported,
    SourcesFull,
    SourcesListed,
    SourceUnclear,
    Surveyed,
    TooManyLookups,
    UnknownCommand,
)
from storage import discoveries, sources, watched
from storage import schema as tables
from storage.discoveries import Discovery, Proposed
from tests.handlers.talk import ANN, BOB, GROUP, OPERATOR, Owed, Talk
from tests.storage.builders import NOW, settings
from views.buttons import (
    IN_ANSWER,
    Decline,
    ExportSources,
    RemoveSource,
    SourcesPage,
    Watch,
)

MESSAGE = 5_000
FEED = "https://steppe.example/feed"
OPML: dict[str, Any] = {
    "document": {"file_id": "F1", "file_unique_id": "u", "file_name": "Мои ленты.OPML"}
}


def watch(discovery_id: int = 1, *, common: bool = False, page: int = IN_ANSWER) -> str:
    return Watch(discovery_id=discovery_id, common=1 if common else 0, page=page).pack()


def remove(source_id: int = 1, page: int = IN_ANSWER) -> str:
    return RemoveSource(source_id=source_id, page=page).pack()


async def waiting(talk: Talk) -> list[Discovery]:
    async with talk.database.read() as connection:
        return list(await discoveries.due(connection, talk.clock.now(), [], 100))


async def seen(talk: Talk, chat_id: int) -> list[tuple[str, bool]]:
    async with talk.database.read() as connection:
        return [(one.name, one.common) for one in await watched.seen_by(connection, chat_id)]


async def find(talk: Talk, discovery_id: int = 1, url: str = FEED, name: str = "Steppe") -> None:
    """Let what was asked for be found."""
    async with talk.database.write() as connection:
        found = Proposed(url, "feed", name)
        assert await discoveries.become(connection, discovery_id, "proposed", found, was="waiting")


async def adds(
    talk: Talk, number: int = 1, sender: int = ANN, to: int | None = None, name: str = "Steppe"
) -> None:
    """Let somebody ask for a source, find it and watch it, for this chat."""
    await talk.says("/addsource steppe.example", sender, to)
    await find(talk, number, f"https://steppe.example/{number}", name)
    await talk.presses(watch(number), sender, to)


async def test_an_address_is_looked_for(talk: Talk) -> None:
    assert await talk.says("/addsource orda.kz") == [Owed(ANN, Discovered(1))]
    [one] = await waiting(talk)
    assert (one.kind, one.asked, one.sender_id, one.there.chat_id) == (
        "address",
        "orda.kz",
        ANN,
        ANN,
    )
    assert one.answer_id is not None


async def test_the_command_alone_asks_and_takes_the_reply(talk: Talk) -> None:
    assert await talk.says("/addsource") == [Owed(ANN, AddressWanted())]
    assert await talk.says("@steppe") == [Owed(ANN, Discovered(1))]
    assert await talk.says("@steppe") == [Owed(ANN, UnknownCommand())]
    assert await talk.follows(ANN) == []
    await talk.says("/addsource")
    await talk.says("/follow")
    await talk.says("tax")
    assert await talk.follows(ANN) == ["tax"]


async def test_in_a_group_the_reply_of_the_one_who_was_asked_counts(talk: Talk) -> None:
    talk.knows("administrator", "administrator")
    await talk.says("/addsource", to=GROUP)
    assert await talk.answers("orda.kz", BOB, to=GROUP) == []
    [owed] = await talk.answers("orda.kz", to=GROUP)
    assert owed.outcome == Discovered(1)


@pytest.mark.parametrize("command", ["/addsource orda.kz", "/removesource 1"])
async def test_in_a_group_only_administrators_change_sources(talk: Talk, command: str) -> None:
    talk.knows("member", "member")
    [owed] = await talk.says(command, to=GROUP)
    assert owed.outcome == ChatAdminsOnly()
    assert await waiting(talk) == []
    assert await talk.presses(watch(), to=GROUP) == []
    assert talk.notices == ["Only this group's administrators can change that."]


async def test_a_chat_waits_for_a_few_at_once(talk: Talk) -> None:
    for number in (1, 2, 3):
        assert await talk.says(f"/addsource {number}.kz") == [Owed(ANN, Discovered(number))]
    assert await talk.says("/addsource 4.kz") == [Owed(ANN, TooManyLookups(3))]
    assert await talk.says("/addsource 4.kz", BOB) == [Owed(BOB, Discovered(4))]


async def test_what_was_found_is_watched_for_this_chat_alone(talk: Talk) -> None:
    await talk.says("/addsource orda.kz")
    await find(talk)
    assert await talk.presses(watch()) == [Owed(ANN, Discovered(1), edits=MESSAGE)]
    assert talk.notices == ["I watch it"]
    assert await seen(talk, ANN) == [("Steppe", False)]
    assert await seen(talk, BOB) == []
    assert await talk.presses(watch()) == [Owed(ANN, Discovered(1), edits=MESSAGE)]
    assert talk.notices[-1] == "That has changed since. Here is what is true now."


async def test_nobody_else_decides_about_it(talk: Talk) -> None:
    await talk.says("/addsource orda.kz")
    await find(talk)
    await talk.presses(watch(), BOB)
    await talk.presses(Decline(discovery_id=1).pack(), BOB)
    assert await seen(talk, BOB) == []
    await talk.presses(watch())
    assert await seen(talk, ANN) == [("Steppe", False)]


async def test_what_was_found_is_left_alone(talk: Talk) -> None:
    await talk.says("/addsource orda.kz")
    await find(talk)
    no = Decline(discovery_id=1).pack()
    assert await talk.presses(no) == [Owed(ANN, Discovered(1), edits=MESSAGE)]
    await talk.presses(watch())
    assert await seen(talk, ANN) == []


async def test_there_must_be_room(talk: Talk) -> None:
    await talk.says("/addsource c.kz")
    await adds(talk, 2)
    await adds(talk, 3)
    assert await talk.says("/addsource d.kz") == [Owed(ANN, SourcesFull(2))]
    await find(talk, 1, "https://third.example")
    assert await talk.presses(watch(1)) == [Owed(ANN, SourcesFull(2))]
    assert len(await seen(talk, ANN)) == 2


async def test_an_operator_adds_for_everybody_in_private_only(talk: Talk) -> None:
    talk.knows("administrator", "administrator")
    assert await talk.says("/addsource orda.kz", OPERATOR) == [
        Owed(OPERATOR, Discovered(1, common=True))
    ]
    await find(talk)
    await talk.presses(watch(common=True), OPERATOR)
    assert await seen(talk, ANN) == [("Steppe", True)]
    await talk.says("/addsource b.kz", OPERATOR, to=GROUP)
    await find(talk, 2, "https://other.example", "Other")
    await talk.presses(watch(2, common=True), OPERATOR, to=GROUP)
    assert await seen(talk, ANN) == [("Steppe", True)]
    assert await seen(talk, GROUP) == [("Other", False), ("Steppe", True)]


async def test_a_forged_button_adds_nothing_for_everybody(talk: Talk) -> None:
    await talk.says("/addsource orda.kz")
    await find(talk)
    await talk.presses(watch(common=True))
    assert await seen(talk, BOB) == []


async def test_two_chats_share_a_source_without_hearing_of_each_other(talk: Talk) -> None:
    await talk.says("/addsource orda.kz")
    await talk.says("/addsource orda.kz", BOB)
    for number, who in ((1, ANN), (2, BOB)):
        await find(talk, number)
        await talk.presses(watch(number), who)
        async with talk.database.read() as connection:
            known = await discoveries.get(connection, who, number)
        assert known is not None
        assert known.state == "added"
    await talk.says("/removesource 1")
    assert await seen(talk, BOB) == [("Steppe", False)]


async def test_the_list_and_its_pages(talk: Talk) -> None:
    assert await talk.says("/sources") == [Owed(ANN, SourcesListed())]
    assert await talk.says("/sources", OPERATOR) == [Owed(OPERATOR, SourcesListed(operator=True))]
    page = SourcesPage(page=2).pack()
    assert await talk.presses(page, OPERATOR) == [
        Owed(OPERATOR, SourcesListed(page=2, operator=True), edits=MESSAGE)
    ]
    export = ExportSources().pack()
    assert await talk.presses(export) == [Owed(ANN, SourcesExported())]
    assert talk.notices == ["", ""]


async def test_a_source_is_removed_from_the_list_and_put_back(talk: Talk) -> None:
    await adds(talk)
    removed = SourcesListed(page=0, removed=2)
    assert await talk.presses(remove(page=0)) == [Owed(ANN, removed, edits=MESSAGE)]
    assert await seen(talk, ANN) == []
    back = SourcesListed(page=0)
    assert await talk.presses(watch(2, page=0)) == [Owed(ANN, back, edits=MESSAGE)]
    assert await seen(talk, ANN) == [("Steppe", False)]
    assert talk.notices[-2:] == ["I no longer watch it", "I watch it"]


async def test_what_a_stranger_removed_can_not_be_put_back_or_looked_at(talk: Talk) -> None:
    await adds(talk)
    assert await talk.presses(remove(), BOB) == [Owed(BOB, NotWatched(), edits=MESSAGE)]
    await talk.presses(remove())
    assert await talk.presses(watch(2), BOB) == [Owed(BOB, Discovered(2), edits=MESSAGE)]
    assert await seen(talk, BOB) == []


@pytest.mark.parametrize(
    "words",
    ["1", "#1", "steppe", "Steppe", "https://www.steppe.example/1/", "steppe.example"],
)
async def test_a_source_is_removed_by_what_it_is_called(talk: Talk, words: str) -> None:
    await adds(talk)
    assert await talk.says(f"/removesource {words}") == [Owed(ANN, SourceRemoved(2))]
    assert await seen(talk, ANN) == []


async def test_what_is_meant_must_be_clear(talk: Talk) -> None:
    assert await talk.says("/removesource") == [Owed(ANN, RemoveSourceWanted())]
    assert await talk.says("/removesource 1") == [Owed(ANN, NotWatched())]
    await adds(talk, 1)
    await adds(talk, 2)
    for words in ("0", "3", "99999999999999999999", "other", "\0", "http://[", "-1"):
        assert await talk.says(f"/removesource {words}") == [Owed(ANN, NotWatched())]
    assert await talk.says("/removesource Steppe") == [Owed(ANN, SourceUnclear())]


async def test_what_one_chat_calls_a_source_is_nothing_to_another(talk: Talk) -> None:
    await adds(talk, 1)
    async with talk.database.write() as connection:
        await connection.execute(tables.watch.update().values(name="SECRET DOSSIER"))
    await talk.says("/addsource steppe.example", BOB)
    await find(talk, 2, "https://steppe.example/1", "Steppe")
    await talk.presses(watch(2), BOB)
    assert await seen(talk, BOB) == [("Steppe", False)]
    assert await talk.says("/removesource SECRET DOSSIER", BOB) == [Owed(BOB, NotWatched())]
    assert await talk.says("/removesource Steppe") == [Owed(ANN, NotWatched())]

    assert await talk.says("/removesource secret dossier") == [Owed(ANN, SourceRemoved(3))]
    async with talk.database.read() as connection:
        kept = await discoveries.get(connection, ANN, 3)
    assert kept is not None
    assert isinstance(kept.found, Proposed)
    assert (kept.found.shown, kept.found.name) == ("SECRET DOSSIER", "steppe.example/1")
    await talk.presses(watch(3))
    assert await seen(talk, ANN) == [("SECRET DOSSIER", False)]
    assert await seen(talk, BOB) == [("Steppe", False)]


async def test_common_sources_are_the_operators_and_the_file_s(talk: Talk) -> None:
    async with talk.database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(FEED, "Filed")])
    assert await talk.says("/removesource Filed") == [Owed(ANN, SourceKept(1))]
    kept = SourceKept(1, operator=True)
    assert await talk.says("/removesource Filed", OPERATOR) == [Owed(OPERATOR, kept)]
    await talk.says("/addsource b.kz", OPERATOR)
    await find(talk, 1, "https://b.example", "Added")
    await talk.presses(watch(common=True), OPERATOR)
    assert await talk.presses(remove(2)) == [Owed(ANN, SourceKept(2), edits=MESSAGE)]
    assert await seen(talk, ANN) == [("Added", True), ("Filed", True)]
    await talk.presses(remove(2), OPERATOR)
    assert await seen(talk, ANN) == [("Filed", True)]
    await talk.presses(watch(2, common=True), OPERATOR)
    assert await seen(talk, ANN) == [("Added", True), ("Filed", True)]


async def test_a_list_of_sources_is_taken_in_private(talk: Talk) -> None:
    assert await talk.says(None, **OPML) == [Owed(ANN, Discovered(1))]
    [one] = await waiting(talk)
    assert (one.kind, one.asked) == ("opml", "F1")
    other: dict[str, Any] = {"document": OPML["document"] | {"file_name": "photo.png"}}
    assert await talk.says(None, **other) == [Owed(ANN, UnknownCommand())]
    await talk.says("/addsource")
    assert await talk.says(None, **other) == [Owed(ANN, Discovered(2))]


async def test_in_a_group_a_list_comes_with_the_command(talk: Talk) -> None:
    talk.knows("administrator", "administrator")
    assert await talk.says(None, to=GROUP, **OPML) == []
    [owed] = await talk.says(None, to=GROUP, caption="/addsource", **OPML)
    assert owed.outcome == Discovered(1)
    file = talk.message(None, to=GROUP, **OPML)
    [owed] = await talk.says("/addsource", to=GROUP, reply_to_message=file)
    assert owed.outcome == Discovered(2)
    assert [one.asked for one in await waiting(talk)] == ["F1", "F1"]


async def test_status_is_for_everybody(talk: Talk) -> None:
    [owed] = await talk.says("/status", to=GROUP)
    assert owed.outcome == Surveyed()

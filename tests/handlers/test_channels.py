"""A channel is managed from private chat, by whoever Telegram says is its administrator."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from sqlalchemy import func, select, update

from actions.outcomes import (
    Added,
    ChannelLeft,
    ChannelLost,
    ChannelManaged,
    ChannelOffered,
    ChannelRefused,
    ChannelsShown,
    ChatTrouble,
    ChatWell,
    Discovered,
    Duplicate,
    Listed,
    Outcome,
    Removed,
    RightsUnknown,
    SourcesListed,
    WordsWanted,
)
from storage import destinations, management, outbox, waiting_line
from storage.destinations import Destination
from storage.schema import delivery
from tests.handlers.talk import ANN, BOB, GROUP, OPERATOR, US, Owed, Talk, chat, member, ours
from views.buttons import Manage, ManageNothing, Remove

CHANNEL = -1_001_777_888_999
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]


@dataclass
class Rights:
    """What Telegram says about one channel and the people in it, as long as it stands so."""

    talk: Talk
    ranks: dict[int, str] = field(default_factory=lambda: {ANN: "creator", US: "poster"})
    kind: str = "channel"

    def __post_init__(self) -> None:
        for method, answer in (("getChat", self._chat), ("getChatMember", self._member)):
            self.talk.telegram.answers[method] = Always([answer])

    def _chat(self, call: Any) -> Any:
        if US not in self.ranks or call.chat_id not in (CHANNEL, "@oral_news"):
            return TelegramBadRequest(call, "Bad Request: chat not found")
        return {"id": CHANNEL, "type": self.kind, "title": "Oral News"}

    def _member(self, call: Any) -> Any:
        if call.chat_id != CHANNEL or US not in self.ranks:
            return TelegramBadRequest(call, "Bad Request: chat not found")
        return member(self.ranks.get(call.user_id, "left"), call.user_id)

    def silent(self) -> None:
        """Let Telegram be out of reach."""
        for method in ("getChat", "getChatMember"):
            self.talk.telegram.answers[method] = Always(
                [lambda call: TelegramNetworkError(call, "no route")]
            )


class Always(list[Any]):
    """Answers that are not used up."""

    def pop(self, _: Any = -1) -> Any:
        return self[0]


@pytest.fixture(autouse=True)
def rights(talk: Talk) -> Rights:
    return Rights(talk)


async def known(talk: Talk) -> Destination:
    async with talk.database.read() as connection:
        there = await destinations.find(connection, CHANNEL)
    assert there is not None
    return there


async def managed(talk: Talk, person: int = ANN) -> int | None:
    """Return the chat that a person manages."""
    async with talk.database.read() as connection:
        there = await management.current(connection, person)
    return None if there is None else there.chat_id


async def outcome(talk: Talk, text: str, sender: int = ANN) -> Outcome | None:
    [owed] = await talk.says(text, sender)
    assert owed.chat_id == sender, "answers go to the private chat"
    return owed.outcome


def forwarded(chat_id: int = CHANNEL) -> dict[str, Any]:
    origin = {
        "type": "channel",
        "date": 1_790_000_000,
        "chat": chat(chat_id, "channel"),
        "message_id": 17,
    }
    return {"forward_origin": origin}


@pytest.mark.parametrize(
    "named",
    ["@oral_news", "Oral_News", "https://t.me/oral_news", "t.me/c/1777888999/5", str(CHANNEL)],
)
async def test_a_channel_is_managed_by_its_name_link_or_id(talk: Talk, named: str) -> None:
    assert isinstance(await outcome(talk, f"/channel {named}"), ChannelManaged)
    assert await managed(talk) == CHANNEL


async def test_a_private_channel_is_managed_by_a_forwarded_post(talk: Talk) -> None:
    [owed] = await talk.says("Good morning", **forwarded())
    assert owed == Owed(ANN, ChannelManaged((await known(talk)).id))
    assert await managed(talk) == CHANNEL


async def test_a_channel_is_called_what_it_is_called_now(talk: Talk) -> None:
    managed = await outcome(talk, "/channel @oral_news")
    assert isinstance(managed, ChannelManaged)
    there = chat(CHANNEL, "channel")
    await talk.takes(channel_post=talk.message(None, to=CHANNEL, chat=there, new_chat_title="Oral"))
    async with talk.database.read() as connection:
        known = await management.known(connection, managed.destination_id)
    assert known is not None
    assert known.title == "Oral"


async def test_an_album_is_answered_once(talk: Talk) -> None:
    """Its pictures come as a message each."""
    for number, outcomes in enumerate(([ChannelManaged], [], [])):
        one = talk.message(None, photo=PHOTO, media_group_id="9", **forwarded())
        await talk.handles({"update_id": 9_000 + number, "message": one})
        assert [type(owed.outcome) for owed in await talk.owed()] == outcomes
    await talk.clock.advance(3_600)
    [owed] = await talk.says(None, photo=PHOTO, media_group_id="10", **forwarded())
    assert isinstance(owed.outcome, ChannelManaged), "another one, later"


async def test_what_is_said_in_private_is_meant_for_the_channel(talk: Talk) -> None:
    await talk.says("/follow budget")
    await talk.says("/channel @oral_news")
    assert await outcome(talk, "/follow tax") == Added(2)
    assert await outcome(talk, "/follow") == WordsWanted()
    assert await outcome(talk, "harbour") == Added(3)
    assert await outcome(talk, "/unfollow 2") == Removed(3)
    assert await talk.follows(CHANNEL) == ["tax"]
    assert await talk.follows(ANN) == ["budget"]
    assert await talk.publishes("a", "tax") == 1
    [alert] = await talk.owed()
    assert (alert.chat_id, alert.outcome) == (CHANNEL, None)
    assert await outcome(talk, "/channel off") == ChannelLeft((await known(talk)).id)
    assert await outcome(talk, "/follow tax") == Added(4)
    assert await talk.follows(ANN) == ["budget", "tax"]
    assert await outcome(talk, "/channel off") == ChannelLeft()


async def test_an_answer_says_which_channel_it_is_about(talk: Talk) -> None:
    await talk.says("/channel @oral_news")
    await talk.handles({"update_id": 1, "message": talk.message("/list")})
    async with talk.database.write() as connection:
        now = talk.clock.now()
        ids = [one.id for one in await waiting_line.heads(connection, now, (), 9)]
        [letter] = await outbox.begin(connection, ids)
    there = await known(talk)
    assert (letter.chat_id, letter.destination_id != there.id) == (ANN, True)
    assert (letter.about_id, letter.about_chat_id) == (there.id, CHANNEL)


@pytest.mark.parametrize(
    ("ranks", "reason"),
    [
        ({ANN: "member", US: "poster"}, "strangers"),
        ({US: "poster"}, "strangers"),
        ({ANN: "creator"}, "strangers"),
        ({ANN: "creator", US: "administrator"}, "no_post"),
        ({ANN: "creator", US: "member"}, "no_post"),
    ],
)
async def test_both_have_to_be_administrators(
    talk: Talk, rights: Rights, ranks: dict[int, str], reason: str
) -> None:
    rights.ranks = ranks
    assert await outcome(talk, "/channel @oral_news") == ChannelRefused(reason)
    [owed] = await talk.says("Good morning", **forwarded())
    assert owed.outcome == ChannelRefused(reason)
    assert await managed(talk) is None


async def test_a_group_is_no_channel(talk: Talk, rights: Rights) -> None:
    rights.kind = "supergroup"
    assert await outcome(talk, "/channel @oral_news") == ChannelRefused("strangers")


@pytest.mark.parametrize("words", ["Oral News", "orda.kz", "https://t.me/+AbCdEf123"])
async def test_what_names_no_channel(talk: Talk, words: str) -> None:
    assert await outcome(talk, f"/channel {words}") == ChannelRefused("unreadable")
    assert talk.asked("getChat") == 0


async def test_channels_are_managed_in_private_only(talk: Talk) -> None:
    [owed] = await talk.says("/channel @oral_news", to=GROUP)
    assert owed.outcome == ChannelRefused("in_group")


async def test_telegram_may_not_answer(talk: Talk, rights: Rights) -> None:
    rights.silent()
    assert await outcome(talk, "/channel @oral_news") == RightsUnknown()
    assert await managed(talk) is None


async def test_rights_are_checked_at_each_change(talk: Talk, rights: Rights) -> None:
    await talk.says("/channel @oral_news")
    there = await known(talk)
    rights.ranks[ANN] = "member"
    assert await outcome(talk, "/follow tax") == ChannelLost(there.id)
    assert await talk.follows(CHANNEL) == await talk.follows(ANN) == []
    assert await outcome(talk, "/follow tax") == Added(1), "from now on it is meant for herself"
    assert await talk.follows(ANN) == ["tax"]


async def test_nothing_changes_while_telegram_is_silent(talk: Talk, rights: Rights) -> None:
    await talk.says("/channel @oral_news")
    rights.silent()
    assert await outcome(talk, "/follow tax") == RightsUnknown()
    assert await managed(talk) == CHANNEL
    assert isinstance(await outcome(talk, "/channel off"), ChannelLeft), "that needs no rights"


async def test_the_way_back_is_a_button_too(talk: Talk) -> None:
    await talk.says("/channel @oral_news")
    there = await known(talk)
    [owed] = await talk.presses(ManageNothing().pack())
    assert owed.outcome == ChannelLeft(there.id)
    [owed] = await talk.presses(Manage(destination_id=there.id).pack())
    assert owed.outcome == ChannelManaged(there.id)
    [owed] = await talk.presses(Manage(destination_id=there.id).pack(), BOB)
    assert owed.outcome == ChannelRefused("strangers")
    assert "administrators" in talk.notices[-1]
    assert await managed(talk, BOB) is None


async def test_alone_it_shows_what_is_managed(talk: Talk) -> None:
    assert await outcome(talk, "/channel") == ChannelsShown()
    await talk.says("/channel @oral_news")
    await talk.says("/channel off")
    async with talk.database.read() as connection:
        here = await destinations.find(connection, ANN)
        assert here is not None
        [before] = await management.before(connection, here.id, ANN)
    assert (before.title, before.kind) == ("Oral News", "channel")


async def test_a_button_acts_on_what_its_message_is_about(talk: Talk, rights: Rights) -> None:
    """Whatever is managed now: of the channel's list on the channel, of her own on herself."""
    await talk.says("/follow tax")
    await talk.says("/channel @oral_news")
    await talk.says("/follow tax")
    await talk.says("/list")
    about_channel = await last_message(talk)
    await talk.says("/channel off")
    await talk.presses(Remove(follow_id=2).pack(), more=on_message(about_channel))
    assert await talk.follows(CHANNEL) == []
    assert await talk.follows(ANN) == ["tax"]
    rights.ranks[ANN] = "left"
    await talk.says("/list")
    await talk.presses(Remove(follow_id=1).pack(), more=on_message(await last_message(talk)))
    assert await talk.follows(ANN) == []


async def test_a_button_of_a_channel_is_checked_when_it_is_pressed(
    talk: Talk, rights: Rights
) -> None:
    await talk.says("/channel @oral_news")
    await talk.says("/follow tax")
    message = await last_message(talk)
    await talk.says("/channel off")
    rights.ranks[ANN] = "member"
    assert await talk.presses(Remove(follow_id=1).pack(), more=on_message(message)) == []
    assert "administrators" in talk.notices[-1]
    assert await talk.follows(CHANNEL) == ["tax"]


async def test_sources_belong_to_the_channel(talk: Talk, rights: Rights) -> None:
    """Also an operator adds for the channel then, and not for everybody."""
    rights.ranks[OPERATOR] = "administrator"
    await talk.says("/channel @oral_news", OPERATOR)
    [owed] = await talk.says("/addsource orda.kz", OPERATOR)
    assert owed.outcome == Discovered(1)
    [owed] = await talk.says("/sources", OPERATOR)
    assert owed.outcome == SourcesListed()


async def test_whoever_lets_us_post_is_offered_to_manage(talk: Talk) -> None:
    await talk.says("/start")
    owed = await talk.changes("left", "poster", CHANNEL, "channel")
    there = await known(talk)
    assert Owed(ANN, ChannelOffered(there.id)) in owed
    [pressed] = await talk.presses(Manage(destination_id=there.id).pack())
    assert pressed.outcome == ChannelManaged(there.id)
    assert await talk.changes("poster", "poster", CHANNEL, "channel") == []


async def test_nobody_is_offered_what_we_may_not_do(talk: Talk) -> None:
    await talk.says("/start")
    owed = await talk.changes("left", "administrator", CHANNEL, "channel")
    assert not any(isinstance(one.outcome, ChannelOffered) for one in owed)
    owed = await talk.changes("administrator", "poster", CHANNEL, "channel")
    assert Owed(ANN, ChannelOffered((await known(talk)).id)) in owed


@pytest.mark.parametrize("after", ["administrator", "left", "kicked", "member"])
async def test_managing_ends_with_our_rights(talk: Talk, after: str) -> None:
    await talk.says("/channel @oral_news")
    await talk.says("/follow tax")
    await talk.publishes("a", "tax")
    there = await known(talk)
    owed = await talk.changes("poster", after, CHANNEL, "channel")
    what = "removed" if after in ("left", "kicked") else "silenced"
    assert owed == [Owed(ANN, ChatTrouble(there.id, what, managed=True))], "and no alert"
    assert await managed(talk) is None
    assert await talk.publishes("b", "tax") == 0
    owed = await talk.changes(after, "poster", CHANNEL, "channel")
    assert Owed(ANN, ChatWell(there.id)) in owed
    assert await talk.publishes("c", "tax") == 1
    assert await talk.follows(CHANNEL) == ["tax"]


async def test_two_may_manage_one_channel(talk: Talk, rights: Rights) -> None:
    rights.ranks[BOB] = "administrator"
    await talk.says("/channel @oral_news")
    await talk.says("/channel @oral_news", BOB)
    assert await outcome(talk, "/follow tax") == Added(1)
    assert await outcome(talk, "/follow tax", BOB) == Duplicate(1)
    owed = await talk.changes("poster", "left", CHANNEL, "channel")
    trouble = ChatTrouble((await known(talk)).id, "removed", managed=True)
    assert {(one.chat_id, one.outcome) for one in owed} == {(ANN, trouble), (BOB, trouble)}


async def test_commands_in_a_channel_are_nobodys(talk: Talk) -> None:
    post = talk.message("/follow tax", to=CHANNEL, chat=chat(CHANNEL, "channel"))
    del post["from"]
    assert await talk.takes(channel_post=post) == []
    assert await talk.follows(CHANNEL) == []


async def test_a_list_goes_on_after_management(talk: Talk) -> None:
    await talk.says("/channel @oral_news")
    assert await outcome(talk, "/list") == Listed()


def on_message(message_id: int) -> dict[str, Any]:
    return {"message": ours(ANN, message_id)}


async def last_message(talk: Talk) -> int:
    """Let Telegram number the last answer; return the number."""
    async with talk.database.write() as connection:
        last = (await connection.execute(select(func.max(delivery.c.id)))).scalar_one()
        number = 5_000 + int(last)
        await connection.execute(
            update(delivery).where(delivery.c.id == last).values(message_id=number)
        )
    return number

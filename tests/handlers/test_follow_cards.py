"""The buttons of /list and of the cards behind its numbers, and who may press them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetChatMember

from actions.outcomes import FollowShown, LimitReached, Listed, Outcome, encode
from bot.delivery.beginning import Begun
from bot.delivery.rendering import Renderer
from storage import destinations, follow_settings, follows, outbox, queries, rhythms
from storage.destinations import Place
from storage.follows import Follow
from storage.rhythms import Rhythm
from tests.handlers.talk import ANN, BOB, GROUP, Owed, Talk, user
from tests.storage.builders import NOW
from views.buttons import Card, ListPage, RemoveListed, RestoreListed, Tune
from views.i18n import load_languages
from views.screen import Screen

MESSAGE = 5_000
STALE = "That has changed since. Here is what is true now."


def open_card(follow_id: int = 1, page: int = 0) -> str:
    return Card(follow_id=follow_id, page=page).pack()


def tune(to: Any, follow_id: int = 1, page: int = 0) -> str:
    return Tune(follow_id=follow_id, page=page, to=to).pack()


def remove(follow_id: int = 1, page: int = 0) -> str:
    return RemoveListed(follow_id=follow_id, page=page).pack()


def restore(follow_id: int = 1, page: int = 0) -> str:
    return RestoreListed(follow_id=follow_id, page=page).pack()


def edited(outcome: Outcome, chat_id: int = ANN) -> list[Owed]:
    return [Owed(chat_id, outcome, edits=MESSAGE)]


async def known(talk: Talk, chat_id: int = ANN, follow_id: int = 1) -> Follow:
    async with talk.database.read() as connection:
        found = await follows.get(connection, chat_id, follow_id)
    assert found is not None
    return found


@dataclass
class Reader:
    """Reads what an outcome shows to a chat."""

    talk: Talk

    async def reads(self, outcome: Outcome, chat_id: int = ANN) -> Screen:
        async with self.talk.database.write() as connection:
            place = Place(chat_id, "private" if chat_id > 0 else "supergroup", 0, "en")
            here = await destinations.arrive(connection, NOW, place)
            owed = await outbox.owe(connection, NOW, here.id, "answer", outcome=encode(outcome))
            [letter] = await outbox.begin(connection, [owed])
        renderer = Renderer(self.talk.database, load_languages())
        return await renderer.render(Begun(letter), self.talk.clock.now())


@pytest.fixture
def reader(talk: Talk) -> Reader:
    return Reader(talk)


def labels(screen: Screen) -> Iterator[str]:
    return (button.text for row in screen.buttons for button in row)


def pressed(screen: Screen, label: str) -> str:
    """Return what the button with this label carries."""
    [data] = [
        button.data
        for row in screen.buttons
        for button in row
        if button.text.removeprefix("✓ ") == label
    ]
    return data


async def test_a_number_opens_its_card_and_the_card_leads_back(talk: Talk, reader: Reader) -> None:
    await talk.says("/follow tax")
    await talk.says("/follow budget")
    listed = await reader.reads(Listed())
    assert await talk.presses(pressed(listed, "2")) == edited(FollowShown(2))
    card = await reader.reads(FollowShown(2))
    assert card.text.startswith("budget\nAn article must have:\n• the word: budget")
    assert await talk.presses(pressed(card, "‹ Back to the list")) == edited(Listed())
    assert talk.notices == ["", ""]


@pytest.mark.parametrize(
    ("label", "settings", "notice", "changed"),
    [
        ("At once", {"rhythm": "now"}, "Changed", "rhythm"),
        ("Daily", {"rhythm": "daily"}, "Changed", "rhythm"),
        ("Weekly", {"rhythm": "weekly"}, "Changed", "rhythm"),
        ("Like the rest", {}, "Changed", "rhythm"),
        ("Every outlet", {"reports": "every"}, "Changed", "reports"),
        ("First only", {"reports": "first"}, "Changed", "reports"),
        ("Note reports", {}, "Changed", "reports"),
        ("Mute for a day", {"muted_until": NOW + timedelta(days=1)}, "Muted", "muted"),
        ("Mute for a week", {"muted_until": NOW + timedelta(days=7)}, "Muted", "muted"),
    ],
)
async def test_a_button_of_a_card_does_what_it_says(
    talk: Talk, reader: Reader, label: str, settings: dict[str, Any], notice: str, changed: str
) -> None:
    await talk.says("/follow tax")
    card = await reader.reads(FollowShown(1, page=3))
    shown = FollowShown(1, page=3, changed=changed)
    assert await talk.presses(pressed(card, label)) == edited(shown)
    assert await known(talk) == Follow(1, "tax", active=True, **settings)
    assert talk.notices == [notice]
    redrawn = await reader.reads(shown)
    assert f"✓ {label}" in labels(redrawn) or changed == "muted"


async def test_a_mute_ends_by_its_button_or_by_itself(talk: Talk, reader: Reader) -> None:
    await talk.says("/follow tax")
    await talk.presses(tune("day"))
    card = await reader.reads(FollowShown(1))
    assert "• Muted until 3 Mar, 14:30" in card.text  # in Almaty
    assert "1. tax — muted" in (await reader.reads(Listed())).text
    assert await talk.presses(pressed(card, "Unmute")) == edited(FollowShown(1, changed="unmuted"))
    assert await known(talk) == Follow(1, "tax", active=True)
    assert talk.notices == ["Muted", "No longer muted"]

    await talk.presses(tune("day"))
    await talk.clock.advance(86_400)
    assert "Muted" not in (await reader.reads(FollowShown(1))).text
    assert "muted" not in (await reader.reads(Listed())).text


async def test_a_muted_follow_is_not_told_of_what_waited(talk: Talk) -> None:
    await talk.says("/follow tax")
    await talk.publishes("a", "tax")
    assert await talk.presses(tune("week")) == edited(FollowShown(1, changed="muted"))
    await talk.presses(tune("unmute"))
    await talk.publishes("b", "tax")
    assert [one.alert_id for one in await talk.owed()] == [2]


async def test_the_list_marks_what_is_special(talk: Talk, reader: Reader) -> None:
    for words in ("tax", "budget", "court"):
        await talk.says(f"/follow {words}")
    await talk.presses(tune("daily"))
    await talk.presses(tune("every"))
    await talk.presses(tune("now", 2))
    listed = (await reader.reads(Listed())).text
    assert "\n1. tax — daily, every outlet\n2. budget — at once\n3. court\n" in listed


async def test_a_card_says_when_its_destination_is_told(talk: Talk, reader: Reader) -> None:
    await talk.says("/follow tax")
    async with talk.database.write() as connection:
        await rhythms.change(connection, 1, Rhythm(rhythm="weekly", digest_day=4))
    assert "• I write: once a week, Friday 09:00, like the rest" in (
        await reader.reads(FollowShown(1))
    ).text  # fmt: skip
    await talk.presses(tune("now"))
    assert "• I write: at once\n" in (await reader.reads(FollowShown(1))).text


async def test_a_card_shows_what_matched_lately(talk: Talk, reader: Reader) -> None:
    await talk.says("/follow tax")
    assert "Nothing has matched yet." in (await reader.reads(FollowShown(1))).text
    for number in range(10):
        await talk.publishes(number, "tax")
    card = await reader.reads(FollowShown(1))
    links = [entity.url for entity in card.entities if entity.type == "text_link"]
    assert links == [f"https://news.example/{number}" for number in range(9, 1, -1)]
    assert card.text.count("• Headline — News, 14:30") == 8


async def test_unfollowing_from_a_card_offers_an_undo_on_the_same_page(
    talk: Talk, reader: Reader
) -> None:
    await talk.says("/follow tax")
    await talk.says("/follow budget")
    await talk.presses(tune("daily"))
    card = await reader.reads(FollowShown(1, page=1))
    shown = Listed(removed=1, page=1)
    assert await talk.presses(pressed(card, "Unfollow")) == edited(shown)
    assert await talk.follows(ANN) == ["budget"]
    listed = await reader.reads(shown)
    assert listed.text.startswith("You no longer follow tax.")
    assert await talk.presses(pressed(listed, "Undo: tax")) == edited(Listed(page=0))
    assert await known(talk) == Follow(1, "tax", active=True, rhythm="daily")
    assert talk.notices == ["Changed", "Unfollowed", "Followed again"]


async def test_a_list_of_many_has_pages_and_numbers_that_stay(talk: Talk, reader: Reader) -> None:
    await talk.says("/start")
    async with talk.database.write() as connection:
        here = await destinations.find(connection, ANN)
        assert here is not None
        for number in range(1, 101):
            query_id = await queries.intern(connection, f"word {number}", b"", 1)
            await follows.add(connection, NOW, here.id, query_id, "word")
    first = await reader.reads(Listed())
    assert list(labels(first)) == [*map(str, range(1, 51)), "1/2", "›"]
    assert await talk.presses(pressed(first, "›")) == edited(Listed(page=1))
    second = await reader.reads(Listed(page=1))
    assert list(labels(second)) == [*map(str, range(51, 101)), "‹", "2/2"]
    assert second.text.splitlines()[1] == "51. word"
    assert await talk.presses(pressed(second, "100")) == edited(FollowShown(100, page=1))
    assert await reader.reads(Listed(page=7)) == second


@pytest.mark.parametrize(
    "button", [open_card(1, 1), tune("daily", 1, 1), tune("day", 1, 1), remove(1, 1)]
)
async def test_a_button_of_a_follow_that_is_gone_says_so_and_shows_the_list(
    talk: Talk, button: str
) -> None:
    await talk.says("/follow tax")
    await talk.says("/unfollow tax")
    assert await talk.presses(button) == edited(Listed(page=1))
    assert talk.notices == [STALE]
    assert await known(talk) == Follow(1, "tax", active=False)


async def test_a_card_that_is_gone_when_it_is_sent_becomes_the_list(
    talk: Talk, reader: Reader
) -> None:
    await talk.says("/follow tax")
    await talk.says("/unfollow tax")
    shown = await reader.reads(FollowShown(1))
    assert shown.text.startswith("You no longer follow tax.")
    assert list(labels(shown)) == ["Undo: tax"]
    assert "You follow nothing yet" in (await reader.reads(FollowShown(99))).text


async def test_there_must_be_room_to_put_a_follow_back(talk: Talk) -> None:
    for words in ("a", "b", "c"):
        await talk.says(f"/follow {words}")
    await talk.presses(remove())
    await talk.says("/follow d")
    assert await talk.presses(restore()) == [Owed(ANN, LimitReached(limit=3))]
    assert await talk.presses(restore(99)) == edited(Listed())


async def test_a_follow_of_another_chat_is_out_of_reach(talk: Talk) -> None:
    await talk.says("/follow tax")
    for button in (open_card(), tune("daily"), tune("day"), remove()):
        assert await talk.presses(button, BOB) == edited(Listed(), BOB)
    assert await known(talk) == Follow(1, "tax", active=True)
    assert talk.notices == [STALE] * 4


@pytest.mark.parametrize(
    "data",
    ["f:1", "f:1:-1", "f:99999999999999999999:0", "g:1:0:hourly", "g:1:0:", "g:1:0", "h:x", "h:-1",
     "i:1", "j:1:0:0", f"h:{2**31}"],
)  # fmt: skip
async def test_a_button_that_no_version_made_is_answered_and_does_nothing(
    talk: Talk, data: str
) -> None:
    await talk.says("/follow tax")
    assert await talk.presses(data) == []
    assert talk.notices == ["I no longer know this button. /list shows what you follow."]
    assert await known(talk) == Follow(1, "tax", active=True)


async def test_in_a_group_everybody_may_look_and_administrators_change(talk: Talk) -> None:
    talk.knows("administrator")
    await talk.says("/follow tax", to=GROUP)
    assert await talk.presses(open_card(), BOB, to=GROUP) == edited(FollowShown(1), GROUP)
    assert await talk.presses(ListPage(page=0).pack(), BOB, to=GROUP) == edited(Listed(), GROUP)
    refused = (tune("daily"), tune("week"), remove(), restore())
    for button in refused:
        talk.knows("member")
        assert await talk.presses(button, BOB, to=GROUP) == []
    refusal = "Only this group's administrators can change that."
    assert talk.notices == ["", "", *[refusal] * len(refused)]
    assert await known(talk, GROUP) == Follow(1, "tax", active=True)

    talk.knows("administrator")
    shown = FollowShown(1, changed="rhythm")
    assert await talk.presses(tune("daily"), to=GROUP) == edited(shown, GROUP)


async def test_when_telegram_does_not_say_who_presses_nothing_is_changed(talk: Talk) -> None:
    trouble = TelegramNetworkError(GetChatMember(chat_id=GROUP, user_id=ANN), "timed out")
    talk.knows("administrator", trouble, trouble)
    await talk.says("/follow tax", to=GROUP)
    assert await talk.presses(tune("daily"), to=GROUP) == []
    assert talk.notices == ["Telegram did not answer in time. Please press again."]


async def test_a_press_that_comes_twice_is_done_once(talk: Talk) -> None:
    await talk.says("/follow tax")
    press = {"update_id": 9_000, "callback_query": {
        "id": "1", "from": user(ANN), "chat_instance": "1", "data": tune("day"),
        "message": talk.message("…"),
    }}  # fmt: skip
    assert await talk.handles(press)
    async with talk.database.write() as connection:
        await follow_settings.change(connection, NOW, Follow(1, "tax", active=True))
    assert not await talk.handles(press)
    assert await known(talk) == Follow(1, "tax", active=True)


@pytest.mark.parametrize("button", [open_card(), ListPage(page=0).pack(), tune("day"), remove()])
async def test_a_press_on_no_message_of_ours_is_answered_at_least(talk: Talk, button: str) -> None:
    await talk.says("/follow tax")
    inline: dict[str, Any] = {
        "id": "1", "from": user(ANN), "chat_instance": "1", "data": button,
        "inline_message_id": "x",
    }  # fmt: skip
    assert await talk.takes(callback_query=inline) == []
    assert len(talk.notices) == 1
    assert await known(talk) == Follow(1, "tax", active=True)

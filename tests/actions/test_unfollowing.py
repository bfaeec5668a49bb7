"""Removing a follow by its words, its place or its id, and putting it back."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.following import follow
from actions.outcomes import Added, LimitReached, NotFollowed, Removed, Restored
from actions.unfollowing import remove, restore, unfollow
from actions.who import Who
from storage import follows
from tests.actions.conftest import ARRIVAL, Person
from tests.storage.builders import PLENTY, heads, publish

NOW = ARRIVAL + timedelta(hours=1)


async def made(connection: AsyncConnection, who: Who, *many: str) -> list[int]:
    """Follow each of these, a second after what is followed already; return the follows' ids."""
    ids = []
    for words in many:
        known = await follows.of_destination(connection, who.destination.id)
        at = NOW + timedelta(seconds=len(known))
        outcome = await follow(connection, at, who, words, PLENTY)
        assert isinstance(outcome, Added)
        ids.append(outcome.follow_id)
    return ids


async def listed(connection: AsyncConnection, who: Who) -> list[str]:
    return [one.text for one in await follows.of_destination(connection, who.destination.id)]


@pytest.mark.parametrize("words", ["tax reform", "TAX  Reform", "reform tax", " tax, reform "])
async def test_a_follow_is_removed_by_its_words_however_they_are_spelt(
    connection: AsyncConnection, person: Person, words: str
) -> None:
    who = await person()
    follow_id, _ = await made(connection, who, "tax reform", "tax")
    assert await unfollow(connection, NOW, who, words) == Removed(follow_id)
    assert await listed(connection, who) == ["tax"]


@pytest.mark.parametrize(
    ("place", "left"), [("1", "bc"), ("2", "ac"), ("#3", "ab"), (" 03 ", "ab")]
)
async def test_a_follow_is_removed_by_its_place_in_the_list(
    connection: AsyncConnection, person: Person, place: str, left: str
) -> None:
    who = await person()
    await made(connection, who, "a", "b", "c")
    assert isinstance(await unfollow(connection, NOW, who, place), Removed)
    assert "".join(await listed(connection, who)) == left


async def test_places_close_up_when_a_follow_goes(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    ids = await made(connection, who, "a", "b", "c")
    for follow_id in ids:
        assert await unfollow(connection, NOW, who, "1") == Removed(follow_id)
    assert await unfollow(connection, NOW, who, "1") == NotFollowed()


async def test_a_follow_whose_words_are_a_number_wins_over_the_place(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    one, two, number = await made(connection, who, "a", "b", "2")
    assert await unfollow(connection, NOW, who, "2") == Removed(number)
    assert await unfollow(connection, NOW, who, "2") == Removed(two)
    assert await unfollow(connection, NOW, who, "2") == NotFollowed()
    assert await listed(connection, who) == ["a"]
    assert await unfollow(connection, NOW, who, "1") == Removed(one)


@pytest.mark.parametrize(
    "words", ["0", "4", "-1", "²", "٣", "1.0", "99999999999999999999", "", "?", '"a', "d", "a b"]
)
async def test_what_means_no_follow_removes_none(
    connection: AsyncConnection, person: Person, words: str
) -> None:
    who = await person()
    await made(connection, who, "a", "b", "c")
    assert await unfollow(connection, NOW, who, words) == NotFollowed()
    assert await listed(connection, who) == ["a", "b", "c"]


async def test_words_and_places_are_those_of_the_topic(
    connection: AsyncConnection, person: Person
) -> None:
    general, topic = await person(-9), await person(-9, topic=4)
    await made(connection, general, "tax")
    assert await unfollow(connection, NOW, topic, "tax") == NotFollowed()
    assert await unfollow(connection, NOW, topic, "1") == NotFollowed()


async def test_unfollowing_cancels_what_waits_and_restoring_revives_it(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    [follow_id] = await made(connection, who, "tax")
    await publish(connection, "a", "tax")
    assert await unfollow(connection, NOW, who, "tax") == Removed(follow_id)
    assert await heads(connection, NOW) == []
    assert await restore(connection, who, follow_id, PLENTY) == Restored(follow_id)
    assert len(await heads(connection, NOW)) == 1


async def test_removing_and_restoring_twice_says_so(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    [follow_id] = await made(connection, who, "tax")
    assert await restore(connection, who, follow_id, PLENTY) == NotFollowed()
    assert await remove(connection, NOW, who, follow_id) == Removed(follow_id)
    assert await remove(connection, NOW, who, follow_id) == NotFollowed()
    assert await restore(connection, who, follow_id, PLENTY) == Restored(follow_id)
    assert await restore(connection, who, follow_id, PLENTY) == NotFollowed()


async def test_a_follow_of_another_chat_is_out_of_reach(
    connection: AsyncConnection, person: Person
) -> None:
    who, stranger = await person(7), await person(8)
    [follow_id] = await made(connection, who, "tax")
    assert await remove(connection, NOW, stranger, follow_id) == NotFollowed()
    assert await listed(connection, who) == ["tax"]
    await remove(connection, NOW, who, follow_id)
    assert await restore(connection, stranger, follow_id, PLENTY) == NotFollowed()
    assert await listed(connection, who) == []
    assert await remove(connection, NOW, stranger, 2**52) == NotFollowed()


async def test_a_button_of_one_topic_works_for_its_chat(
    connection: AsyncConnection, person: Person
) -> None:
    general, topic = await person(-9), await person(-9, topic=4)
    [follow_id] = await made(connection, topic, "tax")
    assert await remove(connection, NOW, general, follow_id) == Removed(follow_id)
    assert await restore(connection, general, follow_id, PLENTY) == Restored(follow_id)
    assert await listed(connection, topic) == ["tax"]


async def test_there_must_be_room_for_a_follow_that_comes_back(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    first, _, _ = await made(connection, who, "a", "b", "c")
    await remove(connection, NOW, who, first)
    assert await restore(connection, who, first, 2) == LimitReached(limit=2)
    assert await listed(connection, who) == ["b", "c"]
    assert await restore(connection, who, first, 3) == Restored(first)
    assert await listed(connection, who) == ["a", "b", "c"]

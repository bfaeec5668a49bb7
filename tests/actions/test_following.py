"""What comes of following: made, made before, too many, too long, or no query at all."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from actions import follow_settings
from actions.asking import ask_for_words, awaits_words
from actions.following import MOST_CHARACTERS, follow
from actions.outcomes import Added, BadQuery, Duplicate, LimitReached, Restored, TooLong
from actions.unfollowing import remove
from storage import follows, outbox
from tests.actions.conftest import ARRIVAL, Person
from tests.storage.builders import PLENTY, heads, publish

NOW = ARRIVAL + timedelta(hours=1)


async def listed(connection: AsyncConnection, destination_id: int) -> list[str]:
    return [one.text for one in await follows.of_destination(connection, destination_id)]


async def test_words_become_a_follow_kept_as_they_were_typed(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    outcome = await follow(connection, NOW, who, '  Сталкинг "Criminal  Code" \n', PLENTY)
    assert isinstance(outcome, Added)
    assert await listed(connection, who.destination.id) == ['Сталкинг "Criminal  Code"']


@pytest.mark.parametrize(
    "again",
    [
        'stalking "criminal code"',
        'STALKING   "Criminal Code"',
        '"criminal code" stalking',
        "stalking «Criminal, Code»",
        '\tstalking, "criminal code"!',
        '"criminal code" AND (stalking)',
        "stalking И «Criminal Code»",
    ],
)
async def test_the_same_query_however_it_is_spelt_is_followed_once(
    connection: AsyncConnection, person: Person, again: str
) -> None:
    who = await person()
    first = await follow(connection, NOW, who, 'stalking "Criminal Code"', PLENTY)
    assert isinstance(first, Added)
    assert await follow(connection, NOW, who, again, PLENTY) == Duplicate(first.follow_id)
    assert await listed(connection, who.destination.id) == ['stalking "Criminal Code"']


async def test_asking_again_for_what_is_muted_ends_the_mute(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    first = await follow(connection, NOW, who, "tax", PLENTY)
    assert isinstance(first, Added)
    await follow_settings.mute(connection, NOW, who, first.follow_id, days=1)
    again = await follow(connection, NOW, who, "TAX", PLENTY)
    assert again == Restored(first.follow_id)
    known = await follows.get(connection, who.destination.chat_id, first.follow_id)
    assert known is not None
    assert not known.is_muted(NOW)


async def test_others_may_follow_the_same(connection: AsyncConnection, person: Person) -> None:
    outcomes = [
        await follow(connection, NOW, who, "tax", PLENTY)
        for who in (
            await person(7),
            await person(8),
            await person(-9, topic=0),
            await person(-9, topic=4),
        )
    ]
    assert all(isinstance(one, Added) for one in outcomes)
    assert len(set(outcomes)) == 4


async def test_a_chat_has_room_for_so_many_follows_over_all_its_topics(
    connection: AsyncConnection, person: Person
) -> None:
    general, topic = await person(-9), await person(-9, topic=4)
    assert isinstance(await follow(connection, NOW, general, "one", 2), Added)
    second = await follow(connection, NOW, topic, "two", 2)
    assert isinstance(second, Added)
    assert await follow(connection, NOW, general, "three", 2) == LimitReached(limit=2)
    assert isinstance(await follow(connection, NOW, await person(8), "three", 2), Added)

    assert await follow(connection, NOW, topic, "TWO", 2) == Duplicate(second.follow_id)
    await remove(connection, NOW, topic, second.follow_id)
    assert isinstance(await follow(connection, NOW, general, "three", 2), Added)
    assert await follow(connection, NOW, topic, "two", 2) == LimitReached(limit=2)


async def test_words_may_have_200_characters_and_no_more(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    longest = "қ" * MOST_CHARACTERS
    assert isinstance(await follow(connection, NOW, who, f"  {longest}\n", PLENTY), Added)
    assert await follow(connection, NOW, who, longest + "қ", PLENTY) == TooLong(201, 200)
    assert await follow(connection, NOW, who, "😀" * 5_000, PLENTY) == TooLong(5_000, 200)
    assert len(await listed(connection, who.destination.id)) == 1


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("", BadQuery("no_words", 1)),
        ("  \n ", BadQuery("no_words", 1)),
        ("?!…", BadQuery("no_words", 1)),
        ("😀😀", BadQuery("no_words", 1)),
        ('tax "criminal code', BadQuery("unclosed_quote", 5, 'tax "criminal code"')),
        ('tax ""', BadQuery("empty_phrase", 5, "tax")),
        ("w " * 21, BadQuery("too_many_words", 41, " ".join("w" * 20))),
        ("site:orda.kz", BadQuery("only_site", 1)),
        ("-football", BadQuery("only_excludes", 1)),
        # What would mend it makes it too long to be followed.
        ('"' + "қ" * (MOST_CHARACTERS - 1), BadQuery("unclosed_quote", 1)),
    ],
)
async def test_what_is_no_query_is_told_why_and_where(
    connection: AsyncConnection, person: Person, words: str, outcome: BadQuery
) -> None:
    who = await person()
    assert await follow(connection, NOW, who, words, PLENTY) == outcome
    assert await listed(connection, who.destination.id) == []


@pytest.mark.parametrize("words", ["nul\0nul", "lone \ud83d", "ﷺ " * 20, "ﷺ" * 200, "İ" * 200])
async def test_odd_words_are_followed_or_refused_but_break_nothing(
    connection: AsyncConnection, person: Person, words: str
) -> None:
    outcome = await follow(connection, NOW, await person(), words, PLENTY)
    assert isinstance(outcome, Added | BadQuery)


async def test_following_again_what_was_removed_takes_up_the_old_follow(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    added = await follow(connection, NOW, who, "tax", PLENTY)
    assert isinstance(added, Added)
    await publish(connection, "a", "tax")
    await remove(connection, NOW, who, added.follow_id)
    assert await heads(connection, NOW) == []

    assert await follow(connection, NOW, who, "Tax", PLENTY) == added
    [waiting] = await heads(connection, NOW)
    assert [one.alert_id for one in await outbox.begin(connection, [waiting.id])] == [1]


async def test_whoever_was_asked_for_words_and_follows_is_asked_no_longer(
    connection: AsyncConnection, person: Person
) -> None:
    for words, still_asked in (("tax", False), ("tax", False), ('"', True), ("x" * 201, True)):
        who = await person()
        await ask_for_words(connection, NOW, who)
        await follow(connection, NOW, who, words, PLENTY)
        assert await awaits_words(connection, NOW, who) == still_asked

"""Asking for the words of a follow, and how long we wait for them."""

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.asking import ask_for_words, awaits_words, stop_asking
from actions.outcomes import WordsWanted
from tests.actions.conftest import ARRIVAL, Person
from tests.support.travel import TravellingClock

DAY = 24 * 60 * 60.0


async def test_words_are_awaited_for_24_hours(connection: AsyncConnection, person: Person) -> None:
    clock, who = TravellingClock(ARRIVAL), await person()
    assert not await awaits_words(connection, clock.now(), who)
    assert await ask_for_words(connection, clock.now(), who) == WordsWanted()
    await clock.advance(DAY - 0.001)
    assert await awaits_words(connection, clock.now(), who)
    await clock.advance(0.001)
    assert not await awaits_words(connection, clock.now(), who)


async def test_whoever_is_asked_again_has_all_the_time_again(
    connection: AsyncConnection, person: Person
) -> None:
    clock, who = TravellingClock(ARRIVAL), await person()
    await ask_for_words(connection, clock.now(), who)
    await clock.advance(DAY - 1)
    await ask_for_words(connection, clock.now(), who)
    await clock.advance(DAY - 1)
    assert await awaits_words(connection, clock.now(), who)


async def test_only_the_one_who_was_asked_is_awaited_and_only_there(
    connection: AsyncConnection, person: Person
) -> None:
    asked = await person(-9, sender_id=1, topic=4)
    await ask_for_words(connection, ARRIVAL, asked)
    assert await awaits_words(connection, ARRIVAL, asked)
    for other in (
        await person(-9, sender_id=2, topic=4),
        await person(-9, sender_id=1, topic=0),
        await person(1, sender_id=1),
    ):
        assert not await awaits_words(connection, ARRIVAL, other)
        await stop_asking(connection, other)
    assert await awaits_words(connection, ARRIVAL, asked)


async def test_another_command_ends_the_wait(connection: AsyncConnection, person: Person) -> None:
    who = await person()
    await stop_asking(connection, who)
    await ask_for_words(connection, ARRIVAL, who)
    await stop_asking(connection, who)
    assert not await awaits_words(connection, ARRIVAL, who)

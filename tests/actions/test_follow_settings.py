"""Changing how one follow is told, and muting it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.follow_settings import mute, set_reports, set_rhythm, unmute
from actions.following import follow
from actions.outcomes import Added, FollowShown, NotFollowed
from actions.unfollowing import remove, restore
from actions.who import Who
from storage import follows, holding
from storage.follows import EVERY, FIRST, NOTED, Follow
from storage.rhythms import DAILY, NOW, WEEKLY
from storage.schema import delivery
from tests.actions.conftest import ARRIVAL, Person
from tests.storage.builders import PLENTY, publish

AT = ARRIVAL + timedelta(hours=1)
DAY = timedelta(days=1)


async def made(connection: AsyncConnection, who: Who, words: str = "tax") -> int:
    outcome = await follow(connection, AT, who, words, PLENTY)
    assert isinstance(outcome, Added)
    return outcome.follow_id


async def known(connection: AsyncConnection, who: Who, follow_id: int) -> Follow:
    found = await follows.get(connection, who.destination.chat_id, follow_id)
    assert found is not None
    return found


async def states(connection: AsyncConnection) -> list[str]:
    rows = await connection.execute(select(delivery.c.state).order_by(delivery.c.id))
    return list(rows.scalars())


async def test_each_setting_is_changed_alone(connection: AsyncConnection, person: Person) -> None:
    who = await person()
    one = await made(connection, who)
    for rhythm in (NOW, DAILY, WEEKLY, None, DAILY):
        shown = FollowShown(one, changed="rhythm")
        assert await set_rhythm(connection, AT, who, one, rhythm) == shown
        assert (await known(connection, who, one)).rhythm == rhythm
    for reports in (FIRST, NOTED, EVERY):
        shown = FollowShown(one, changed="reports")
        assert await set_reports(connection, AT, who, one, reports) == shown
        assert (await known(connection, who, one)).reports == reports
    assert await mute(connection, AT, who, one, 7) == FollowShown(one, changed="muted")
    assert await known(connection, who, one) == Follow(
        one, "tax", True, DAILY, EVERY, AT + timedelta(days=7)
    )
    assert await unmute(connection, AT, who, one) == FollowShown(one, changed="unmuted")
    assert await known(connection, who, one) == Follow(one, "tax", True, DAILY, EVERY)


async def test_a_new_rhythm_counts_for_what_is_held(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    one = await made(connection, who)
    await publish(connection, "a", "tax")
    await holding.hold(connection, [1], DAILY, AT + DAY)
    await set_rhythm(connection, AT, who, one, NOW)
    assert await states(connection) == ["pending"]


async def test_a_button_of_one_topic_decides_anew_what_another_one_waits_for(
    connection: AsyncConnection, person: Person
) -> None:
    general, topic = await person(-9), await person(-9, topic=4)
    one = await made(connection, topic)
    await publish(connection, "a", "tax")
    await holding.hold(connection, [1], DAILY, AT + DAY)
    await set_rhythm(connection, AT, general, one, NOW)
    assert await states(connection) == ["pending"]


async def test_nothing_old_comes_after_a_mute(connection: AsyncConnection, person: Person) -> None:
    who = await person()
    one = await made(connection, who)
    await publish(connection, "a", "tax")
    await holding.hold(connection, [1], WEEKLY, AT + 2 * DAY)
    await mute(connection, AT, who, one, 1)
    await unmute(connection, AT, who, one)
    await remove(connection, AT, who, one)
    await restore(connection, who, one, PLENTY)
    assert await states(connection) == ["cancelled"]


async def test_what_was_found_during_a_mute_is_not_told_after_it_either(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    one = await made(connection, who)
    await mute(connection, AT - DAY, who, one, 7)
    await publish(connection, "a", "tax")
    await unmute(connection, AT, who, one)
    await publish(connection, "b", "tax")
    assert await states(connection) == ["cancelled", "pending"]


async def test_whoever_follows_again_hears_of_it_although_it_was_muted(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    one = await made(connection, who)
    await set_rhythm(connection, AT, who, one, DAILY)
    await mute(connection, AT, who, one, 7)
    await remove(connection, AT, who, one)
    assert await made(connection, who) == one
    assert await known(connection, who, one) == Follow(one, "tax", True, DAILY)


async def test_an_undo_brings_the_follow_back_as_it_was(
    connection: AsyncConnection, person: Person
) -> None:
    who = await person()
    one = await made(connection, who)
    await mute(connection, AT, who, one, 7)
    before = await known(connection, who, one)
    await remove(connection, AT, who, one)
    await restore(connection, who, one, PLENTY)
    assert await known(connection, who, one) == before


@pytest.mark.parametrize("gone", [True, False])
async def test_a_follow_that_is_gone_or_anothers_is_left_alone(
    connection: AsyncConnection, person: Person, gone: bool
) -> None:
    who, stranger = await person(), await person(8)
    one = await made(connection, who)
    before = await known(connection, who, one)
    if gone:
        await remove(connection, AT, who, one)
        stranger = who
    outcomes = [
        await set_rhythm(connection, AT, stranger, one, DAILY),
        await set_reports(connection, AT, stranger, one, EVERY),
        await mute(connection, AT, stranger, one, 1),
        await unmute(connection, AT, stranger, one),
        await unmute(connection, AT, stranger, 2**52),
    ]
    assert outcomes == [NotFollowed()] * 5
    after = await known(connection, who, one)
    assert (after.rhythm, after.reports, after.muted_until) == (None, NOTED, None)
    assert after.active is not gone
    assert before.active

"""Who waits, and for how long, where Telegram refuses with a 429."""

import asyncio

import pytest

from bot.delivery.pacer import EVERYBODY, NotNowError, Pacer
from tests.bot.delivery.pacing import BOT, Line, Road, refused, send_all, to
from tests.support.travel import TravellingClock


async def test_a_chat_told_to_wait_waits_exactly_as_long_and_alone() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    began = clock.monotonic()
    line = Line(clock)
    await refused(pacer, clock, 7, 5)
    with pytest.raises(NotNowError) as refusal:
        await pacer(line, BOT, to(7))
    assert refusal.value.seconds == 5
    assert (line.chats, pacer.waiting) == ([], 0)
    await clock.advance(3.5)
    line = await send_all(pacer, clock, [to(7), to(8)])
    waited = dict(zip(line.chats, line.times, strict=True))
    assert waited[8] - began < 3.6
    assert 5.0 <= waited[7] - began < 5.1


async def test_three_chats_refused_for_no_reason_of_their_own_mean_everybody() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    for chat_id in (7, 8):
        await refused(pacer, clock, chat_id, 5)
        assert pacer.delay(9, urgent=True) == 0
        await clock.advance(0.1)
    await refused(pacer, clock, 10, 3)
    assert pacer.delay(9, urgent=True) == pacer.delay(EVERYBODY, urgent=True) == 3
    await clock.advance(3)
    assert pacer.delay(9, urgent=True) == 0


async def test_a_chats_own_long_wait_is_not_everybodys() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    for chat_id, seconds in ((7, 5), (8, 5), (9, 3_600)):
        await refused(pacer, clock, chat_id, seconds)
    assert pacer.delay(EVERYBODY, urgent=True) <= 5
    assert pacer.delay(9, urgent=True) > 3_590


async def test_busy_groups_that_are_refused_hold_up_nobody_else() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    groups = range(-5, 0)
    await send_all(pacer, clock, [to(group) for _ in range(2) for group in groups])
    await clock.advance(1.1)
    for group in groups:
        await refused(pacer, clock, group, 30)
        await clock.advance(0.1)
    assert pacer.delay(9, urgent=False) == 0
    assert all(pacer.delay(group, urgent=False) > 29 for group in groups)


async def test_whoever_gets_through_shows_that_it_was_not_everybody() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    for chat_id in range(1, 10):
        await refused(pacer, clock, chat_id, 60)
        await send_all(pacer, clock, [to(100 + chat_id)])
    assert pacer.delay(EVERYBODY, urgent=True) == 0


async def test_what_had_left_before_shows_nothing() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    slow = asyncio.ensure_future(pacer(Road(clock, lambda _: 1.0), BOT, to(5)))  # noqa: TID251 (a test's own task)
    await clock.advance(0.1)
    for chat_id in (6, 7):
        await refused(pacer, clock, chat_id, 60)
        await clock.advance(0.1)
    await clock.run(slow)
    await refused(pacer, clock, 8, 60)
    assert pacer.delay(EVERYBODY, urgent=True) == 60


async def test_after_everybody_had_to_wait_the_pace_is_half_and_recovers() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    for chat_id in (1, 2, 3):
        await refused(pacer, clock, chat_id, 5)
        await clock.advance(0.1)
    await clock.advance(5)
    slow = await send_all(pacer, clock, [to(chat) for chat in range(100, 130)])
    await clock.advance(60)
    usual = await send_all(pacer, clock, [to(chat) for chat in range(200, 230)])
    assert abs(slow.times[-1] - slow.times[0] - 2 * 29 / (0.97 * 30)) < 0.2
    assert abs(usual.times[-1] - usual.times[0] - 29 / (0.97 * 30)) < 0.1


async def test_a_busy_chat_that_is_refused_gets_half_as_much_and_recovers() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    await send_all(pacer, clock, [to(7)])
    await clock.advance(1.1)
    await refused(pacer, clock, 7, 5)
    await clock.advance(5)
    line = await send_all(pacer, clock, [to(7)] * 12)
    gaps = [later - earlier for earlier, later in zip(line.times, line.times[1:], strict=False)]
    assert gaps[0] > 1.8
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < 1.1

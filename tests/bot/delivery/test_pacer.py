"""The pace of messages, in a time that the test moves."""

import asyncio
from random import Random

from aiogram.methods import EditMessageText, GetChatMember

from bot.delivery.pacer import Pacer
from tests.bot.delivery.pacing import BOT, Line, Road, busiest, send_all, to
from tests.support.travel import TravellingClock


async def test_a_thousand_chats_get_theirs_evenly_just_below_the_rate() -> None:
    clock = TravellingClock()
    line = await send_all(Pacer(clock, 30), clock, [to(chat) for chat in range(1, 1001)])
    assert len(line.times) == 1000
    assert busiest(line.times, 1.0) <= 30
    whole = line.times[-1] - line.times[0]
    assert abs(whole - 999 / (0.97 * 30)) < 0.1


async def test_a_pause_is_not_made_up_for_by_a_burst() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    first = await send_all(pacer, clock, [to(chat) for chat in range(1, 31)])
    await clock.advance(10)
    second = await send_all(pacer, clock, [to(chat) for chat in range(101, 161)])
    assert busiest(first.times + second.times, 1.0) <= 30


async def test_messages_that_are_late_on_their_way_do_not_crowd_a_second() -> None:
    """Telegram counts when they arrive."""
    clock = TravellingClock()
    random = Random(5)
    road = Road(clock, lambda _: random.choice([0.02] * 19 + [0.1]))
    pacer = Pacer(clock, 30)
    began = clock.monotonic()
    await clock.run(asyncio.gather(*(pacer(road, BOT, to(chat)) for chat in range(1, 601))))
    assert busiest(sorted(road.times), 1.0) <= 30
    assert clock.monotonic() - began < 1.05 * 600 / (0.97 * 30)


async def test_a_message_that_is_never_answered_holds_up_nobody() -> None:
    clock = TravellingClock()
    road = Road(clock, lambda chat_id: 7.0 if chat_id == 1 else 0.02)
    pacer = Pacer(clock, 30)
    await clock.run(asyncio.gather(*(pacer(road, BOT, to(chat)) for chat in range(1, 202))))
    assert road.chats[-1] == 1
    assert road.times[-2] - road.times[0] < 201 / (0.97 * 30)


async def test_one_chat_gets_one_message_a_second_edits_included() -> None:
    clock = TravellingClock()
    edit = EditMessageText(chat_id=7, message_id=1, text="news")
    line = await send_all(Pacer(clock, 30), clock, [to(7), edit, to(7), edit])
    gaps = [later - earlier for earlier, later in zip(line.times, line.times[1:], strict=False)]
    assert min(gaps) >= 1.0


async def test_a_message_that_is_late_on_its_way_keeps_the_next_to_its_chat_a_second_away() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    await send_all(pacer, clock, [to(8)])  # the usual way, which is short
    ways = iter([0.02, 0.6, 0.02])
    road = Road(clock, lambda _: next(ways))
    for _ in range(3):
        await clock.run(asyncio.ensure_future(pacer(road, BOT, to(7))))  # noqa: TID251 (a test's own task)
    gaps = [later - earlier for earlier, later in zip(road.times, road.times[1:], strict=False)]
    assert min(gaps) >= 1.0


async def test_a_group_gets_twenty_a_minute() -> None:
    clock = TravellingClock()
    line = await send_all(Pacer(clock, 30), clock, [to(-100500)] * 50)
    assert busiest(line.times, 60.0) <= 20
    assert line.times[-1] - line.times[0] < 150


async def test_alerts_leave_a_groups_last_places_to_answers() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    await send_all(pacer, clock, [to(-5)] * 18)
    await clock.advance(2)
    assert pacer.delay(-5, urgent=True) == 0
    assert pacer.delay(-5, urgent=False) > 30


async def test_other_calls_are_not_paced() -> None:
    clock = TravellingClock()
    line = await send_all(
        Pacer(clock, 30), clock, [GetChatMember(chat_id=-5, user_id=1) for _ in range(50)]
    )
    assert len(set(line.times)) == 1


async def test_what_an_earlier_process_sent_counts() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    for seconds_ago in range(30, 10, -1):
        pacer.remember(-5, seconds_ago)
    assert pacer.delay(-5, urgent=True) > 30


async def test_what_an_earlier_process_sent_by_a_clock_that_was_ahead_holds_up_nobody() -> None:
    pacer = Pacer(TravellingClock(), 30)
    pacer.remember(7, -3_600)
    assert pacer.delay(7, urgent=False) < 2


async def test_a_waiter_that_is_cancelled_takes_no_place() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 30)
    await send_all(pacer, clock, [to(7)])
    waiter = asyncio.ensure_future(pacer(Line(clock), BOT, to(7)))  # noqa: TID251 (a test's own task)
    await asyncio.sleep(0)
    assert pacer.waiting == 1
    waiter.cancel()
    await asyncio.gather(waiter, return_exceptions=True)
    assert pacer.waiting == 0
    await clock.advance(1.1)
    assert pacer.delay(7, urgent=True) == 0


async def test_chats_of_the_past_are_forgotten() -> None:
    clock = TravellingClock()
    pacer = Pacer(clock, 1000)
    await send_all(pacer, clock, [to(chat) for chat in range(1, 1000)])
    await clock.advance(100)
    await send_all(pacer, clock, [to(5000)])
    assert pacer.resting(0.0) == [5000]

"""The pace of messages, in a time that the test moves."""

import asyncio
from bisect import bisect_left
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import (
    EditMessageText,
    GetChatMember,
    SendMessage,
    TelegramMethod,
)

from bot.delivery.pacer import EVERYBODY, NotNowError, Pacer
from tests.support.travel import TravellingClock

BOT = Bot("123456:AAAAAAAAAAAAAAAAAAAA")


class Line:
    """What stands behind the pacer: it notes when each request comes through."""

    def __init__(self, clock: TravellingClock) -> None:
        self.clock = clock
        self.times: list[float] = []
        self.chats: list[int] = []

    async def __call__(self, _bot: Bot, method: TelegramMethod[Any]) -> Any:
        self.times.append(self.clock.monotonic())
        self.chats.append(getattr(method, "chat_id", 0))
        return None


class Road(Line):
    """A line that is some seconds away, for each chat as far as ``seconds`` says."""

    def __init__(self, clock: TravellingClock, seconds: Callable[[int], float]) -> None:
        super().__init__(clock)
        self.seconds = seconds

    async def __call__(self, _bot: Bot, method: TelegramMethod[Any]) -> Any:
        there = self.seconds(getattr(method, "chat_id", 0))
        await self.clock.sleep(there)
        await super().__call__(_bot, method)
        await self.clock.sleep(0.02)


def busiest(times: list[float], seconds: float) -> int:
    """The most requests in any sliding window of that many seconds."""
    return max(bisect_left(times, start + seconds) - i for i, start in enumerate(times))


async def send_all(
    pacer: Pacer, clock: TravellingClock, methods: list[TelegramMethod[Any]]
) -> Line:
    """Send them as the sender does: a few at a time stand before the pacer."""
    line = Line(clock)
    room = asyncio.Semaphore(3)

    async def send(method: TelegramMethod[Any]) -> None:
        async with room:
            await pacer(line, BOT, method)

    await clock.run(asyncio.gather(*map(send, methods)))
    return line


def to(chat_id: int) -> SendMessage:
    return SendMessage(chat_id=chat_id, text="news")


async def refused(pacer: Pacer, clock: TravellingClock, chat_id: int, seconds: int) -> None:
    """Let Telegram refuse the next message to the chat."""

    async def refuse(bot: Bot, method: TelegramMethod[Any]) -> Any:
        del bot
        raise TelegramRetryAfter(method=method, message="wait", retry_after=seconds)

    attempt = asyncio.gather(pacer(refuse, BOT, to(chat_id)), return_exceptions=True)
    await clock.run(attempt)
    assert isinstance(attempt.result()[0], TelegramRetryAfter)


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

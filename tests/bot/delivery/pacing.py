"""What stands before and behind a pacer, in a time that the test moves."""

import asyncio
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import SendMessage, TelegramMethod

from bot.delivery.pacer import Pacer
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

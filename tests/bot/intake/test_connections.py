"""The client: what it asks of the connections to Telegram."""

from bot.clock import SystemClock
from bot.delivery.pacer import Pacer
from bot.intake.telegram import create_bot
from bot.nursery import Nursery
from demo.telegram import SimulatedTelegram
from demo.telegram.faults import Slow
from tests.support.bot_process import until

MANY = 150


async def test_however_slow_answers_are_no_request_waits_for_a_connection() -> None:
    async with SimulatedTelegram() as telegram:
        telegram.faults.add(Slow(60), method="getMe", times=None)
        bot = create_bot(telegram.token, telegram.url, Pacer(SystemClock(), 30))
        nursery = Nursery()

        async def ask() -> None:
            await bot.get_me()

        for number in range(MANY):
            nursery.start(ask(), f"question {number}", awaited=True)
        await until(lambda: len(telegram.requests) == MANY)
        await nursery.cancel()
        await bot.session.close()

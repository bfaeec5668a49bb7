"""Long polling: Telegram hears of an update only when its effect, and all before it, is done."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe

from bot.clock import SystemClock
from bot.intake.long_polling import LongPolling
from bot.lifecycle import Service
from tests.support.fake_telegram import FakeTelegram


class Telegram:
    """Keeps updates as Telegram does: until an offset confirms them."""

    def __init__(self, *update_ids: int) -> None:
        self.waiting = list(update_ids)
        self.calls = 0
        self.new = asyncio.Event()
        self.fake = FakeTelegram()
        self.fake.answers["getUpdates"] = [self._answer] * 10_000

    async def _answer(self, method: Any) -> list[dict[str, Any]]:
        self.calls += 1
        self.waiting = [one for one in self.waiting if one >= method.offset]
        if not self.waiting and method.timeout:
            self.new.clear()
            await self.new.wait()
        return [{"update_id": one} for one in self.waiting[: method.limit]]

    def gets(self, *update_ids: int) -> None:
        self.waiting += update_ids
        self.new.set()


class Intake:
    """Takes updates, each when the test lets it."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.gates: dict[int, asyncio.Event] = {}

    async def take(self, raw: dict[str, Any]) -> None:
        self.taken.append(raw["update_id"])
        if gate := self.gates.get(raw["update_id"]):
            await gate.wait()


@asynccontextmanager
async def polling(telegram: Telegram, intake: Intake) -> AsyncIterator[Service]:
    way = LongPolling(telegram.fake.bot(), intake)  # type: ignore[arg-type] # a fake of the one method
    service = Service("polling", way.run, SystemClock())
    await service.start()
    try:
        yield service
    finally:
        await service.stop(5)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.005)


async def test_finished_updates_are_confirmed() -> None:
    telegram, intake = Telegram(5, 6, 7), Intake()
    async with polling(telegram, intake):
        await until(lambda: not telegram.waiting)
        telegram.gets(8)
        await until(lambda: not telegram.waiting)
    assert intake.taken == [5, 6, 7, 8]


async def test_the_offset_never_passes_an_unfinished_update() -> None:
    telegram, intake = Telegram(5, 6, 7), Intake()
    intake.gates[6] = asyncio.Event()
    async with polling(telegram, intake):
        await until(lambda: telegram.waiting == [6, 7])
        telegram.gets(8)
        await until(lambda: 8 in intake.taken)
        assert telegram.waiting == [6, 7, 8]
        assert intake.taken == [5, 6, 7, 8]
        intake.gates[6].set()
        await until(lambda: not telegram.waiting)


async def test_an_unfinished_update_is_not_asked_for_without_pause() -> None:
    telegram, intake = Telegram(5), Intake()
    intake.gates[5] = asyncio.Event()
    async with polling(telegram, intake):
        await until(lambda: telegram.calls >= 3)
        began = asyncio.get_running_loop().time()
        await until(lambda: telegram.calls >= 6)
        assert asyncio.get_running_loop().time() - began > 0.5
        intake.gates[5].set()


async def test_stopping_waits_for_updates_in_work_but_not_for_telegram() -> None:
    telegram, intake = Telegram(5), Intake()
    intake.gates[5] = asyncio.Event()
    loop = asyncio.get_running_loop()
    async with polling(telegram, intake) as service:
        await until(lambda: intake.taken == [5])
        loop.call_later(0.2, intake.gates[5].set)
        began = loop.time()
        await service.stop(5)
    assert 0.1 < loop.time() - began < 2


async def test_trouble_on_the_way_is_outlived() -> None:
    telegram, intake = Telegram(5), Intake()
    lost = TelegramNetworkError(method=GetMe(), message="lost")
    telegram.fake.answers["getUpdates"].insert(0, lost)
    async with polling(telegram, intake):
        await until(lambda: not telegram.waiting)
    assert intake.taken == [5]

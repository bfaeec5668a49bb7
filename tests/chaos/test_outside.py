"""What surrounds the bot goes wrong: Telegram's name does not resolve, the clock jumps."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from tests.chaos.account import TIMES, account
from tests.chaos.players import WORDS, Players
from tests.support.bot_process import ROOT
from tests.support.faketime import FakeTime, faketime_library
from tests.support.stage import open_stage

pytestmark = [pytest.mark.xdist_group("outside"), pytest.mark.asyncio(loop_scope="module")]

_NAME = "telegram.test"
_AWAY = 3.0  # seconds
_HOUR = 3600.0
_JUMPS = (2 * _HOUR, -3 * _HOUR, 30 * _HOUR, -27 * _HOUR)


async def test_the_name_of_telegram_does_not_resolve(tmp_path: Path) -> None:
    """From the start on: a name that resolved once is remembered for long."""
    async with open_stage(tmp_path, MAX_FOLLOWS_PER_CHAT="10000") as stage:
        port = stage.telegram.url.rpartition(":")[2]
        resolves = tmp_path / "resolves"
        resolves.touch()
        stage.bot.settings |= {
            "TELEGRAM_API_URL": f"http://{_NAME}:{port}",
            "PYTHONPATH": f"{Path(__file__).parent / 'names'}:{ROOT}",
            "FRAIL_NAME": _NAME,
            "FRAIL_NAME_RESOLVES": str(resolves),
        }
        players = Players(stage, Random(3))
        await stage.starts(cold=True)
        await players.arrive()
        await stage.settled()
        async with account(players, "Telegram's name does not resolve") as one:
            for _ in range(TIMES):
                players.publish(*WORDS)
                await asyncio.sleep(0.1)
                await stage.bot.stops()
                resolves.unlink()
                players.publish(*WORDS[::2])
                await players.say()
                since, met = len(stage.bot.log), stage.meetings
                await stage.bot.start(cold=True)
                await stage.bot.logs(
                    "Temporary failure in name resolution", since=since, timeout=30
                )
                await asyncio.sleep(_AWAY)
                players.publish(*WORDS[1::2])
                assert stage.meetings == met
                resolves.touch()
                await stage.telegram.wait_until(lambda met=met: stage.meetings > met, 60)
                one.events += 1
        await stage.bot.stops()


async def test_the_clock_jumps(tmp_path: Path) -> None:
    clock = FakeTime(tmp_path, faketime_library())
    async with open_stage(tmp_path, MAX_FOLLOWS_PER_CHAT="10000", **clock.settings) as stage:
        players = Players(stage, Random(4))
        await stage.starts(cold=True)
        await players.arrive()
        await stage.settled()
        async with account(players, "the clock jumps, hours and days both ways") as one:
            for _ in range(TIMES):
                for seconds in _JUMPS:
                    players.publish(*WORDS)
                    await players.say()
                    await asyncio.sleep(0.5)
                    clock.jumps(seconds)
                    players.publish(*WORDS[::2])
                    await asyncio.sleep(1.5)
                    one.events += 1
        await stage.bot.stops()

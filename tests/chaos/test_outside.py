"""What surrounds the bot goes wrong: Telegram's name does not resolve, the clock jumps."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import pytest
import pytest_asyncio

from tests.chaos.account import IS_LONG, TIMES, account
from tests.chaos.players import WORDS, Players
from tests.support.bot_process import ROOT
from tests.support.faketime import FakeTime, faketime_library, find_faketime
from tests.support.stage import Stage, open_stage

pytestmark = [pytest.mark.xdist_group("outside"), pytest.mark.asyncio(loop_scope="module")]

_NAME = "telegram.test"
_AWAY = 3.0 if IS_LONG else 1.0  # seconds
_HOUR = 3600.0
_JUMPS = (2 * _HOUR, -3 * _HOUR, 30 * _HOUR, -27 * _HOUR)


@dataclass(frozen=True, slots=True)
class Outside:
    """A bot that finds Telegram by a name that may not resolve, and people around it.

    ``resolves`` is the file that decides that, ``clock`` the bot's, where libfaketime is there.
    """

    players: Players
    resolves: Path
    clock: FakeTime | None

    def finds_telegram(self, finds: bool) -> None:
        """Let Telegram's name resolve from now on, or not."""
        if finds:
            self.resolves.touch()
        else:
            self.resolves.unlink(missing_ok=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outside(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Outside]:
    folder = tmp_path_factory.mktemp("bot")
    async with open_stage(folder, MAX_FOLLOWS_PER_CHAT="10000") as stage:
        players = Players(stage, Random(3))
        await stage.starts()
        await players.arrive()
        await stage.settled()
        await stage.bot.stops()
        library = find_faketime()
        outside = Outside(
            players, folder / "resolves", FakeTime(folder, library) if library else None
        )
        stage.bot.settings |= {
            "TELEGRAM_API_URL": f"http://{_NAME}:{stage.telegram.url.rpartition(':')[2]}",
            "PYTHONPATH": f"{Path(__file__).parent / 'names'}:{ROOT}",
            "FRAIL_NAME": _NAME,
            "FRAIL_NAME_RESOLVES": str(outside.resolves),
            **(outside.clock.settings if outside.clock else {}),
        }
        yield outside
        await stage.bot.stops()


async def test_the_name_of_telegram_does_not_resolve(outside: Outside) -> None:
    """From the start on: a name that resolved once is remembered for long."""
    players, stage = outside.players, outside.players.stage
    async with account(players, "Telegram's name does not resolve") as one:
        for _ in range(TIMES):
            if stage.bot.running:
                await stage.bot.stops()
            outside.finds_telegram(False)
            players.publish(*WORDS)
            await players.say()
            since, met = len(stage.bot.log), stage.meetings
            await stage.bot.start(cold=True)
            await stage.bot.logs("Temporary failure in name resolution", since=since, timeout=120)
            await asyncio.sleep(_AWAY)
            players.publish(*WORDS[::2])
            assert stage.meetings == met
            outside.finds_telegram(True)
            await stage.telegram.wait_until(partial(_has_met, stage, met), 120)
            players.publish(*WORDS[1::2])
            one.events += 1


def _has_met(stage: Stage, before: int) -> bool:
    return stage.meetings > before


async def test_the_clock_jumps(outside: Outside) -> None:
    players, clock = outside.players, outside.clock
    if clock is None:
        faketime_library()  # says what is missing
        return
    outside.finds_telegram(True)
    if not players.stage.bot.running:
        await players.stage.starts(cold=True)
    async with account(players, "the clock jumps, by hours and days, both ways") as one:
        for _ in range(TIMES):
            for seconds in _JUMPS:
                players.publish(*WORDS)
                await players.say()
                await asyncio.sleep(0.5)
                clock.jumps(seconds)
                players.publish(*WORDS[::2])
                await asyncio.sleep(1.5)
                one.events += 1

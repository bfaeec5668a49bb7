"""``kill -9`` at random moments: nothing is lost, and no more doubled than was in flight.

ROUNDS says how often it is killed, SEED which moments those are.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.chaos.account import ROUNDS, Account
from tests.chaos.players import Players
from tests.support.bot_process import until
from tests.support.stage import Stage, open_stage

SEED = int(os.environ.get("SEED", "9"))

_LONGEST_LIFE = 2.0  # seconds after the bot has met Telegram
_START = 1.5  # seconds that a start takes, about, once its imports are done
_ANSWER = 0.08  # seconds that an answer takes, about


@dataclass(frozen=True, slots=True)
class Round:
    """How one life of the bot ended."""

    number: int
    lived: float
    met_telegram: bool
    commands: int
    stories: int
    in_flight: int

    def __str__(self) -> str:
        met = "yes" if self.met_telegram else "no"
        return (
            f"{self.number:>5} {self.lived:>8.2f} s {met:>6} {self.commands:>9} "
            f"{self.stories:>8} {self.in_flight:>10}"
        )


HEAD = "round     lived    met  commands  stories  in flight"


async def live_and_die(stage: Stage, players: Players, random: Random, number: int) -> Round:
    """Start the bot, act around it, and kill it at some moment."""
    commands, stories = len(players.ledger.commands), len(players.ledger.words)
    loop = asyncio.get_running_loop()
    met, born = stage.meetings, loop.time()
    early = random.random() < 0.2
    life = random.uniform(0, _START if early else _LONGEST_LIFE)
    actions = sorted(random.uniform(0, life) for _ in range(random.randint(4, 7)))
    await stage.bot.start()
    if not early:
        await until(lambda: stage.meetings > met, 30)
    await _at(actions, life, players.act)
    await players.speak_together()
    await asyncio.sleep(random.uniform(0, _ANSWER))
    await stage.bot.dies()
    for _ in range(random.randint(0, 2)):
        await players.act()
    (in_flight,) = stage.rows("SELECT count(*) FROM delivery WHERE state = 'sending'")[0]
    return Round(
        number=number,
        lived=loop.time() - born,
        met_telegram=stage.meetings > met,
        commands=len(players.ledger.commands) - commands,
        stories=len(players.ledger.words) - stories,
        in_flight=in_flight,
    )


async def _at(moments: list[float], end: float, act: Callable[[], Awaitable[None]]) -> None:
    """Act at these seconds from now, and return at the end."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    for moment in moments:
        await asyncio.sleep(max(0.0, began + moment - loop.time()))
        await act()
    await asyncio.sleep(max(0.0, began + end - loop.time()))


def table(rounds: list[Round], doubles: int, lost_answers: int) -> Iterator[str]:
    yield f"seed {SEED}"
    yield HEAD
    yield from map(str, rounds)
    allowed = sum(one.in_flight for one in rounds)
    yield f"{doubles} doubles; {allowed} in flight at the kills, {lost_answers} answers lost"


async def test_nothing_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    random = Random(SEED)
    async with open_stage(tmp_path, MAX_FOLLOWS_PER_CHAT="10000") as stage:
        players = Players(stage, random)
        await stage.starts()
        await players.arrive()
        await stage.settled()  # nothing is in flight at this kill, which is none of the rounds
        await stage.bot.dies()
        rounds = [await live_and_die(stage, players, random, n + 1) for n in range(ROUNDS)]
        stage.telegram.faults.clear()
        await stage.starts()
        ledger = players.ledger
        patience = 30 + 3 * ROUNDS
        await stage.telegram.wait_until(lambda: not stage.telegram.unconfirmed, patience)
        for site in stage.newsroom.sites.values():
            await stage.looked(site)
        await stage.settled(*ledger.words, timeout=patience)
        await stage.bot.stops()

        allowed = sum(one.in_flight for one in rounds)
        lost = [call for call in stage.telegram.log.calls("sendMessage")
                if call.outcome == "Dropped"]  # fmt: skip
        with capsys.disabled():
            print("", *table(rounds, ledger.doubles(), len(lost)), sep="\n")  # noqa: T201 (its purpose)
        owed = ledger.owed()
        Account(
            "`kill -9` at a random moment",
            events=ROUNDS,
            owed=len(owed),
            delivered=len(owed & ledger.delivered()),
            doubled=ledger.doubles(),
            bound=allowed + len(lost),
        ).close()
        assert ledger.unanswered() == []
        assert ledger.handled_twice() == []
        assert ledger.delivered() == ledger.owed()
        assert ledger.doubles() <= allowed + len(lost)
        # What was in flight may have counted at Telegram, and the next life can't know.
        assert stage.telegram.limits.refused <= allowed
        assert stage.telegram.violations == []
        stage.bot.check_log()

"""``kill -9`` at random moments: nothing is lost, and no more doubled than was in flight.

ROUNDS says how often it is killed, SEED which moments those are.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from random import Random

import pytest

from tests.chaos.account import ROUNDS, Account, account
from tests.chaos.players import Players
from tests.support.bot_process import until
from tests.support.stage import Stage

pytestmark = [pytest.mark.xdist_group("chaos"), pytest.mark.asyncio(loop_scope="session")]

SEED = int(os.environ.get("SEED", "9"))

_LONGEST_LIFE = 2.0  # seconds after the bot has met Telegram
_START = 1.5  # seconds that a start takes, about, once its imports are done
_UNSEEN = 15  # stories after which a life lasts until they are found: a feed lists no more than 30
_PATIENCE = 120.0
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
        await until(lambda: stage.meetings > met, _PATIENCE)
    await _at(actions, life, players.act)
    if _unseen(stage, players) > _UNSEEN:
        await until(lambda: not _unseen(stage, players), _PATIENCE)
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


def _unseen(stage: Stage, players: Players) -> int:
    """Return how many stories the bot has not found yet."""
    return len(players.ledger.words) - len(stage.rows("SELECT 1 FROM article"))


async def _at(moments: list[float], end: float, act: Callable[[], Awaitable[None]]) -> None:
    """Act at these seconds from now, and return at the end."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    for moment in moments:
        await asyncio.sleep(max(0.0, began + moment - loop.time()))
        await act()
    await asyncio.sleep(max(0.0, began + end - loop.time()))


def table(rounds: list[Round], total: Account) -> Iterator[str]:
    yield f"seed {SEED}"
    yield HEAD
    yield from map(str, rounds)
    yield f"{total.doubled} doubles; {total.bound} were in flight at the kills or lost their answer"


async def test_nothing_is_lost(players: Players, capsys: pytest.CaptureFixture[str]) -> None:
    random, stage, patience = Random(SEED), players.stage, 60.0 + 3 * ROUNDS
    dropped, refused = _dropped(stage), stage.telegram.limits.refused
    async with account(players, "`kill -9` at a random moment", patience=patience) as one:
        await stage.bot.dies()  # nothing is in flight at this kill, which is none of the rounds
        rounds = [await live_and_die(stage, players, random, n + 1) for n in range(ROUNDS)]
        stage.telegram.faults.clear()
        await stage.starts()
        one.events, allowed = ROUNDS, sum(one.in_flight for one in rounds)
        one.bound = allowed + _dropped(stage) - dropped
    with capsys.disabled():
        print("", *table(rounds, one), sep="\n")  # noqa: T201 (its purpose)
    # What was in flight may have counted at Telegram, and the next life can't know.
    assert stage.telegram.limits.refused - refused <= allowed
    stage.bot.check_log()


def _dropped(stage: Stage) -> int:
    """Return how many answers were lost."""
    return sum(call.outcome == "Dropped" for call in stage.telegram.log.calls("sendMessage"))

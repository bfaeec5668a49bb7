"""``kill -9`` at random moments: nothing is lost, and no more doubled than was in flight.

ROUNDS says how often it is killed, SEED which moments those are.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

import pytest

from demo.newsroom import Site
from demo.telegram.faults import Dropped, Fault, Slow
from demo.telegram.people.person import HasChat, Person
from tests.chaos.ledger import Command, Follow, Ledger
from tests.support.bot_process import until
from tests.support.prose import prose
from tests.support.stage import Stage, open_stage

ROUNDS = int(os.environ.get("ROUNDS", "5"))
SEED = int(os.environ.get("SEED", "9"))

WORDS = ("amber", "basalt", "cobalt", "dolomite", "feldspar", "garnet", "hematite", "jasper")
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


class Players:
    """People and newsrooms that go about their business, whether the bot lives or not."""

    def __init__(self, stage: Stage, random: Random) -> None:
        self.stage = stage
        self.ledger = Ledger(stage.telegram)
        self._random = random
        self._numbers = count(1)
        self._people = [stage.telegram.person(f"Person {number}") for number in range(6)]
        self._boss = stage.telegram.person("Boss")
        self._group = stage.telegram.group("News", admins=[self._boss])
        self._sites: list[Site] = []
        self._promises: list[tuple[Command, Follow]] = []

    async def arrive(self) -> None:
        """Follow what the whole play is about, and open the newsrooms."""
        self.ledger.commands.append(Command(self._group, "/follow stalking"))  # the welcome
        self._sites = [await self.stage.site(full_text=full) for full in (True, True, False)]
        for index, person in enumerate(self._people):
            first, second, third = self._random.sample(WORDS, 3)
            await self._follows(person, Follow(person, first, frozenset({first})))
            text = f'{second} "{third}"'
            await self._follows(person, Follow(person, text, frozenset({second, third})))
            if index == 0:
                boss, word = self._boss, WORDS[0]
                await self._follows(boss, Follow(self._group, word, frozenset({word})))
        await self.stage.telegram.wait_until(lambda: not self.ledger.unanswered(), 20)

    async def act(self) -> None:
        """Do one thing: say something, or publish a story."""
        await self._random.choice([self._publish, self._publish, self._say, self._lose])()

    async def speak_together(self) -> None:
        """Say several things at once: some are handled, some not, when the kill comes."""
        for _ in range(self._random.randint(0, 3)):
            await self._say()

    async def _publish(self) -> None:
        words = set(self._random.sample(WORDS, self._random.choice([1, 2, 3])))
        kept = [follow for command, follow in self._promises if self.ledger.is_answered(command)]
        if kept and self._random.random() < 0.5:
            words |= self._random.choice(kept).words
        site = self._random.choice(self._sites)
        number = next(self._numbers)
        # What stands on several pages of a site word for word belongs to the site.
        found = [
            f"Team {number} found {word} in the hills. {' '.join(prose(9))}"
            for word in sorted(words)
        ]
        story = site.publish(f"Story number {number}", "A summary.", found)
        self.ledger.words[story] = frozenset(words)

    async def _say(self) -> None:
        """Follow a word of one's own; every second one is taken back at once."""
        # A group takes 20 messages a minute, so not many of them come from there.
        person = self._random.choice([*self._people, *self._people, self._boss])
        where: HasChat = self._group if person is self._boss else person
        number = next(self._numbers)
        word = f"mineral{number}"
        if number % 2 or person is self._boss:
            await self._follows(person, Follow(where, word, frozenset({word})), kept=False)
            await self._says(person, where, f"/unfollow {word}", f"no longer follow {word}.")
        else:
            follow = Follow(where, word, frozenset({word}))
            self._promises.append((await self._follows(person, follow), follow))

    async def _lose(self) -> None:
        """Let the next answer of Telegram be lost or late.

        While it thinks about who an administrator is, what others say is handled, but it can't
        be confirmed yet.
        """
        faults: list[tuple[Fault, str]] = [
            (Dropped(accepted=True), "sendMessage"),
            (Slow(0.5), "sendMessage"),
            (Slow(1.5), "getChatMember"),
        ]
        fault, method = self._random.choice(faults)
        self.stage.telegram.faults.add(fault, method=method)

    async def _follows(self, person: Person, follow: Follow, *, kept: bool = True) -> Command:
        if kept:
            self.ledger.follows.append(follow)
        said = f"now follow {follow.text}."
        return await self._says(person, follow.where, f"/follow {follow.text}", said)

    async def _says(self, person: Person, where: HasChat, text: str, answer: str) -> Command:
        command = Command(where, answer)
        self.ledger.commands.append(command)
        await person.says(text, to=None if where is person else where)
        return command


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
        assert ledger.unanswered() == []
        assert ledger.handled_twice() == []
        assert ledger.delivered() == ledger.owed()
        assert ledger.doubles() <= allowed + len(lost)
        # What was in flight may have counted at Telegram, and the next life can't know.
        assert stage.telegram.limits.refused <= allowed
        assert stage.telegram.violations == []
        stage.bot.check_log()

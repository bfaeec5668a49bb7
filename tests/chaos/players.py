"""People and newsrooms that go about their business, whatever happens to the bot."""

from itertools import count
from random import Random

from demo.newsroom import Site, Story
from demo.telegram.faults import Dropped, Fault, Slow
from demo.telegram.people.person import HasChat, Person
from tests.chaos.ledger import Command, Follow, Ledger
from tests.support.prose import prose
from tests.support.stage import Stage

WORDS = ("amber", "basalt", "cobalt", "dolomite", "feldspar", "garnet", "hematite", "jasper")


class Players:
    """Six people, a group and three newsrooms, and the ledger of what they are owed."""

    def __init__(self, stage: Stage, random: Random) -> None:
        self.stage = stage
        self.ledger = Ledger(stage.telegram)
        self._random = random
        self._numbers = count(1)
        self.people = [stage.telegram.person(f"Person {number}") for number in range(6)]
        self._boss = stage.telegram.person("Boss")
        self._group = stage.telegram.group("News", admins=[self._boss])
        self._sites: list[Site] = []
        self._promises: list[tuple[Command, Follow]] = []

    async def arrive(self) -> None:
        """Follow what the whole play is about, and open the newsrooms."""
        self.ledger.commands.append(Command(self._group, "/follow stalking"))  # the welcome
        self._sites = [await self.stage.site(full_text=full) for full in (True, True, False)]
        for index, person in enumerate(self.people):
            first, second, third = self._random.sample(WORDS, 3)
            await self._follows(person, Follow(person, first, frozenset({first})))
            text = f'{second} "{third}"'
            await self._follows(person, Follow(person, text, frozenset({second, third})))
            if index == 0:
                boss, word = self._boss, WORDS[0]
                await self._follows(boss, Follow(self._group, word, frozenset({word})))
        await self.stage.telegram.wait_until(lambda: not self.ledger.unanswered(), 60)

    async def act(self) -> None:
        """Do one thing: say something, or publish a story."""
        match self._random.choice(("publish", "publish", "say", "lose")):
            case "publish":
                self.publish()
            case "say":
                await self.say()
            case _:
                self._lose()

    async def speak_together(self) -> None:
        """Say several things at once: some are handled, some not, when the kill comes."""
        for _ in range(self._random.randint(0, 3)):
            await self.say()

    def publish(self, *wanted: str) -> Story:
        """Publish a story that has these words, or else some that a few of the people want."""
        words = set(wanted or self._random.sample(WORDS, self._random.choice([1, 2, 3])))
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
        return story

    async def say(self) -> None:
        """Follow a word of one's own; every second one is taken back at once."""
        # A group takes 20 messages a minute, so not many of them come from there.
        person = self._random.choice([*self.people, *self.people, self._boss])
        where: HasChat = self._group if person is self._boss else person
        number = next(self._numbers)
        word = f"mineral{number}"
        if number % 2 or person is self._boss:
            await self._follows(person, Follow(where, word, frozenset({word})), kept=False)
            await self._says(person, where, f"/unfollow {word}", f"no longer follow {word}.")
        else:
            follow = Follow(where, word, frozenset({word}))
            self._promises.append((await self._follows(person, follow), follow))

    def _lose(self) -> None:
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

"""The tour: three readers follow, a story appears, the alerts arrive."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from demo.newsroom import Newsroom, Site, library
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person
from demo.telegram.state.message import Message


class TourError(Exception):
    """Something that the tour waited for did not come; the text says what."""


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    language: str
    follows: tuple[str, ...]


_READERS = (
    _Reader("Aliya", "en", ("stalking", '"Criminal Code"')),
    _Reader("Борис", "ru", ("сталкинг", '"Уголовный кодекс"')),
    _Reader("Айгүл", "kk", ("сталкинг", '"Қылмыстық кодекс"')),
)


async def tour(
    telegram: SimulatedTelegram,
    newsroom: Newsroom,
    say: Callable[[str], None],
    *,
    deadline: float = 15.0,
) -> None:
    """Play the tour against a bot that is starting or running, saying each step.

    Needs a site in each language (see :func:`demo.stage.furnish`).

    Args:
        telegram: where the bot gets its updates.
        newsroom: whose feeds the bot watches.
        say: takes one line at a time.
        deadline: how many seconds any one step may take.

    Raises:
        TourError: an answer, a look at the feeds or an alert did not come in time.
    """
    guide = _Guide(telegram, newsroom, say, deadline)
    began = time.monotonic()
    await guide.step("The bot is awake", guide.awake())
    people = [telegram.person(reader.name, language=reader.language) for reader in _READERS]
    pairs = list(zip(_READERS, people, strict=True))
    await _together(*(guide.follows(reader, person) for reader, person in pairs))
    sites = [guide.site(reader.language) for reader in _READERS]
    await guide.step("The bot has looked at every feed", guide.first_look(sites))
    await _together(*(guide.alert(reader, person) for reader, person in pairs))
    say(f"All of it took {time.monotonic() - began:.1f} s.")


@dataclass(frozen=True, slots=True)
class _Guide:
    telegram: SimulatedTelegram
    newsroom: Newsroom
    say: Callable[[str], None]
    deadline: float

    async def step(self, what: str, waiting: Awaitable[object]) -> None:
        began = time.monotonic()
        try:
            async with asyncio.timeout(self.deadline):
                await waiting
        except TimeoutError as error:
            raise TourError(f"{what}: not within {self.deadline:g} s") from error
        self.say(f"{what} ({time.monotonic() - began:.2f} s)")

    async def awake(self) -> None:
        """It asks for updates, or has named the address to push them to."""
        await self.telegram.wait_until(
            lambda: (
                self.telegram.world.updates.polls > 0 or self.telegram.world.webhook is not None
            ),
            self.deadline,
        )

    async def first_look(self, sites: list[Site]) -> None:
        """Two looks at each feed: when the second begins, the first is remembered."""
        paths = [site.feed_path for site in sites]
        await self.newsroom.wait_until(
            lambda: all(len(self.newsroom.visits_to(path)) > 1 for path in paths), self.deadline
        )

    async def follows(self, reader: _Reader, person: Person) -> None:
        commands = ["/start", *(f"/follow {words}" for words in reader.follows)]
        for command in commands:
            await self.step(f"{reader.name}: {command}", self._answered(person, command))

    async def alert(self, reader: _Reader, person: Person) -> None:
        draft = library(reader.language)[0]
        known = len(self.telegram.written)
        site = self.site(reader.language)
        site.publish_draft(draft)
        self.say(f"{site.title} publishes: {draft.headline}")
        await self.step(
            f"{reader.name} is alerted",
            self.telegram.wait_for(
                lambda message: _reads(message, person, draft.headline), self.deadline, since=known
            ),
        )

    def site(self, language: str) -> Site:
        for site in self.newsroom.sites.values():
            if site.language == language:
                return site
        raise TourError(f"the newsroom has no site in {language!r}")

    async def _answered(self, person: Person, command: str) -> None:
        known = len(self.telegram.written)
        await person.says(command)
        await self.telegram.wait_for(
            lambda message: message.chat is person.chat, self.deadline, since=known
        )


def _reads(message: Message, person: Person, headline: str) -> bool:
    return message.chat is person.chat and headline in message.text


async def _together(*steps: Awaitable[None]) -> None:
    async def one(step: Awaitable[None]) -> None:
        await step

    try:
        async with asyncio.TaskGroup() as group:
            for step in steps:
                group.create_task(one(step))
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None

"""The bot on a stage: the real process between a simulated Telegram and a newsroom."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from itertools import count
from pathlib import Path
from typing import Any

from demo.newsroom import Newsroom, Site, Story
from demo.newsroom.site import Kind
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import HasChat, Person
from demo.telegram.state.message import Message
from tests.support.bot_process import BotProcess, until

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 10))
_STARTS_WITHIN = 120.0
_ARRIVALS = ("deleteWebhook", "setWebhook")


class Stage:
    """What the bot meets, and doors to whoever plays the people and the news.

    Attributes:
        operator: the one person in ADMIN_IDS.
    """

    def __init__(self, telegram: SimulatedTelegram, newsroom: Newsroom, folder: Path) -> None:
        self.telegram = telegram
        self.newsroom = newsroom
        self.operator = telegram.person("Operator")
        self._sources = folder / "sources.toml"
        self._database = folder / "jarshy.db"
        self._numbers = count(1)
        self._watched: list[Site] = []
        self.bot = BotProcess(
            folder,
            {
                "BOT_TOKEN": telegram.token,
                "ADMIN_IDS": str(self.operator.id),
                "TELEGRAM_API_URL": telegram.url,
                "DATABASE_URL": f"sqlite:///{self._database}",
                "SOURCES_FILE": str(self._sources),
                "ALLOW_PRIVATE_NETWORKS": "true",
                "POLL_MIN_SECONDS": "0.2",
                "POLL_MAX_SECONDS": "0.4",
            },
        )
        self._write_sources()

    async def starts(self, *, cold: bool = False) -> None:
        """Start the bot, and wait until Telegram has met it."""
        met = self.meetings
        await self.bot.start(cold=cold)
        await until(lambda: self.meetings > met or not self.bot.running, _STARTS_WITHIN)
        assert self.bot.running, self.bot.log

    async def restarts(self) -> None:
        """Stop the bot in order, and start it again on the same database."""
        await self.bot.stops()
        await self.starts()

    async def site(
        self,
        *,
        language: str = "en",
        full_text: bool = True,
        kind: Kind = "rss",
        host: str = HOSTS[0],
    ) -> Site:
        """Open a site of its own and have the bot watch it."""
        site = self.open_site(language=language, full_text=full_text, kind=kind, host=host)
        await self.watches(site)
        return site

    def open_site(
        self,
        *,
        language: str = "en",
        full_text: bool = True,
        kind: Kind = "rss",
        host: str = HOSTS[0],
    ) -> Site:
        """Open a site that nobody watches yet."""
        name = f"site{next(self._numbers)}"
        return self.newsroom.site(
            name, language=language, full_text=full_text, kind=kind, host=host
        )

    async def watches(self, *sites: Site, looked: bool = True) -> None:
        """Put sites into ``sources.toml``; a running bot has had its first look afterwards.

        Without ``looked`` that is not waited for.
        """
        self._watched.extend(sites)
        self._write_sources()
        if self.bot.running:
            self.bot.hangs_up()
            for site in sites if looked else ():
                await self.looked(site)

    def ignores(self, *sites: Site) -> None:
        """Take sites out of ``sources.toml``."""
        self._watched = [site for site in self._watched if site not in sites]
        self._write_sources()
        if self.bot.running:
            self.bot.hangs_up()

    def ignores_all(self) -> None:
        """Take every site out of ``sources.toml``."""
        self.ignores(*self._watched)

    async def looked(self, site: Site) -> None:
        """Wait for two looks at a site: when the second begins, the first is committed."""
        await self.newsroom.wait_for_look(site, 2)

    def spoil_sources(self, text: str) -> None:
        """Write something into ``sources.toml`` and tell the bot."""
        self._sources.write_text(text, "utf-8")
        self.bot.hangs_up()

    async def answer(
        self,
        person: Person,
        text: str,
        *,
        to: HasChat | None = None,
        topic: int = 0,
        anonymous: bool = False,
        reply_to: Message | None = None,
    ) -> Message:
        """Let a person write something, and return the bot's answer there."""
        known = len(self.telegram.written)
        await person.says(text, to=to, topic=topic, anonymous=anonymous, reply_to=reply_to)
        return await self.told(to or person, since=known)

    async def told(
        self, where: HasChat, words: str = "", *, since: int = 0, timeout: float = 30.0
    ) -> Message:
        """Wait for a message or edit in a chat that has these words; return it."""
        return await self.telegram.wait_for(
            lambda message: message.chat is where.chat and words in message.text,
            timeout,
            since=since,
        )

    def alerts(self, where: HasChat, headline: str) -> list[Message]:
        """Return the messages in a chat, edits apart, that have this headline."""
        return [message for message in self.telegram.messages(where)
                if message.from_bot and headline in message.text]  # fmt: skip

    async def settled(self, *stories: Story, timeout: float = 40.0) -> None:
        """Wait until these stories are read and nothing waits to be sent."""
        urls = {story.url for story in stories}

        def is_settled() -> bool:
            # In this order: what a story owes is there when it is read.
            read = {row[0] for row in self.rows("SELECT url FROM article WHERE state = 'read'")}
            waiting = self.rows("SELECT 1 FROM delivery WHERE state IN ('pending', 'sending')")
            return urls <= read and not waiting

        await until(is_settled, timeout)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return what the bot's SQLite file says."""
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)) as database:
            return database.execute(statement, values).fetchall()

    @property
    def database_file(self) -> Path:
        """The bot's SQLite file."""
        return self._database

    def move_database(self, file: Path) -> None:
        """Have a bot that does not run use another SQLite file from its next start."""
        assert not self.bot.running
        self._database = file
        self.bot.settings["DATABASE_URL"] = f"sqlite:///{file}"

    @property
    def meetings(self) -> int:
        """How often a bot has met Telegram and was ready."""
        return sum(
            request.method in _ARRIVALS and request.status == 200
            for request in self.telegram.requests
        )

    def _write_sources(self) -> None:
        tables = (
            f'[[source]]\nurl = "{site.feed_url}"\nname = "{site.title}"\n'
            f'language = "{site.language}"\n'
            for site in self._watched
        )
        fresh = self._sources.with_suffix(".new")
        fresh.write_text("\n".join(tables), "utf-8")
        fresh.replace(self._sources)


@asynccontextmanager
async def open_stage(
    folder: Path, *, prepare: Callable[[Stage], None] = lambda _: None, **settings: str
) -> AsyncIterator[Stage]:
    """Set everything up; the bot is not started. At the end nothing may have been wrong.

    Args:
        folder: the bot's own.
        prepare: called with the stage before it is handed out.
        settings: of the bot, beside the usual ones.
    """
    async with SimulatedTelegram() as telegram, Newsroom(hosts=HOSTS) as newsroom:
        stage = Stage(telegram, newsroom, folder)
        stage.bot.settings |= settings
        prepare(stage)
        async with stage.bot:
            yield stage

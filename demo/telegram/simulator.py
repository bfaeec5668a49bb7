"""The simulated Telegram: a real server on loopback, and a door for whoever plays people."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from aiohttp import web

from demo.listener import Listener
from demo.telegram.faults import Faults
from demo.telegram.http.calls import Calls
from demo.telegram.http.pushes import push_forever
from demo.telegram.limits import EVERYWHERE, Limits, Rates
from demo.telegram.log import Log, Request, Violation
from demo.telegram.people.person import HasChat, Person
from demo.telegram.people.places import Place, found_place
from demo.telegram.state.chats import Chat, ChatKind, User
from demo.telegram.state.message import Message
from demo.telegram.state.updates import Update
from demo.telegram.state.world import World

DEFAULT_TOKEN = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8"  # noqa: S105 -- opens nothing but this simulator


class SimulatedTelegram:
    """``async with SimulatedTelegram() as telegram:`` serves the Bot API at ``telegram.url``.

    It keeps its state while it lives, whatever bot process comes and goes.

    Args:
        token: the only one it knows.
        port: 0 for any free one.
        username: the bot's @name.
        clock: monotonic seconds; limits and query ages follow it.
        query_lifetime: seconds in which a pressed button may be answered.
        push_pauses: the first and the longest pause between failed webhook pushes, seconds.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        port: int = 0,
        username: str = "jarshy_bot",
        clock: Callable[[], float] = time.monotonic,
        query_lifetime: float = 15.0,
        push_pauses: tuple[float, float] = (0.2, 5.0),
    ) -> None:
        bot = User(int(token.partition(":")[0]), "Jarshy", username, is_bot=True)
        self.token = token
        self.world = World(bot, clock=clock, query_lifetime=query_lifetime)
        self._push_pauses = push_pauses
        self._listener = Listener(Calls(self.world, token).routes(), port)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._listener.start()
        group = await self._stack.enter_async_context(asyncio.TaskGroup())
        first, longest = self._push_pauses
        pushing = group.create_task(
            push_forever(self.world, first_pause=first, longest_pause=longest)
        )
        self._stack.callback(pushing.cancel)
        return self

    async def __aexit__(
        self,
        *_: type[BaseException] | BaseException | TracebackType | None,
    ) -> None:
        await self._listener.stop()
        await self._stack.aclose()

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL has to be."""
        return self._listener.url

    @property
    def bot(self) -> User:
        """The bot as a Telegram user."""
        return self.world.bot

    def also_serves(self, routes: Iterable[web.AbstractRouteDef]) -> None:
        """Serve more routes beside the Bot API, from the next start on."""
        self._listener.add(routes)

    async def stops_listening(self) -> None:
        """Refuse connections, as a server that is down."""
        await self._listener.stop()

    async def listens_again(self) -> None:
        """Come back on the same port."""
        await self._listener.start()

    def person(self, name: str, *, language: str = "en", username: str = "") -> Person:
        """Add a person; their first message opens the private chat."""
        return Person(self.world, self.world.new_user(name, username=username, language=language))

    def group(
        self,
        title: str,
        *,
        admins: Sequence[Person] = (),
        members: Sequence[Person] = (),
        supergroup: bool = True,
        forum: bool = False,
        username: str = "",
        with_bot: bool = True,
    ) -> Place:
        """Add a group with people in it, and the bot as a plain member unless told otherwise.

        The first of ``admins`` owns it. ``supergroup=False`` makes a basic group, the only
        kind that migrates.
        """
        kind: ChatKind = "supergroup" if supergroup or forum else "group"
        chat = self.world.new_chat(kind, title, username=username, is_forum=forum)
        place = found_place(self.world, chat, list(admins), list(members))
        if with_bot:
            place.adds_bot()
        return place

    def channel(
        self,
        title: str,
        *,
        admins: Sequence[Person] = (),
        username: str = "",
        with_bot: bool = True,
    ) -> Place:
        """Add a channel, with the bot among its administrators unless told otherwise."""
        chat = self.world.new_chat("channel", title, username=username)
        place = found_place(self.world, chat, list(admins), [])
        if with_bot:
            place.adds_bot(as_admin=True)
        return place

    def messages(self, where: HasChat | Chat) -> list[Message]:
        """Return a chat's messages, oldest first, as they read now."""
        chat = where if isinstance(where, Chat) else where.chat
        return self.world.history.of(chat)

    def written_to(self, where: HasChat | Chat) -> list[Message]:
        """Return what the bot wrote to a chat, every edit included, in order."""
        chat = where if isinstance(where, Chat) else where.chat
        return [message for message in self.world.written if message.chat is chat]

    async def wait_for(
        self,
        wanted: Callable[[Message], bool],
        timeout: float = 10.0,
        *,
        since: int = 0,
    ) -> Message:
        """Return the first message or edit by the bot that is wanted, waiting for it.

        ``since`` skips that many of ``written``: pass its length before you act to see only
        what comes after.

        Raises:
            TimeoutError: it did not come in ``timeout`` seconds; names what came instead.
        """
        try:
            await self.world.changes.until(
                lambda: any(map(wanted, self.world.written[since:])), timeout
            )
        except TimeoutError as error:
            last = [message.text[:80] for message in self.world.written[since:]][-5:]
            raise TimeoutError(f"no such message in {timeout} s; the last were {last}") from error
        return next(filter(wanted, self.world.written[since:]))

    async def wait_until(self, holds: Callable[[], bool], timeout: float = 10.0) -> None:
        """Wait until something holds, looking after every call, message and update."""
        await self.world.changes.until(holds, timeout)

    @property
    def written(self) -> list[Message]:
        """Every message the bot sent and every edit, in order, as it was accepted."""
        return self.world.written

    @property
    def log(self) -> Log:
        """Every request, violation and push."""
        return self.world.log

    @property
    def requests(self) -> list[Request]:
        """Every request, in order."""
        return self.world.log.requests

    @property
    def violations(self) -> list[Violation]:
        """What the real server would have ignored silently; should stay empty."""
        return self.world.log.violations

    @property
    def unconfirmed(self) -> tuple[Update, ...]:
        """Updates that the bot has not confirmed yet."""
        return self.world.updates.waiting

    @property
    def faults(self) -> Faults:
        """The faults to play."""
        return self.world.faults

    @property
    def limits(self) -> Limits:
        """The counters, and what they refused."""
        return self.world.limits

    @property
    def rates(self) -> Rates:
        """The limits in force; settable."""
        return self.world.limits.rates

    def busiest(self, seconds: float = 1.0, chat_id: int = EVERYWHERE) -> int:
        """Return the most messages that any sliding window held, in one chat or in all."""
        return self.world.limits.busiest(seconds, chat_id)

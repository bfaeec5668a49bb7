"""Looking for what people asked to watch: outside of any transaction, told by a delivery.

An address is one attempt under a deadline. A file of many is worked on in slices, and each slice
is kept: after a restart nothing begins anew.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import Discovered, LinesListed
from actions.sources.adding import FILE, Allowance, known_as
from actions.sources.importing import decide_unseen, take, undecided
from actions.sources.telling import tell
from bot.clock import Clock
from bot.due_work import DueWork
from bot.jobs.files import FileRefusedError, NoFileYetError
from news.discovery.outcomes import Reason
from news.opml import NotAListError, Outline
from storage import discoveries
from storage.database import Database
from storage.discoveries import Discovery, Found, Imported, Line, Proposed, Refused
from views.sources.importing import fits

_log = structlog.get_logger(__name__)

Look = Callable[[str], Awaitable[Proposed | Refused]]

_AT_ONCE = 8
_SLICE = 5
_DEADLINE = 45.0  # seconds for one address; discovery itself ends at 40
_MOST_ATTEMPTS = 5
_MOST_LINES = 1_000
_REST = 5.0


@dataclass(frozen=True, slots=True)
class Ways:
    """How discovering reaches the world outside.

    Attributes:
        look: looks for something to watch at what a person typed; raises nothing foreseeable.
        administered: the chat that is asked for, if we and whoever asks run it; raises nothing
            foreseeable.
        download: Telegram's file with this id; FileRefusedError or NoFileYetError.
        read_list: the sources that a file names; NotAListError.
    """

    look: Look
    administered: Callable[[Discovery], Awaitable[Proposed | None]]
    download: Callable[[str], Awaitable[bytes]]
    read_list: Callable[[bytes], Awaitable[tuple[Outline, ...]]]


class Discovering:
    """Works on what waits until told to stop.

    Args:
        database: where it waits.
        ways: to the world outside.
        clock: the time.
        operators: Telegram user ids; in private they may add for everybody.
        most_sources: how many of its own a chat may have.
        owed: called when something is to be sent.
        sources_changed: called when there are new sources to look at.
    """

    def __init__(
        self,
        database: Database,
        ways: Ways,
        clock: Clock,
        *,
        operators: frozenset[int],
        most_sources: int,
        owed: Callable[[], None],
        sources_changed: Callable[[], None],
        deadline: float = _DEADLINE,
    ) -> None:
        self._database = database
        self._ways = ways
        self._clock = clock
        self._operators = operators
        self._most_sources = most_sources
        self._owed = owed
        self._sources_changed = sources_changed
        self._deadline = deadline
        self._work = DueWork(
            "discover", self._due, self._discover, clock, at_once=_AT_ONCE, rest=_REST
        )

    def ring(self) -> None:
        """Look now: somebody asked for something."""
        self._work.ring()

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping`` is set; what is under way is begun again at the next start."""
        await self._work.run(stopping)

    async def _due(self, now: datetime, busy: Sequence[int], most: int) -> Sequence[Discovery]:
        async with self._database.read() as connection:
            return await discoveries.due(connection, now, busy, most)

    async def _discover(self, one: Discovery) -> None:
        try:
            async with self._database.write() as connection:
                await discoveries.begin(connection, one.id)
            if one.attempts >= _MOST_ATTEMPTS:
                await self._finish(one, "refused", Refused("failed"))
            elif one.kind == FILE:
                await self._file(one)
            else:
                await self._address(one)
        except NoFileYetError as error:
            _log.info("a file can't be had yet", discovery=one.id, error=str(error))
            await self._later(one)
        except Exception:  # noqa: BLE001 (one that cannot be looked for stops none of the others)
            _log.exception("a discovery failed", discovery=one.id)
            await self._later(one)

    async def _address(self, one: Discovery) -> None:
        found = await self._ways.administered(one) or await self._look(one.asked)
        if isinstance(found, Refused):
            await self._finish(one, "refused", found)
            return
        allowance = self._allowance(one)
        async with self._database.read() as connection:
            known = await known_as(connection, one.there.chat_id, found, common=allowance.common)
        await self._finish(one, "proposed" if known is None else "known", known or found)

    async def _look(self, asked: str) -> Proposed | Refused:
        try:
            async with asyncio.timeout(self._deadline):
                return await self._ways.look(asked)
        except TimeoutError:
            return Refused(Reason.TIMED_OUT)

    async def _file(self, one: Discovery) -> None:
        """Work on one slice of a file; the first of them downloads it."""
        if not isinstance(one.found, Imported):
            result = await self._read(one)
            if isinstance(result, Refused):
                await self._finish(one, "refused", result)
                return
        else:
            result = one.found
        allowance = self._allowance(one)
        async with self._database.read() as connection:
            result = await decide_unseen(connection, one, result, allowance, _SLICE)
        places = undecided(result)[:_SLICE]
        found = await asyncio.gather(*(self._look(result.lines[place].url) for place in places))
        pairs = list(zip(places, found, strict=True))
        async with self._database.write() as connection:
            now = self._clock.now()
            result = await take(connection, now, one, result, pairs, allowance)
            if undecided(result):
                await discoveries.go_on(connection, one.id, now, result)
            else:
                await self._end_file(connection, now, one, result)
        self._owed()
        self._sources_changed()
        self._work.ring()

    async def _read(self, one: Discovery) -> Imported | Refused:
        try:
            outlines = await self._ways.read_list(await self._ways.download(one.asked))
        except FileRefusedError as refusal:
            return Refused(refusal.code)
        except NotAListError:
            return Refused("no_list")
        if len(outlines) > _MOST_LINES:
            return Refused("too_many", str(_MOST_LINES))
        lines = tuple(Line(outline.url, outline.name) for outline in outlines)
        return Imported(lines, common=self._allowance(one).common)

    async def _end_file(
        self, connection: AsyncConnection, now: datetime, one: Discovery, result: Imported
    ) -> None:
        await discoveries.become(connection, one.id, "added", result, was="waiting")
        await tell(connection, now, one, Discovered(one.id))
        if not fits(result):
            await tell(connection, now, replace(one, answer_id=None), LinesListed(one.id))

    async def _finish(self, one: Discovery, state: str, found: Found) -> None:
        outcome = Discovered(one.id, common=self._allowance(one).common)
        async with self._database.write() as connection:
            if await discoveries.become(connection, one.id, state, found, was="waiting"):
                await tell(connection, self._clock.now(), one, outcome)
        self._owed()

    async def _later(self, one: Discovery) -> None:
        due_at = self._clock.now() + timedelta(seconds=min(2.0 ** (one.attempts + 1), 60.0))
        async with self._database.write() as connection:
            await discoveries.go_on(connection, one.id, due_at)

    def _allowance(self, one: Discovery) -> Allowance:
        in_private = one.there.chat_id == one.sender_id
        return Allowance(self._most_sources, common=in_private and one.sender_id in self._operators)

"""The application: everything is started, told to stop, and waited for."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.assembly import Parts, assemble
from bot.clock import Clock, SystemClock
from bot.last_call import leave_within
from bot.lifecycle import Service
from bot.nursery import Nursery
from bot.settings import Settings
from bot.sources import take_sources
from bot.websub.subscriber import forget_all
from news.fetching.fetcher import Fetcher
from news.sourcefile import SourceFileError
from storage.database import Database
from storage.migrating import migrate

_log = structlog.get_logger(__name__)

_GRACE = 7.5  # seconds for what is under way; with the marks it stays below the last call
_MARKS_GRACE = 0.7
_LAST_CALL = 8.7  # seconds after which the process ends whatever hangs; on a busy machine late


class Ending:
    """Whether the bot is to end, and what went wrong if something did."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self._failure: Exception | None = None

    def ask(self, failure: Exception | None = None) -> None:
        """End; with ``failure``, because of it."""
        if not self._asked.is_set():
            leave_within(_LAST_CALL, 0 if failure is None else 1)
        self._failure = self._failure or failure
        self._asked.set()

    async def wait(self) -> None:
        """Return when the end is asked for."""
        await self._asked.wait()

    def check(self) -> None:
        """Raise the failure that ended the bot, if there was one."""
        if self._failure is not None:
            raise self._failure


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or Ctrl-C; finish what is in flight.

    Raises SourceFileError, TokenRefusedError, OSError or SQLAlchemyError for what keeps it
    from running.
    """
    clock, ending = SystemClock(), Ending()
    async with (
        Database(settings.database_url) as database,
        Fetcher(allow_private_networks=settings.allow_private_networks) as fetcher,
    ):
        with _signals_end(ending):
            await migrate(database)
            watched = await take_sources(database, clock, settings.sources_file)
            if not settings.public_url:
                await forget_all(database, clock)
            parts = assemble(settings, database, fetcher, clock, ending.ask)
            reload = _Reload(settings, database, clock, parts)
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reload.ask)
            _log.info("started", sources=watched)
            try:
                await _run_parts(parts, clock, ending)
            finally:
                await reload.close()
                await parts.bot.session.close()
    ending.check()
    _log.info("stopped")


async def _run_parts(parts: Parts, clock: Clock, ending: Ending) -> None:
    marks = Service("marks", parts.marks.run, clock)
    services = [
        Service("sender", parts.sender.run, clock),
        Service("releasing", parts.releasing.run, clock),
        Service("rechecking", parts.rechecking.run, clock),
        Service("reader", parts.reader.run, clock),
        Service("poller", parts.poller.run, clock),
        Service("discovering", parts.discovering.run, clock),
        Service("receiver", parts.receiver.run, clock),
        Service("ticker", parts.ticker.run, clock),
        Service("turned back", parts.turned_back.run, clock),
    ]
    if parts.web is not None:
        services += [
            Service("web", parts.web.server.run, clock),
            Service("subscriber", parts.web.subscriber.run, clock),
        ]
    await marks.start()
    for service in services:
        await service.start()
    await ending.wait()
    _log.info("stopping")
    async with asyncio.TaskGroup() as group:
        for service in services:
            group.create_task(service.stop(_GRACE))
    await marks.stop(_MARKS_GRACE)


class _Reload:
    """SIGHUP reads ``sources.toml`` again; a wrong file changes nothing."""

    def __init__(self, settings: Settings, database: Database, clock: Clock, parts: Parts) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._parts = parts
        self._nursery = Nursery()

    def ask(self) -> None:
        self._nursery.start(self._reload(), "reload sources")

    async def close(self) -> None:
        await self._nursery.drain(1.0)

    async def _reload(self) -> None:
        try:
            watched = await take_sources(self._database, self._clock, self._settings.sources_file)
        except SourceFileError as error:
            _log.error("sources stay as they were", error=str(error))
            return
        _log.info("sources read again", sources=watched)
        self._parts.poller.sources_changed()


@contextmanager
def _signals_end(ending: Ending) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ending.ask)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

"""The web server: one for all routes, for as long as the bot runs."""

import asyncio
from collections.abc import Callable, Iterable

import structlog
from aiohttp import web

from web.application import create_application

_log = structlog.get_logger(__name__)

_GRACE = 6.0  # seconds for requests under way


class WebServer:
    """Serves until told to stop; requests under way are finished first.

    Args:
        host: the address to listen at.
        port: its port.
        routes: what is served.
        give_up: called with an OSError when the port can't be had: another bot must not wait.
    """

    def __init__(
        self,
        host: str,
        port: int,
        routes: Iterable[web.RouteDef],
        give_up: Callable[[Exception], None],
    ) -> None:
        self._host = host
        self._port = port
        self._routes = tuple(routes)
        self._give_up = give_up
        self._listening = asyncio.Event()

    async def listening(self) -> None:
        """Return when requests are heard."""
        await self._listening.wait()

    async def run(self, stopping: asyncio.Event) -> None:
        """Serve until ``stopping`` is set."""
        application = create_application(self._routes)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=_GRACE)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            _log.info("the web part listens", host=self._host, port=self._port)
            self._listening.set()
            await stopping.wait()
        except OSError as error:
            self._give_up(error)
        finally:
            self._listening.clear()
            await runner.cleanup()

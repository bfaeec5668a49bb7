"""A web server that can go away and come back on the same port."""

from collections.abc import Iterable

from aiohttp import web

_HOST = "127.0.0.1"


class Listener:
    """Serves routes on loopback; stopping it cuts every connection.

    Attributes:
        port: the port in use; 0 until the first start, if any port will do.
    """

    def __init__(self, routes: Iterable[web.AbstractRouteDef], port: int) -> None:
        self.port = port
        self._routes = list(routes)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it serves, without a slash at the end."""
        return f"http://{_HOST}:{self.port}"

    def add(self, routes: Iterable[web.AbstractRouteDef]) -> None:
        """Serve more routes from the next start on."""
        self._routes.extend(routes)

    async def start(self) -> None:
        """Begin to listen.

        Raises:
            OSError: the port is taken.
        """
        application = web.Application(client_max_size=64 * 2**20)
        application.add_routes(self._routes)
        # A call that waits (long polling, a slow answer) ends with its connection.
        runner = web.AppRunner(
            application, handler_cancellation=True, access_log=None, shutdown_timeout=0.05
        )
        await runner.setup()
        site = web.TCPSite(runner, _HOST, self.port, reuse_address=True)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        self.port = runner.addresses[0][1]
        self._runner = runner

    async def stop(self) -> None:
        """Refuse connections, and cut those that are open."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

"""A web server that can go away and come back on the same port."""

from collections.abc import Iterable, Sequence

from aiohttp import web

LOOPBACK = "127.0.0.1"


class Listener:
    """Serves routes on loopback; stopping it cuts every connection.

    Attributes:
        port: the port in use, the same at every host; 0 until the first start, if any port
            will do.
    """

    def __init__(
        self,
        routes: Iterable[web.AbstractRouteDef],
        port: int,
        hosts: Sequence[str] = (LOOPBACK,),
    ) -> None:
        self.port = port
        self._hosts = hosts
        self._routes = list(routes)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it serves at its first host, without a slash at the end."""
        return f"http://{self._hosts[0]}:{self.port}"

    def add(self, routes: Iterable[web.AbstractRouteDef]) -> None:
        """Serve more routes from the next start on."""
        self._routes.extend(routes)

    async def start(self) -> None:
        """Begin to listen.

        Raises:
            OSError: the port is taken, or a host is not this machine's.
        """
        application = web.Application(client_max_size=64 * 2**20)
        application.add_routes(self._routes)
        # A call that waits (long polling, a slow answer) ends with its connection.
        runner = web.AppRunner(
            application, handler_cancellation=True, access_log=None, shutdown_timeout=0.05
        )
        await runner.setup()
        try:
            for host in self._hosts:
                await web.TCPSite(runner, host, self.port, reuse_address=True).start()
                self.port = runner.addresses[0][1]
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner

    async def stop(self) -> None:
        """Refuse connections, and cut those that are open."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

"""The newsroom's web server."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from aiohttp import web

from demo.changes import Changes
from demo.listener import LOOPBACK, Listener
from demo.newsroom.answers import answer
from demo.newsroom.faults import Faults
from demo.newsroom.hub import Hub
from demo.newsroom.log import Visit
from demo.newsroom.site import Kind, Site
from demo.newsroom.spoiling import delayed, spoiled


class Newsroom:
    """``async with Newsroom() as newsroom:`` serves news sites on loopback.

    Args:
        port: 0 for any free one.
        hosts: the addresses it listens at; on Linux 127.0.0.2 and so on are hosts of their own.

    Attributes:
        sites: by name.
        robots: the text of ``/robots.txt`` by host, without its port; others have none.
        hub: the WebSub hub of the sites that name one.
        faults: the faults to play.
        visits: every request, in the order of the answers.
        changes: what to wait for visits and publications with.
    """

    def __init__(self, *, port: int = 0, hosts: Sequence[str] = (LOOPBACK,)) -> None:
        self.sites: dict[str, Site] = {}
        self.robots: dict[str, str] = {}
        self.faults = Faults()
        self.visits: list[Visit] = []
        self.changes = Changes()
        self.hub = Hub(self.changes.happened)
        self._open: Counter[str] = Counter()
        routes = [web.get("/{path:.*}", self._visit), web.post("/hub", self.hub.take)]
        self._listener = Listener(routes, port, hosts)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._listener.start()
        group = await self._stack.enter_async_context(asyncio.TaskGroup())
        self._stack.callback(group.create_task(self.hub.run()).cancel)
        return self

    async def __aexit__(
        self, *_: type[BaseException] | BaseException | TracebackType | None
    ) -> None:
        await self._listener.stop()
        await self._stack.aclose()

    @property
    def url(self) -> str:
        """Where it serves, at its first host."""
        return self._listener.url

    @property
    def hub_url(self) -> str:
        """The address of the hub."""
        return f"{self.url}/hub"

    async def stops_listening(self) -> None:
        """Refuse connections, as servers that are down."""
        await self._listener.stop()

    async def listens_again(self) -> None:
        """Come back on the same port."""
        await self._listener.start()

    def site(
        self,
        name: str,
        *,
        language: str = "en",
        title: str = "",
        full_text: bool = False,
        kind: Kind = "rss",
        host: str = LOOPBACK,
        etag: bool = True,
        last_modified: bool = True,
        with_hub: bool = False,
    ) -> Site:
        """Open a site; what lists its stories is at ``site.feed_url``, and empty at first."""
        folder = f"s/{name}" if kind == "channel" else name
        site = Site(
            name,
            title or name.title(),
            language,
            f"http://{host}:{self._listener.port}/{folder}",
            full_text=full_text,
            kind=kind,
            etag=etag,
            last_modified=last_modified,
            hub=self.hub_url if with_hub else "",
            on_change=self._changed,
        )
        self.sites[name] = site
        return site

    def visits_to(self, path: str) -> list[Visit]:
        """Return the requests for one path."""
        return [visit for visit in self.visits if visit.path == path]

    async def wait_until(self, holds: Callable[[], bool], timeout: float = 10.0) -> None:
        """Wait until something holds, looking after every visit, publication and ping.

        Raises:
            TimeoutError: it does not hold after ``timeout`` seconds.
        """
        await self.changes.until(holds, timeout)

    async def wait_for_look(self, site: Site, times: int = 1, timeout: float = 30.0) -> None:
        """Wait until the site's feed has been answered ``times`` times from now on."""
        target = len(self.visits_to(site.feed_path)) + times
        await self.wait_until(lambda: len(self.visits_to(site.feed_path)) >= target, timeout)

    def _changed(self, site: Site) -> None:
        if site.hub:
            self.hub.published(site)
        self.changes.happened()

    async def _visit(self, request: web.Request) -> web.StreamResponse:
        at, host, status = time.monotonic(), request.host, 0
        self._open[host] += 1
        concurrent = self._open[host]
        try:
            response = await self._answer(request)
            status = response.status
            return response
        finally:
            self._open[host] -= 1
            self.visits.append(
                Visit(
                    request.path,
                    host,
                    request.headers.get("If-None-Match", ""),
                    request.headers.get("If-Modified-Since", ""),
                    request.headers.get("User-Agent", ""),
                    status,
                    at,
                    time.monotonic() - at,
                    concurrent,
                )
            )
            self.changes.happened()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        fault = self.faults.take(request.path)
        await delayed(fault)
        return await spoiled(request, self._right_answer(request), fault)

    def _right_answer(self, request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            rules = self.robots.get(request.host.partition(":")[0])
            return web.Response(status=404) if rules is None else web.Response(text=rules)
        folders = request.path.strip("/").split("/")
        name = folders[1] if folders[0] == "s" and len(folders) > 1 else folders[0]
        site = self.sites.get(name)
        if site is None:
            return web.Response(status=404, text="Not found")
        return answer(request, site)

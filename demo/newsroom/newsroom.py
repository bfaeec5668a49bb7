"""The newsroom's web server."""

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from email.utils import format_datetime, parsedate_to_datetime
from types import TracebackType
from typing import Literal, Self

from aiohttp import web

from demo.changes import Changes
from demo.listener import LOOPBACK, Listener
from demo.newsroom.faults import Broken, Fault, Faults, Hang, Oversize, Redirect, Slow, Status
from demo.newsroom.feed import CONTENT_TYPES, feed
from demo.newsroom.log import Visit
from demo.newsroom.pages import article_page, front_page
from demo.newsroom.site import Site

_PIECE = 2**16


class Newsroom:
    """``async with Newsroom() as newsroom:`` serves news sites on loopback.

    Args:
        port: 0 for any free one.
        hosts: the addresses it listens at; on Linux 127.0.0.2 and so on are hosts of their own.

    Attributes:
        sites: by name.
        faults: the faults to play.
        visits: every request, in the order of the answers.
        changes: what to wait for visits and publications with.
    """

    def __init__(self, *, port: int = 0, hosts: Sequence[str] = (LOOPBACK,)) -> None:
        self.sites: dict[str, Site] = {}
        self.faults = Faults()
        self.visits: list[Visit] = []
        self.changes = Changes()
        self._open: Counter[str] = Counter()
        self._listener = Listener([web.get("/{site}/{path:.*}", self._visit)], port, hosts)

    async def __aenter__(self) -> Self:
        await self._listener.start()
        return self

    async def __aexit__(
        self, *_: type[BaseException] | BaseException | TracebackType | None
    ) -> None:
        await self._listener.stop()

    @property
    def url(self) -> str:
        """Where it serves, at its first host."""
        return self._listener.url

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
        kind: Literal["rss", "atom"] = "rss",
        host: str = LOOPBACK,
        etag: bool = True,
        last_modified: bool = True,
    ) -> Site:
        """Open a site; its feed is at ``site.feed_url`` and empty until something is published."""
        site = Site(
            name,
            title or name.title(),
            language,
            f"http://{host}:{self._listener.port}/{name}",
            full_text=full_text,
            kind=kind,
            etag=etag,
            last_modified=last_modified,
            on_change=self.changes.happened,
        )
        self.sites[name] = site
        return site

    def visits_to(self, path: str) -> list[Visit]:
        """Return the requests for one path."""
        return [visit for visit in self.visits if visit.path == path]

    async def wait_until(self, holds: Callable[[], bool], timeout: float = 10.0) -> None:
        """Wait until something holds, looking after every visit and publication.

        Raises:
            TimeoutError: it does not hold after ``timeout`` seconds.
        """
        await self.changes.until(holds, timeout)

    async def wait_for_look(self, site: Site, times: int = 1, timeout: float = 10.0) -> None:
        """Wait until the site's feed has been answered ``times`` times from now on."""
        target = len(self.visits_to(site.feed_path)) + times
        await self.wait_until(lambda: len(self.visits_to(site.feed_path)) >= target, timeout)

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
        if isinstance(fault, Slow):
            await asyncio.sleep(fault.seconds)
        if isinstance(fault, Hang):
            await asyncio.Event().wait()
        right = self._right_answer(request)
        return await _spoiled(request, right, fault)

    def _right_answer(self, request: web.Request) -> web.Response:
        site = self.sites.get(request.match_info["site"])
        path = request.match_info["path"]
        if site is None:
            return web.Response(status=404, text="Not found")
        if path == "feed.xml":
            return _feed_answer(request, site)
        if path == "":
            return web.Response(text=front_page(site), content_type="text/html")
        story = next((story for story in site.stories if story.url.endswith(f"/{path}")), None)
        if story is None:
            return web.Response(status=404, text="Not found")
        return web.Response(text=article_page(site, story), content_type="text/html")


def _feed_answer(request: web.Request, site: Site) -> web.Response:
    body = feed(site).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"Content-Type": CONTENT_TYPES[site.kind]}
    if site.etag:
        headers["ETag"] = tag
    if site.last_modified:
        headers["Last-Modified"] = format_datetime(site.changed, usegmt=True)
    if _is_unchanged(request, site, tag):
        return web.Response(status=304, headers=headers)
    return web.Response(body=body, headers=headers)


def _is_unchanged(request: web.Request, site: Site, tag: str) -> bool:
    """RFC 9110, section 13.2.2: If-Modified-Since counts only without If-None-Match."""
    known = request.headers.get("If-None-Match")
    if site.etag and known is not None:
        return tag in [one.strip().removeprefix("W/") for one in known.split(",")]
    since = request.headers.get("If-Modified-Since")
    if not site.last_modified or since is None or known is not None:
        return False
    try:
        return site.changed <= parsedate_to_datetime(since)
    except ValueError:
        return False


async def _spoiled(
    request: web.Request, right: web.Response, fault: Fault | None
) -> web.StreamResponse:
    match fault:
        case Status(status=status, retry_after=wait):
            headers = {"Retry-After": str(wait)} if wait else {}
            return web.Response(status=status, text=f"<h1>{status}</h1>", headers=headers)
        case Redirect(location=location, status=status):
            return web.Response(status=status, headers={"Location": location})
        case Broken():
            body = right.body if isinstance(right.body, bytes) else b""
            return web.Response(body=body[: len(body) // 2], headers=_type_of(right))
        case Oversize(size=size):
            return await _padded(request, right, size)
    return right


async def _padded(request: web.Request, right: web.Response, size: int) -> web.StreamResponse:
    answer = web.StreamResponse(headers=_type_of(right))
    await answer.prepare(request)
    await answer.write(right.body if isinstance(right.body, bytes) else b"")
    for _ in range(size // _PIECE + 1):
        await answer.write(b" " * _PIECE)
    return answer


def _type_of(right: web.Response) -> dict[str, str]:
    return {"Content-Type": right.headers["Content-Type"]}

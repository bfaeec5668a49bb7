"""The fixtures ``serve`` and ``serve_raw``: servers on loopback that do as they are told."""

from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]
RawServe = Callable[..., Awaitable[str]]

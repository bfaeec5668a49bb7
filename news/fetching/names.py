"""Looking names up in threads of our own.

In the event loop's pool, which has a handful of threads and is shared with everybody, a few names
whose servers are silent would hold up all other look-ups, and the end of the program with them.
"""

import asyncio
import socket
import threading
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

_Infos = list[tuple[Any, ...]]

_NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


class NameResolver(AbstractResolver):
    """Asks the operating system about at most ``at_once`` names at once."""

    def __init__(self, at_once: int = 64) -> None:
        self._free = asyncio.Semaphore(at_once)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of ``host``.

        Raises:
            OSError: it has none, or nobody knows.
        """
        async with self._free:
            infos = await _asked(host, port, family)
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=found,
                proto=proto,
                flags=_NUMERIC,
            )
            for found, _, proto, _, address in infos
        ]

    async def close(self) -> None:
        """Leave what is still being looked up to itself."""


async def _asked(host: str, port: int, family: socket.AddressFamily) -> _Infos:
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[_Infos] = loop.create_future()

    def settle(infos: _Infos, error: Exception | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(infos)
        else:
            answer.set_exception(error)

    def ask() -> None:
        infos: _Infos = []
        failure: Exception | None = None
        try:
            infos = socket.getaddrinfo(
                host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
            )
        except (OSError, ValueError) as error:  # UnicodeError: a name that no server can have
            failure = error if isinstance(error, OSError) else OSError(f"no name: {error}")
        try:
            loop.call_soon_threadsafe(settle, infos, failure)
        except RuntimeError:  # the loop ended meanwhile
            return

    threading.Thread(target=ask, name=f"look up {host}", daemon=True).start()
    return await answer

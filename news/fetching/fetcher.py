"""Fetching one address: redirects, limits and validators; one session for all of them."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from news.fetching.errors import (
    BadAddressError,
    BrokenAnswerError,
    FetchError,
    RefusedAddressError,
    TimedOutError,
    TooLargeError,
    TooManyRedirectsError,
    UnreachableError,
)
from news.fetching.fetched import Fetched, Validators
from news.fetching.headers import fresh_seconds, retry_after_seconds, websub
from news.fetching.names import NameResolver
from news.fetching.policy import PrivateAddressError, socket_factory, web_address

USER_AGENT = "Jarshy/0.1 (news alerts; reads feeds and articles for its followers)"

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_SAME_METHOD = frozenset({307, 308})
_SUCCESS = range(200, 300)
_MOST_REDIRECTS = 5
_CHUNK = 64 * 1024
_NAME_SECONDS = 60


class Fetcher:
    """An async context manager; inside it, ``fetch`` may be called by any number of tasks.

    Args:
        allow_private_networks: lets requests go to loopback and private addresses and to any
            port; lifts nothing else.
        user_agent: who we say we are.

    """

    def __init__(
        self, *, allow_private_networks: bool = False, user_agent: str = USER_AGENT
    ) -> None:
        self._private = allow_private_networks
        self._headers = {"User-Agent": user_agent, "Accept": _ACCEPT}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,
                resolver=NameResolver(),
                ttl_dns_cache=_NAME_SECONDS,
                socket_factory=socket_factory(allow_private=self._private),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=self._headers,
            timeout=aiohttp.ClientTimeout(total=None),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(
        self,
        url: str,
        validators: Validators | None = None,
        *,
        cap: int = 10 * 1024 * 1024,
        deadline: float = 30.0,
    ) -> Fetched:
        """GET ``url``, following up to five redirects.

        Args:
            url: an http(s) address.
            validators: of the version at hand; the answer may then be a 304 without a body.
            cap: most bytes of the body, counted after decompression.
            deadline: seconds for everything together, name look-up and redirects included.

        Raises:
            FetchError: see ``news.fetching.errors`` for the kinds.

        """
        with _our_errors(deadline):
            async with asyncio.timeout(deadline):
                return await self._follow(url, validators or Validators(), cap)

    async def post(self, url: str, fields: Mapping[str, str], *, deadline: float = 30.0) -> int:
        """POST a form to ``url``, following redirects that keep the method (307 and 308).

        Args:
            url: an http(s) address.
            fields: of the form.
            deadline: seconds for everything together.

        Raises:
            FetchError: see ``news.fetching.errors`` for the kinds.

        """
        with _our_errors(deadline):
            async with asyncio.timeout(deadline):
                return await self._post(url, fields)

    async def _post(self, url: str, fields: Mapping[str, str]) -> int:
        here = web_address(url, any_port=self._private)
        for _ in range(_MOST_REDIRECTS + 1):
            async with self._opened.post(here, data=fields, allow_redirects=False) as response:
                if response.status not in _SAME_METHOD:
                    return response.status
                here = web_address(_target(response, here), any_port=self._private)
        raise TooManyRedirectsError(f"more than {_MOST_REDIRECTS} redirects")

    async def _follow(self, url: str, validators: Validators, cap: int) -> Fetched:
        here = web_address(url, any_port=self._private)
        moved_to: str | None = None
        for_good = True
        for _ in range(_MOST_REDIRECTS + 1):
            async with self._get(here, validators) as response:
                if response.status not in _REDIRECTS:
                    return await _taken(response, here, moved_to, validators, cap)
                here = web_address(_target(response, here), any_port=self._private)
                for_good = for_good and response.status in _FOR_GOOD
                moved_to = str(here) if for_good else moved_to
        raise TooManyRedirectsError(f"more than {_MOST_REDIRECTS} redirects")

    def _get(self, url: URL, validators: Validators) -> "aiohttp.client._RequestContextManager":
        headers = {}
        if validators.etag is not None:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified is not None:
            headers["If-Modified-Since"] = validators.last_modified
        return self._opened.get(url, headers=headers, allow_redirects=False)

    @property
    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("Fetcher is used outside of its async with")
        return self._session


def _target(response: aiohttp.ClientResponse, here: URL) -> str:
    location = response.headers.get("Location", "").strip()
    if not location:
        raise TooManyRedirectsError(f"a redirect ({response.status}) to nowhere")
    try:
        return str(here.join(URL(location)))
    except ValueError as error:
        raise BadAddressError(f"a redirect to no address: {location[:200]!r}") from error


async def _taken(
    response: aiohttp.ClientResponse,
    url: URL,
    moved_to: str | None,
    sent: Validators,
    cap: int,
) -> Fetched:
    headers = response.headers
    given = Validators(headers.get("ETag"), headers.get("Last-Modified"))
    unchanged = response.status == HTTPStatus.NOT_MODIFIED
    now = datetime.now(UTC)
    hub, topic = websub(response)
    return Fetched(
        status=response.status,
        url=str(url),
        moved_to=moved_to,
        content_type=headers.get("Content-Type"),
        body=await _body(response, cap) if response.status in _SUCCESS else b"",
        validators=Validators(given.etag or sent.etag, given.last_modified or sent.last_modified)
        if unchanged
        else given,
        retry_after=retry_after_seconds(headers.get("Retry-After"), now),
        max_age=fresh_seconds(headers, now),
        hub=hub,
        topic=topic,
    )


async def _body(response: aiohttp.ClientResponse, cap: int) -> bytes:
    if (response.content_length or 0) > cap:
        raise TooLargeError(f"announces more than {cap} bytes")
    body = bytearray()
    # aiohttp decompresses piece by piece, so a bomb is noticed soon after the cap.
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > cap:
            raise TooLargeError(f"more than {cap} bytes")
    return bytes(body)


@contextmanager
def _our_errors(deadline: float) -> Iterator[None]:
    """Turn whatever the libraries raise into one of ours, at this border once."""
    try:
        yield
    except FetchError:
        raise
    except TimeoutError as error:
        raise TimedOutError(f"no whole answer within {deadline:g} s") from error
    except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError) as error:
        raise _ours(error) from error


def _ours(error: Exception) -> FetchError:
    match error:
        case aiohttp.ClientConnectorError(os_error=PrivateAddressError() as refusal):
            return RefusedAddressError(str(refusal))
        case aiohttp.ClientConnectorError():
            return UnreachableError(f"cannot connect to {error.host}: {_one_line(error.os_error)}")
        case aiohttp.InvalidURL() | UnicodeError():
            return BadAddressError(f"not an address: {_one_line(error)}")
        case OSError() | aiohttp.ServerDisconnectedError():
            return UnreachableError(f"connection lost: {_one_line(error)}")
        case _:
            return BrokenAnswerError(f"not proper HTTP: {_one_line(error)}")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__

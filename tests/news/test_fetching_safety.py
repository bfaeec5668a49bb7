"""Hostile servers and addresses: real sockets on loopback, and nothing gained by any of them."""

import asyncio
import gzip
import ipaddress
import os
import socket
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import BasicAuth, web
from aiohttp.test_utils import TestServer

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
from news.fetching.fetcher import Fetcher
from tests.news.servers import RawServe, Serve

# Sites stand at one port, so each worker has an address of its own.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PUBLIC, PRIVATE = f"127.77.14.{2 + _WORKER}", "127.0.0.1"


@pytest.fixture
async def strict() -> AsyncIterator[Fetcher]:
    async with Fetcher() as opened:
        yield opened


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "0177.0.0.1",
        "2130706433",
        "0x7f000001",
        "0",
        "0.0.0.0",
        "127.0.0.1.",
        "localhost.",
        "LOCALHOST",
        "①②⑦.0.0.1",
        "127。0。0。1",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:7f00:1]",
        "[2002:7f00:1::]",
        "[64:ff9b::7f00:1]",
        "[fe80::1%25eth0]",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "168.63.129.16",
        "100.100.100.200",
        "user@127.0.0.1",
        "public.example@127.0.0.1",
        "127.0.0.1#@public.example",
        "127.0.0.1\\@public.example",
    ],
)
async def test_no_spelling_of_a_private_address_is_connected_to(strict: Fetcher, host: str) -> None:
    port = ":8080" if host[-1].isalnum() or host[-1] in ".]" else ""
    with pytest.raises(FetchError) as caught:
        await strict.fetch(f"http://{host}{port}/", deadline=2)
    system_error = getattr(caught.value.__cause__, "os_error", None)
    assert not isinstance(system_error, ConnectionError), "somebody was asked"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.kz/",
        "gopher://a.kz:80/_GET",
        "data:text/html,hello",
        "javascript:alert(1)",
        "jar:http://a.kz!/",
        "dict://a.kz:80/",
        "ws://a.kz/",
        "unix:/var/run/docker.sock",
        "//a.kz/",
        "http:/a.kz",
        "http:a.kz",
        "http://a.kz:22/",
        "http://a.kz:6379/",
        "http://a.kz:-80/",
    ],
)
async def test_other_schemes_and_ports_are_not_fetched(strict: Fetcher, url: str) -> None:
    with pytest.raises(BadAddressError):
        await strict.fetch(url)


@pytest.fixture
def open_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one loopback address stand for the open internet."""

    def is_global(address: ipaddress.IPv4Address) -> bool:
        return str(address) == PUBLIC

    monkeypatch.setattr(ipaddress.IPv4Address, "is_global", property(is_global))


@asynccontextmanager
async def site(location: str | None) -> AsyncIterator[None]:
    async def answer(_: web.Request) -> web.Response:
        if location is None:
            return web.Response(text="public")
        return web.Response(status=301, headers={"Location": location})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app, host=PUBLIC, port=8443):
        yield


@pytest.mark.usefixtures("open_internet")
async def test_a_public_address_is_fetched(strict: Fetcher) -> None:
    async with site(None):
        assert (await strict.fetch(f"http://{PUBLIC}:8443/")).body == b"public"


@pytest.mark.usefixtures("open_internet")
@pytest.mark.parametrize(
    ("target", "error"),
    [
        (f"http://{PRIVATE}:8443/", RefusedAddressError),
        (f"//{PRIVATE}:8443/", RefusedAddressError),
        ("http://localhost:8443/", RefusedAddressError),
        ("http://169.254.169.254/latest/meta-data/", RefusedAddressError),
        ("http://[::ffff:127.0.0.1]:8443/", RefusedAddressError),
        ("http://a.kz:22/", BadAddressError),
        ("file:///etc/passwd", BadAddressError),
        ("gopher://a.kz/", BadAddressError),
    ],
)
async def test_every_redirect_is_checked(
    strict: Fetcher, target: str, error: type[FetchError]
) -> None:
    async with site(target):
        with pytest.raises(error):
            await strict.fetch(f"http://{PUBLIC}:8443/")


@pytest.mark.usefixtures("open_internet")
async def test_a_name_that_changes_its_address_gains_nothing(
    strict: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: Iterator[str] = iter([PUBLIC, PRIVATE, PRIVATE])
    asked = []

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    async with site(None):
        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        assert (await strict.fetch("http://rebinding.example:8443/")).body == b"public"
    async with Fetcher() as later:
        with pytest.raises(RefusedAddressError):
            await later.fetch("http://rebinding.example:8443/")
    assert asked == ["rebinding.example"] * 2


async def test_one_private_address_among_public_ones_is_not_connected_to(
    strict: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def getaddrinfo(_: str, port: int, *__: object, **___: object) -> list[tuple[object, ...]]:
        return [
            (family, socket.SOCK_STREAM, 6, "", (address, port, *more))
            for family, address, *more in (
                (socket.AF_INET, PRIVATE),
                (socket.AF_INET6, "::1", 0, 0),
                (socket.AF_INET, "10.0.0.1"),
            )
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(RefusedAddressError):
        await strict.fetch("http://mixed.example:8080/")


@pytest.mark.parametrize(
    ("name", "spelled"), [("ЖАҢАЛЫҚ.қаз", "xn--80aaqw4fuxvb.xn--80ao21a"), ("a.kz.", "a.kz")]
)
async def test_names_in_other_alphabets(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, name: str, spelled: str
) -> None:
    asked: list[str] = []

    def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host.rstrip("."))
        raise socket.gaierror(socket.EAI_NONAME, "nobody knows")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(UnreachableError):
        await fetcher.fetch(f"http://{name}/")
    assert asked == [spelled]


async def test_a_name_that_nobody_answers_for_holds_up_no_other(
    serve: Serve, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def here(_: web.Request) -> web.Response:
        return web.Response(text="here")

    url = (await serve(here)).replace("127.0.0.1", "localhost")
    loop, silent = asyncio.get_running_loop(), asyncio.Event()
    known = socket.getaddrinfo

    def getaddrinfo(host: str, *arguments: object, **more: object) -> object:
        if host.endswith(".example"):
            asyncio.run_coroutine_threadsafe(silent.wait(), loop).result()
            raise socket.gaierror(socket.EAI_AGAIN, "later")
        return known(host, *arguments, **more)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    async with asyncio.TaskGroup() as group:
        for number in range(40):
            group.create_task(unreachable(fetcher, f"http://silent{number}.example/"))
        assert (await fetcher.fetch(url, deadline=5)).body == b"here"
        silent.set()


async def unreachable(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(UnreachableError):
        await fetcher.fetch(url)


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


ZEROS = b"\0" * 50_000_000


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(ZEROS)),
        ("gzip", gzip.compress(ZEROS[:1_000_000]) * 50),
        ("deflate", zlib.compress(ZEROS)),
        ("deflate", deflated(ZEROS)),
    ],
)
async def test_bombs_are_noticed_before_they_go_off(
    serve: Serve, fetcher: Fetcher, encoding: str, bomb: bytes
) -> None:
    async def explode(_: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Encoding": encoding})

    url = await serve(explode)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            await fetcher.fetch(url, cap=1_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("encoding", ["gzip, gzip", "deflate, gzip", "br", "zstd", "compress", "x"])
async def test_encodings_that_were_not_asked_for_unpack_nothing(
    serve: Serve, fetcher: Fetcher, encoding: str
) -> None:
    bomb = gzip.compress(gzip.compress(ZEROS))

    async def explode(_: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Encoding": encoding})

    url = await serve(explode)
    try:
        assert len((await fetcher.fetch(url, cap=1_000_000)).body) <= len(bomb)
    except FetchError:
        return


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y" * 100),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"."),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", b"."),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n.\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"extension"),
        (b"", b""),
    ],
)
async def test_what_never_ends_ends(
    serve_raw: RawServe, fetcher: Fetcher, first: bytes, then: bytes
) -> None:
    url = await serve_raw(first, then)
    with pytest.raises((TimedOutError, BrokenAnswerError, TooLargeError)):
        await fetcher.fetch(url, deadline=0.5)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nHTTP",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nA\0B: c\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n: c\r\n\r\n",
        b"HTTP/1.1 999999 OK\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nnoise",
        b"\xff\xfe" * 1000,
    ],
)
async def test_odd_answers_are_answers_or_errors_of_ours(
    serve_raw: RawServe, fetcher: Fetcher, answer: bytes
) -> None:
    url = await serve_raw(answer)
    try:
        got = await fetcher.fetch(url, deadline=2)
    except FetchError:
        return
    assert len(got.body) <= len(answer)


async def test_an_answer_is_not_taken_for_the_next_ones(
    serve_raw: RawServe, fetcher: Fetcher
) -> None:
    smuggled = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    url = await serve_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood" + smuggled)
    for _ in range(3):
        assert (await fetcher.fetch(url)).body == b"good"


async def test_redirects_in_a_circle(serve: Serve, fetcher: Fetcher) -> None:
    visits = 0

    async def circle(request: web.Request) -> web.Response:
        nonlocal visits
        visits += 1
        return web.Response(status=301, headers={"Location": str(request.url)})

    with pytest.raises(TooManyRedirectsError):
        await fetcher.fetch(await serve(circle))
    assert visits == 6


async def test_the_deadline_is_for_all_redirects_together(serve: Serve, fetcher: Fetcher) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(0.2)
        return web.Response(status=302, headers={"Location": "/next"})

    with pytest.raises(TimedOutError):
        await fetcher.fetch(await serve(slow), deadline=0.5)


@pytest.mark.parametrize(
    "location", ["/a\r\nX-Evil: 1", "/\x00", "http://[::1", "http://a.kz:99999/", "\t", "http://"]
)
async def test_redirects_to_odd_places(
    serve_raw: RawServe, fetcher: Fetcher, location: str
) -> None:
    url = await serve_raw(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n".encode())
    with pytest.raises(FetchError):
        await fetcher.fetch(url, deadline=2)


async def test_passwords_in_an_address_stay_with_its_host(serve: Serve, fetcher: Fetcher) -> None:
    seen: dict[str, str | None] = {}

    async def elsewhere(request: web.Request) -> web.Response:
        seen["elsewhere"] = request.headers.get("Authorization")
        return web.Response(text="end")

    other = await serve(elsewhere)

    async def here(request: web.Request) -> web.Response:
        seen[request.path] = request.headers.get("Authorization")
        location = other if request.path == "/second" else "/second"
        return web.Response(status=302, headers={"Location": location})

    url = await serve(here)
    await fetcher.fetch(url.replace("http://", "http://reader:secret@") + "first")
    secret = BasicAuth("reader", "secret").encode()
    assert seen == {"/first": secret, "/second": secret, "elsewhere": None}


async def test_cookies_are_not_kept(serve: Serve, fetcher: Fetcher) -> None:
    seen = []

    async def bake(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Cookie"))
        return web.Response(headers={"Set-Cookie": "id=1; Path=/"})

    url = await serve(bake)
    await fetcher.fetch(url)
    await fetcher.fetch(url)
    assert seen == [None, None]

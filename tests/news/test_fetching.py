"""The fetcher against a real server on loopback, which misbehaves on request."""

import asyncio
import gzip
import socket

import pytest
from aiohttp import web

from news.fetching.errors import (
    BadAddressError,
    BrokenAnswerError,
    FetchError,
    LastingError,
    RefusedAddressError,
    TimedOutError,
    TooLargeError,
    TooManyRedirectsError,
    UnreachableError,
)
from news.fetching.fetched import Validators
from news.fetching.fetcher import Fetcher
from tests.news.servers import RawServe, Serve


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_an_answer_with_all_that_matters(serve: Serve, fetcher: Fetcher) -> None:
    async def feed(request: web.Request) -> web.Response:
        assert "Jarshy" in request.headers["User-Agent"]
        headers = {"ETag": 'W/"1"', "Last-Modified": "Mon, 06 Jul 2026 10:00:00 GMT"}
        return web.Response(text="<rss/>", content_type="application/rss+xml", headers=headers)

    url = await serve(feed)
    got = await fetcher.fetch(url)
    assert (got.status, got.url, got.moved_to, got.body) == (200, url, None, b"<rss/>")
    assert got.content_type == "application/rss+xml; charset=utf-8"
    assert got.validators == Validators('W/"1"', "Mon, 06 Jul 2026 10:00:00 GMT")


async def test_validators_go_back_verbatim_and_survive_a_304(
    serve: Serve, fetcher: Fetcher
) -> None:
    sent = Validators('odd "etag', "yesterday, about noon")

    async def unchanged(request: web.Request) -> web.Response:
        assert request.headers["If-None-Match"] == sent.etag
        assert request.headers["If-Modified-Since"] == sent.last_modified
        return web.Response(status=304)

    got = await fetcher.fetch(await serve(unchanged), sent)
    assert (got.status, got.body, got.validators) == (304, b"", sent)


@pytest.mark.parametrize(
    ("status", "moved"), [(301, True), (308, True), (302, False), (307, False)]
)
async def test_only_permanent_redirects_move_an_address(
    serve: Serve, fetcher: Fetcher, status: int, moved: bool
) -> None:
    async def redirect(request: web.Request) -> web.Response:
        if request.path == "/new":
            return web.Response(text="here")
        return web.Response(status=status, headers={"Location": "/new"})

    url = await serve(redirect)
    got = await fetcher.fetch(url + "old")
    assert (got.body, got.url) == (b"here", url + "new")
    assert got.moved_to == (url + "new" if moved else None)


async def test_an_address_moves_as_far_as_the_redirects_are_permanent(
    serve: Serve, fetcher: Fetcher
) -> None:
    chain = {"/1": (301, "/2"), "/2": (302, "/3"), "/3": (301, "/4")}

    async def redirect(request: web.Request) -> web.Response:
        if request.path not in chain:
            return web.Response(text="end")
        status, target = chain[request.path]
        return web.Response(status=status, headers={"Location": target})

    url = await serve(redirect)
    got = await fetcher.fetch(url + "1")
    assert (got.url, got.moved_to) == (url + "4", url + "2")


async def test_five_redirects_are_followed_and_six_are_not(serve: Serve, fetcher: Fetcher) -> None:
    async def countdown(request: web.Request) -> web.Response:
        left = int(request.path[1:])
        if left == 0:
            return web.Response(text="end")
        return web.Response(status=302, headers={"Location": f"/{left - 1}"})

    url = await serve(countdown)
    assert (await fetcher.fetch(url + "5")).body == b"end"
    with pytest.raises(TooManyRedirectsError):
        await fetcher.fetch(url + "6")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://[oops"])
async def test_redirects_lead_to_web_addresses_only(
    serve: Serve, fetcher: Fetcher, target: str
) -> None:
    async def redirect(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": target})

    with pytest.raises(BadAddressError):
        await fetcher.fetch(await serve(redirect))


async def test_a_redirect_to_nowhere(serve: Serve, fetcher: Fetcher) -> None:
    async def redirect(_: web.Request) -> web.Response:
        return web.Response(status=302)

    with pytest.raises(TooManyRedirectsError):
        await fetcher.fetch(await serve(redirect))


@pytest.mark.parametrize("address", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
async def test_private_addresses_are_refused_on_the_socket(address: str) -> None:
    async with Fetcher() as strict:
        with pytest.raises(RefusedAddressError):
            await strict.fetch(f"http://{address}:8080/")


async def test_unusual_ports_are_refused_unless_private_networks_are_allowed() -> None:
    async with Fetcher() as strict:
        with pytest.raises(BadAddressError):
            await strict.fetch("http://a.example:9200/")


async def test_other_schemes_stay_refused_where_private_networks_are_allowed(
    fetcher: Fetcher,
) -> None:
    with pytest.raises(BadAddressError):
        await fetcher.fetch("file:///etc/passwd")


async def test_a_body_over_the_cap_is_not_taken(serve: Serve, fetcher: Fetcher) -> None:
    async def large(request: web.Request) -> web.StreamResponse:
        if request.path == "/announced":
            return web.Response(body=b"x" * 2000)
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(20):
            await response.write(b"x" * 100)
        return response

    url = await serve(large)
    for path in ("announced", "streamed"):
        with pytest.raises(TooLargeError):
            await fetcher.fetch(url + path, cap=1999)
        assert len((await fetcher.fetch(url + path, cap=2000)).body) == 2000


async def test_the_cap_counts_what_a_bomb_unpacks_to(serve: Serve, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)

    async def explode(_: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    url = await serve(explode)
    assert len(bomb) < 100_000
    with pytest.raises(TooLargeError):
        await fetcher.fetch(url, cap=100_000)


async def test_the_deadline_holds_against_a_trickle(serve: Serve, fetcher: Fetcher) -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b".")
            await asyncio.sleep(0.01)

    url = await serve(trickle)
    with pytest.raises(TimedOutError):
        await fetcher.fetch(url, deadline=0.2)


async def test_nobody_listens(fetcher: Fetcher) -> None:
    with pytest.raises(UnreachableError):
        await fetcher.fetch(f"http://127.0.0.1:{unused_port()}/")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 4\r\n\r\nnope",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
    ],
)
async def test_broken_servers_raise_errors_of_ours(
    serve_raw: RawServe, fetcher: Fetcher, answer: bytes
) -> None:
    with pytest.raises((BrokenAnswerError, UnreachableError)):
        await fetcher.fetch(await serve_raw(answer))


async def test_tls_towards_a_plain_server(serve_raw: RawServe, fetcher: Fetcher) -> None:
    url = await serve_raw(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with pytest.raises(UnreachableError):
        await fetcher.fetch(url.replace("http://", "https://"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a b",
        "http://",
        "http://\x00/",
        "http://a..b/",
        "http://" + "a" * 64 + ".kz/",
        "http://я..kz/",
    ],
)
async def test_odd_addresses_raise_errors_of_ours(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError):
        await fetcher.fetch(url, deadline=5)


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503, 520])
async def test_statuses_are_answers(serve: Serve, fetcher: Fetcher, status: int) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=status, text="sorry", headers={"Retry-After": "120"})

    got = await fetcher.fetch(await serve(refuse))
    assert (got.status, got.body, got.retry_after) == (status, b"", 120.0)


def test_what_can_be_done_is_in_the_kind_of_error() -> None:
    assert issubclass(RefusedAddressError, LastingError)
    assert not issubclass(TimedOutError, LastingError)

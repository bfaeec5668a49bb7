"""Sending a form: under the same policy as fetching, followed only where the method stays."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from news.fetching.errors import (
    RefusedAddressError,
    TimedOutError,
    TooManyRedirectsError,
    UnreachableError,
)
from news.fetching.fetcher import Fetcher

FORM = {"hub.mode": "subscribe", "hub.topic": "https://news.example.kz/?a=1&b=қ"}


def serving(*routes: web.RouteDef) -> TestServer:
    application = web.Application()
    application.router.add_routes(routes)
    return TestServer(application)


async def test_a_form_arrives_and_its_answer_is_a_status() -> None:
    taken: list[dict[str, str]] = []

    async def take(request: web.Request) -> web.Response:
        taken.append({name: str(value) for name, value in (await request.post()).items()})
        return web.Response(status=202, text="x" * 100_000)

    server = serving(web.post("/hub", take))
    async with server, Fetcher(allow_private_networks=True) as fetcher:
        status = await fetcher.post(str(server.make_url("/hub")), FORM)
    assert status == 202
    assert taken == [FORM]


async def test_redirects_are_followed_where_the_method_stays() -> None:
    methods: list[str] = []

    async def take(request: web.Request) -> web.Response:
        methods.append(request.method)
        return web.Response(status=204)

    def leads(status: int, to: str) -> web.RouteDef:
        async def lead(_: web.Request) -> web.Response:
            return web.Response(status=status, headers={"Location": to})

        return web.post(f"/{status}", lead)

    server = serving(
        leads(307, "/308"), leads(308, "/hub"), leads(302, "/hub"), web.route("*", "/hub", take)
    )
    async with server, Fetcher(allow_private_networks=True) as fetcher:
        assert await fetcher.post(str(server.make_url("/307")), FORM) == 204
        assert await fetcher.post(str(server.make_url("/302")), FORM) == 302
    assert methods == ["POST"]


async def test_a_ring_of_redirects_and_a_server_that_hangs_end() -> None:
    async def ring(_: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": "/ring"})

    async def hang(request: web.Request) -> web.Response:
        await request.read()
        await asyncio.Event().wait()
        return web.Response()

    server = serving(web.post("/ring", ring), web.post("/hang", hang))
    async with server, Fetcher(allow_private_networks=True) as fetcher:
        with pytest.raises(TooManyRedirectsError):
            await fetcher.post(str(server.make_url("/ring")), FORM)
        with pytest.raises(TimedOutError):
            await fetcher.post(str(server.make_url("/hang")), FORM, deadline=0.1)


async def test_private_addresses_are_refused_also_behind_a_redirect() -> None:
    async with Fetcher() as fetcher:
        for url in ("http://127.0.0.1/", "http://169.254.169.254/hub", "http://localhost/"):
            with pytest.raises(RefusedAddressError):
                await fetcher.post(url, FORM)
    async with Fetcher(allow_private_networks=True) as fetcher:
        with pytest.raises(UnreachableError):
            await fetcher.post("http://127.0.0.1:9/", FORM)

"""The webhook: only Telegram is heard, and it hears 200 only after the commit."""

import asyncio
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from web.application import create_application
from web.webhook import SECRET_HEADER, secret_of, webhook_routes

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAA"
HEADERS = {SECRET_HEADER: secret_of(TOKEN)}


def client(take: Any) -> TestClient[Any, Any]:
    routes = webhook_routes(take, secret_of(TOKEN))
    return TestClient(TestServer(create_application(routes)))


async def test_telegram_hears_200_only_after_the_commit() -> None:
    committed = asyncio.Event()
    taken: list[Any] = []

    async def take(update: Any) -> None:
        taken.append(update)
        await committed.wait()

    async with client(take) as telegram, asyncio.TaskGroup() as group:
        push = group.create_task(telegram.post("/telegram", json={"update_id": 1}, headers=HEADERS))
        while not taken:
            await asyncio.sleep(0.005)
        assert not push.done()
        committed.set()
        assert (await push).status == 200
    assert taken == [{"update_id": 1}]


async def test_a_failure_is_told_so_that_telegram_tries_again() -> None:
    async def take(_: Any) -> None:
        raise RuntimeError("no database")

    async with client(take) as telegram:
        answer = await telegram.post("/telegram", json={"update_id": 1}, headers=HEADERS)
        assert answer.status == 500


async def test_others_learn_nothing() -> None:
    taken: list[Any] = []

    async def take(update: Any) -> None:
        taken.append(update)

    async with client(take) as stranger:
        for headers in ({}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: "сырттан"}):
            answer = await stranger.post("/telegram", json={"update_id": 1}, headers=headers)
            assert answer.status == 404
        assert (await stranger.get("/telegram", headers=HEADERS)).status in {404, 405}
        assert (await stranger.post("/other", json={}, headers=HEADERS)).status == 404
    assert taken == []


async def test_the_path_of_a_proxy_may_stay() -> None:
    async def take(_: Any) -> None:
        return None

    async with client(take) as telegram:
        answer = await telegram.post("/jarshy/telegram", json={"update_id": 1}, headers=HEADERS)
        assert answer.status == 200


async def test_rubbish_is_refused() -> None:
    async def take(_: Any) -> None:
        raise AssertionError

    async with client(take) as telegram:
        for body in (b"{", b"[]", b"\xff"):
            answer = await telegram.post("/telegram", data=body, headers=HEADERS)
            assert answer.status == 400


def test_the_secret_depends_on_the_token_and_does_not_show_it() -> None:
    assert secret_of(TOKEN) != secret_of(TOKEN + "A")
    assert len(secret_of(TOKEN)) == 64
    assert TOKEN not in secret_of(TOKEN)

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from demo.listener import Listener
from demo.telegram.people.person import Person
from tests.demo.client import Api


@dataclass(slots=True)
class Receiver:
    """A bot's webhook: answers with the statuses it was given, then with 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.received.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    listener = Listener([web.post("/hook", made.take)], 0)
    await listener.start()
    made.url = f"{listener.url}/hook"
    yield made
    await listener.stop()


async def test_updates_are_pushed_in_order_until_they_are_taken(
    api: Api, ann: Person, receiver: Receiver
) -> None:
    receiver.statuses = [500, 302]
    await ann.says("one")
    await api.result("setWebhook", url=receiver.url, secret_token="Secret-1_")
    await ann.says("two")
    await api.telegram.wait_until(lambda: not api.telegram.unconfirmed)
    texts = [update["message"]["text"] for update in receiver.received]
    assert texts == ["one", "one", "one", "two"]
    assert set(receiver.secrets) == {"Secret-1_"}
    assert [push.status for push in api.telegram.log.pushes] == [500, 302, 200, 200]
    info = await api.result("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)
    assert info["last_error_message"] == "Wrong response from the webhook: 302 Found"


async def test_a_receiver_that_is_down_loses_nothing(
    api: Api, ann: Person, receiver: Receiver
) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:9/hook")
    await ann.says("one")
    await api.telegram.wait_until(lambda: len(api.telegram.log.pushes) > 1)
    assert {push.status for push in api.telegram.log.pushes} == {0}
    await api.result("setWebhook", url=receiver.url)
    await api.telegram.wait_until(lambda: not api.telegram.unconfirmed)
    assert receiver.received[0]["message"]["text"] == "one"


async def test_polling_and_webhook_exclude_each_other(
    api: Api, ann: Person, receiver: Receiver
) -> None:
    await api.result("setWebhook", url=receiver.url)
    refusal = await api.refusal("getUpdates")
    assert refusal == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api.result("deleteWebhook")
    await ann.says("now by polling")
    assert len(await api.result("getUpdates")) == 1
    assert receiver.received == []


async def test_pending_updates_can_be_dropped(api: Api, ann: Person) -> None:
    await ann.says("old")
    await api.result("deleteWebhook", drop_pending_updates=True)
    assert await api.result("getUpdates") == []


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("http://example.kz/hook", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://example.kz:5000/", "can be set up only on ports 80, 88, 443 or 8443"),
        ("example", "bad webhook: Failed to resolve host"),
    ],
)
async def test_bad_addresses_are_refused(api: Api, url: str, text: str) -> None:
    assert text in await api.refusal("setWebhook", url=url)


@pytest.mark.parametrize("secret", ["a b", "секрет", "x" * 257, "a/b"])
async def test_bad_secrets_are_refused(api: Api, secret: str) -> None:
    refusal = await api.refusal("setWebhook", url="https://e.kz/", secret_token=secret)
    assert refusal == "Bad Request: secret token contains unallowed characters"


async def test_an_empty_address_ends_the_webhook(api: Api, receiver: Receiver) -> None:
    await api.result("setWebhook", url=receiver.url, allowed_updates=["message"])
    await api.result("setWebhook", url="")
    info = await api.result("getWebhookInfo")
    assert (info["url"], info["allowed_updates"]) == ("", ["message"])

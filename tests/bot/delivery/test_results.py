"""What errors of the Bot API mean for a delivery."""

import json
from typing import Any

import aiohttp
import pytest
from aiogram import exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import SendMessage

from bot.delivery.results import (
    Blocked,
    Moved,
    NotSent,
    Permanent,
    Result,
    Sent,
    Unknown,
    of_error,
)
from tests.support.fake_telegram import FakeTelegram

METHOD = SendMessage(chat_id=7, text="news")


def answered(status: int, content: str) -> Result:
    """The result of an answer that came over the wire, read by aiogram itself."""
    session = AiohttpSession()
    with pytest.raises(Exception) as caught:
        session.check_response(FakeTelegram().bot(), METHOD, status, content)
    return of_error(caught.value)


def refused(status: int, description: str, **parameters: int) -> Result:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return answered(status, json.dumps(body))


def network(cause: BaseException) -> Result:
    error = exceptions.TelegramNetworkError(method=METHOD, message="trouble")
    error.__cause__ = cause
    return of_error(error)


def test_told_to_wait() -> None:
    result = refused(429, "Too Many Requests: retry after 17", retry_after=17)
    assert isinstance(result, NotSent)
    assert result.wait == 17


@pytest.mark.parametrize("status", [500, 502, 503, 401, 404, 409])
def test_not_sent_and_tried_again(status: int) -> None:
    result = refused(status, "Something went wrong")
    assert isinstance(result, NotSent)
    assert result.wait is None


def test_moved_to_a_supergroup() -> None:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused(400, text, migrate_to_chat_id=-1009) == Moved(-1009)


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
    ],
)
def test_stops_the_chat(status: int, text: str) -> None:
    assert isinstance(refused(status, text), Blocked)


@pytest.mark.parametrize(
    "text",
    [
        "Bad Request: message is too long",
        "Bad Request: can't parse entities: unsupported start tag",
        "Bad Request: BUTTON_DATA_INVALID",
        "Bad Request: message to edit not found",
    ],
)
def test_never_taken(text: str) -> None:
    assert isinstance(refused(400, text), Permanent)


def test_an_edit_that_changes_nothing_is_done() -> None:
    text = "Bad Request: message is not modified: specified new message content is the same"
    assert refused(400, text) == Sent(None)


@pytest.mark.parametrize(
    "cause",
    [
        aiohttp.ClientConnectorError(None, OSError("refused")),  # type: ignore[arg-type] # as aiohttp raises it, less the key
        aiohttp.ConnectionTimeoutError(),
    ],
)
def test_never_connected_is_not_sent(cause: BaseException) -> None:
    assert isinstance(network(cause), NotSent)


@pytest.mark.parametrize(
    "cause",
    [
        aiohttp.ServerDisconnectedError(),
        TimeoutError(),
        ConnectionResetError(),
        aiohttp.ClientOSError(),
    ],
)
def test_a_lost_answer_is_unknown(cause: BaseException) -> None:
    assert isinstance(network(cause), Unknown)


def test_a_gateways_page_is_unknown() -> None:
    assert isinstance(answered(502, "<html><h1>502 Bad Gateway</h1></html>"), Unknown)


def test_an_unreadable_yes_was_sent() -> None:
    content = json.dumps({"ok": True, "result": {"message_id": 5, "chat": "?"}})
    assert answered(200, content) == Sent(5)


def test_a_cut_off_yes_was_sent() -> None:
    assert answered(200, '{"ok":true,"result":{"message_id":5,"fr') == Sent(None)


def test_a_cut_off_no_is_unknown() -> None:
    assert isinstance(answered(500, '{"ok":false,"descr'), Unknown)


def test_what_nobody_foresaw_is_unknown() -> None:
    assert isinstance(of_error(RuntimeError("surprise")), Unknown)

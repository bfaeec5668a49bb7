"""What errors of the Bot API mean for a delivery."""

import json
from typing import Any

import aiohttp
import pytest
from aiogram import exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import SendMessage

from actions.chat_changes import REMOVED, SILENCED, TOPIC_CLOSED, TOPIC_GONE
from bot.delivery.results import (
    Blocked,
    Closed,
    Moved,
    NotSent,
    Permanent,
    Result,
    Sent,
    Unknown,
    Withdrawn,
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
        (400, "Bad Request: group chat was upgraded to a supergroup chat"),
        (400, "Bad Request: group chat was migrated to a supergroup chat"),
        (403, "Forbidden: the group chat was upgraded to a supergroup chat"),
    ],
)
def test_moved_without_saying_where_to_is_tried_again(status: int, text: str) -> None:
    assert isinstance(refused(status, text), NotSent), "an update brings the new id"


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (403, "Forbidden: bot was kicked from the group chat"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (403, "Forbidden: bot was kicked from the channel chat"),
        (403, "Forbidden: bot is not a member of the supergroup chat"),
        (403, "Forbidden: bot is not a member of the channel chat"),
        (403, "Forbidden: the group chat was deleted"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: user not found"),
        (400, "Bad Request: group chat was deactivated"),
        (400, "Bad Request: PEER_ID_INVALID"),
        (400, "Bad Request: CHAT_ID_INVALID"),
        (400, "Bad Request: CHANNEL_PRIVATE"),
        (400, "Bad Request: CHANNEL_INVALID"),
        (400, "Bad Request: INPUT_USER_DEACTIVATED"),
    ],
)
def test_we_are_out_of_the_chat(status: int, text: str) -> None:
    assert refused(status, text) == Blocked(text, REMOVED)


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: not enough rights to send messages to the chat"),
        (400, "Bad Request: not enough rights"),
        (400, "Bad Request: have no rights to send a message"),
        (400, "Bad Request: have no write access to the chat"),
        (400, "Bad Request: need administrator rights in the channel chat"),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
        (403, "Forbidden: CHAT_WRITE_FORBIDDEN"),
        (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"),
        (400, "Bad Request: CHAT_GUEST_SEND_FORBIDDEN"),
        (400, "Bad Request: CHAT_ADMIN_REQUIRED"),
        (400, "Bad Request: CHAT_RESTRICTED"),
        (400, "Bad Request: USER_BANNED_IN_CHANNEL"),
        (400, "Bad Request: ALLOW_PAYMENT_REQUIRED_25"),
    ],
)
def test_we_may_not_write_in_the_chat(status: int, text: str) -> None:
    assert refused(status, text) == Blocked(text, SILENCED)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Bad Request: TOPIC_CLOSED", TOPIC_CLOSED),
        ("Bad Request: the topic was closed", TOPIC_CLOSED),
        ("Bad Request: TOPIC_DELETED", TOPIC_GONE),
        ("Bad Request: TOPIC_ID_INVALID", TOPIC_GONE),
        ("Bad Request: message thread not found", TOPIC_GONE),
        ("Bad Request: topic not found", TOPIC_GONE),
        ("Bad Request: the chat is not a forum", TOPIC_GONE),
    ],
)
def test_a_topic_alone_takes_nothing(text: str, what: str) -> None:
    assert refused(400, text) == Closed(text, what)


@pytest.mark.parametrize(
    "text",
    [
        "Bad Request: message is too long",
        "Bad Request: message text is empty",
        "Bad Request: can't parse entities: unsupported start tag",
        "Bad Request: ENTITY_BOUNDS_INVALID",
        "Bad Request: ENTITIES_TOO_LONG",
        "Bad Request: BUTTON_DATA_INVALID",
        "Bad Request: BUTTON_URL_INVALID",
        "Bad Request: WEBPAGE_URL_INVALID",
        "Bad Request: reply markup is too long",
        "Bad Request: message to be replied not found",
        "Bad Request: MESSAGE_ID_INVALID",
        "Bad Request: not enough rights to send documents to the chat",
        "Bad Request: CHAT_SEND_DOCS_FORBIDDEN",
    ],
)
def test_the_message_is_never_taken(text: str) -> None:
    """The next one may be: nothing of this is the chat's fault."""
    assert refused(400, text) == Permanent(text, may_be_plain=True)


@pytest.mark.parametrize(
    "text",
    ["Bad Request: message to edit not found", "Bad Request: message can't be edited"],
)
def test_nothing_is_owed_for_a_message_that_is_gone(text: str) -> None:
    assert refused(400, text) == Withdrawn(text)


def test_what_is_deleted_at_once_is_not_sent_for_ever() -> None:
    text = "Internal Server Error: sent message was immediately deleted"
    assert refused(500, text) == Sent(None)


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

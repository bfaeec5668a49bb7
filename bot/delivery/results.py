"""What a Bot API call came to: one table of errors, four outcomes.

======================  ==========================================================================
Sent                    Telegram has it (or had it: an edit that changes nothing)
NotSent                 Telegram surely does not have it: try again after a growing pause, or as
                        told (``wait``)
Unknown                 the answer was lost: try again, and count a possible double
Permanent               Telegram will never take it; ``Blocked``, ``Closed`` and ``Moved`` say
                        something about the chat or topic besides
Withdrawn               nobody wants it any more, or the message that it would change is gone
PutOff                  it was not tried: Telegram told us to wait
======================  ==========================================================================

aiogram raises TelegramNetworkError for refused, dropped and timed-out connections alike; its
``__cause__`` tells them apart. It raises ClientDecodeError for an HTML page from a gateway, but
also for an ``"ok": true`` that it cannot read, which was sent.
"""

import re
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiogram import exceptions

from actions.chat_changes import REMOVED, SILENCED, TOPIC_CLOSED, TOPIC_GONE
from bot.delivery.pacer import NotNowError

_ACCEPTED = re.compile(r'\s*\{\s*"ok"\s*:\s*true\b')
# What texts of 400 and 403 say about a chat or topic (the Bot API has no codes for them; the same
# refusal comes in words from the Bot API server and in capitals from Telegram behind it).
_GONE = re.compile(
    r"chat not found|user not found|bot was kicked|bot was blocked|not a member|group chat was d"
    r"|deactivated|(?:PEER|CHAT|USER)_ID_INVALID|CHANNEL_(?:PRIVATE|INVALID)|CHAT_FORBIDDEN"
    r"|can't initiate conversation|USER_IS_BLOCKED",
    re.IGNORECASE,
)
# Files may be forbidden where text is not: that says nothing about the chat.
_SILENCED = re.compile(
    r"have no rights to send|no write access|not enough rights(?: to send (?:text )?messages|\s*$)"
    r"|need administrator rights|CHAT_(?:WRITE|SEND_PLAIN|GUEST_SEND)_FORBIDDEN|CHAT_RESTRICTED"
    r"|CHAT_ADMIN_REQUIRED|USER_BANNED_IN_CHANNEL|ALLOW_PAYMENT_REQUIRED",
    re.IGNORECASE,
)
_TOPIC_CLOSED = re.compile(r"TOPIC_CLOSED|topic (?:was |is )?closed", re.IGNORECASE)
_TOPIC_GONE = re.compile(
    r"TOPIC_DELETED|TOPIC_ID_INVALID|topic (?:was |is )?deleted|(?:thread|topic) not found"
    r"|not a forum|CHANNEL_FORUM_MISSING",
    re.IGNORECASE,
)
_UNCHANGED = "message is not modified"
# Of an edit: somebody deleted the message, or it is too old.
_NO_MESSAGE = re.compile(r"message to edit not found|message can't be edited", re.IGNORECASE)
# Somebody's rule in the chat removes what is written: once more, and it is removed once more.
_DELETED = "sent message was immediately deleted"
_UPGRADED = re.compile("(?:upgraded|migrated) to a supergroup", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has it; ``message_id`` is None where its answer did not say."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class NotSent:
    """Telegram does not have it. ``wait`` is the seconds it told us to wait, if it did."""

    why: str
    wait: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost."""

    why: str


@dataclass(frozen=True, slots=True)
class Permanent:
    """Telegram will never take this message.

    ``may_be_plain``: for no reason that we know; it may take the words without their formatting.
    """

    why: str
    may_be_plain: bool = False


@dataclass(frozen=True, slots=True)
class Blocked:
    """Telegram takes nothing for this chat until it comes back.

    ``what`` is one of ``actions.chat_changes``: we were removed, or may not write.
    """

    why: str
    what: str = REMOVED


@dataclass(frozen=True, slots=True)
class Closed:
    """Telegram takes nothing for this topic; the rest of the chat goes on. ``what`` as above."""

    why: str
    what: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with another id (parameters.migrate_to_chat_id)."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Nobody wants it any more, or the message that it would change is gone."""

    why: str


@dataclass(frozen=True, slots=True)
class PutOff:
    """It was not tried: Telegram told us to wait meanwhile, for this many seconds from now."""

    seconds: float


Result = Sent | NotSent | Unknown | Permanent | Blocked | Closed | Moved | Withdrawn | PutOff


def sent(answer: object) -> Sent:
    """Return the result of an answer that aiogram could read: a message, or True."""
    return Sent(getattr(answer, "message_id", None))


def of_error(error: BaseException) -> Result:
    """Return what an exception of a Bot API call means."""
    match error:
        case NotNowError():
            return PutOff(error.seconds)
        case exceptions.TelegramRetryAfter():
            return NotSent(str(error), wait=error.retry_after)
        case exceptions.TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case exceptions.TelegramForbiddenError():
            return _of_forbidden(error.message)
        case exceptions.TelegramBadRequest():
            return _of_bad_request(error.message)
        case exceptions.TelegramEntityTooLarge():
            return Permanent(error.message)
        case exceptions.TelegramNetworkError():
            return _of_network_error(error)
        case exceptions.ClientDecodeError():
            return _of_unreadable(error)
        case exceptions.TelegramAPIError():
            # 401 and 404 (the token), 409, 5xx: nothing was sent, and one day it may be.
            return Sent(None) if _DELETED in error.message else NotSent(error.message)
    return Unknown(repr(error))


def _of_bad_request(text: str) -> Result:
    if _UNCHANGED in text:
        return Sent(None)
    if _NO_MESSAGE.search(text):
        return Withdrawn(text)
    if _TOPIC_CLOSED.search(text):
        return Closed(text, TOPIC_CLOSED)
    if _TOPIC_GONE.search(text):
        return Closed(text, TOPIC_GONE)
    if _UPGRADED.search(text):  # without the new id, which an update brings
        return NotSent(text)
    if _SILENCED.search(text):
        return Blocked(text, SILENCED)
    return Blocked(text) if _GONE.search(text) else Permanent(text, may_be_plain=True)


def _of_forbidden(text: str) -> Result:
    if _UPGRADED.search(text):
        return NotSent(text)
    return Blocked(text, SILENCED if _SILENCED.search(text) else REMOVED)


def _of_network_error(error: exceptions.TelegramNetworkError) -> Result:
    never_connected = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
    if isinstance(error.__cause__, never_connected):
        return NotSent(error.message)
    return Unknown(error.message)


def _of_unreadable(error: exceptions.ClientDecodeError) -> Result:
    data: Any = error.data
    if isinstance(data, dict):
        if data.get("ok") is not True:
            return NotSent(f"unreadable answer: {data!r:.200}")
        result = data.get("result")
        message_id = result.get("message_id") if isinstance(result, dict) else None
        return Sent(message_id if isinstance(message_id, int) else None)
    if isinstance(data, str) and _ACCEPTED.match(data):
        return Sent(None)
    return Unknown(f"unreadable answer: {data!r:.200}")

"""The pace of messages: one pacer in front of every request of every Bot object.

Telegram allows about 30 messages a second over all chats, one a second to one chat and 20 a
minute to a group (Bot API, "My bot is hitting limits"); edits count, topics of one chat count
together. Messages leave evenly at 97 % of the rate: a limiter that allows 30 at once and 30
more during the second after it lets 60 through in a sliding second.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.clock import Clock
from bot.delivery.journeys import Journey, Journeys

EVERYBODY = 0
_MARGIN = 0.97
_MADE_UP_FOR = 0.005  # seconds by which a timer woke late
_CHAT_GAP = 1 / _MARGIN
_GROUP_MINUTE = 60 / _MARGIN
_GROUP_MOST = 20
_GROUP_RESERVE = 2  # of the 20, kept for answers to people
_PACED = ("send", "edit", "copy", "forward")
_LONGEST_WAIT = 2.0  # seconds; whoever would wait longer had better be told so
_FORGET_EVERY = 1_000


class NotNowError(Exception):
    """Telegram told us to wait while the request was on its way; it was not made.

    ``seconds`` is how long it would have to wait.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not for another {seconds:.0f} s")
        self.seconds = seconds


@dataclass(slots=True)
class _Chat:
    """The times of a chat's last messages, and until when Telegram told us to leave it alone."""

    sent: deque[float] = field(default_factory=lambda: deque(maxlen=_GROUP_MOST))
    held_until: float = 0.0


class Pacer(BaseRequestMiddleware):
    """Lets a request through when Telegram's limits allow it."""

    def __init__(self, clock: Clock, rate: float) -> None:
        self.gap = 1 / (_MARGIN * rate)
        self.waiting = 0
        self._clock = clock
        self._next = 0.0
        self._journeys = Journeys(math.ceil(rate))
        self._chats: dict[int, _Chat] = {}
        self._passed = 0
        self._told: dict[int, float] = {}  # who must wait until when, since a message got through

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Wait for the method's turn if it is a message, then make the request.

        Raises NotNowError where that turn is far away.
        """
        chat_id = _chat_of(method)
        if chat_id is None:
            return await make_request(bot, method)
        journey = await self._turn(chat_id)
        try:
            return await make_request(bot, method)
        finally:
            self._journeys.end(journey, self._clock.monotonic())

    def delay(self, chat_id: int, *, urgent: bool) -> float:
        """Return in how many seconds the chat itself may get a message; 0 means now.

        What is not ``urgent`` leaves a group's last two places of a minute to answers.
        """
        return max(0.0, self._ready_at(chat_id, urgent=urgent) - self._clock.monotonic())

    def hold(self, chat_id: int, seconds: float) -> None:
        """Leave a chat, or EVERYBODY, alone for that long."""
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.held_until = max(chat.held_until, self._clock.monotonic() + seconds)

    def told_to_wait(self, chat_id: int, seconds: float) -> int:
        """Take a 429 for this chat; return whom it holds up: the chat, or EVERYBODY.

        Telegram does not say whether its limit was the chat's or the bot's. One chat that is
        told to wait is taken as its own matter; a second one at the same time, while nobody
        else got through, as everybody's.
        """
        now = self._clock.monotonic()
        others = any(until > now for other, until in self._told.items() if other != chat_id)
        whom = EVERYBODY if others else chat_id
        self._told[chat_id] = now + seconds
        self.hold(chat_id, seconds)
        self.hold(whom, seconds)
        return whom

    def got_through(self) -> None:
        """Take note that Telegram accepted a message: it does not hold up everybody."""
        self._told.clear()

    def resting(self, longer_than: float) -> list[int]:
        """Return the chats that may get no alert for that many seconds."""
        return [
            chat_id
            for chat_id in self._chats
            if chat_id != EVERYBODY and self.delay(chat_id, urgent=False) > longer_than
        ]

    def remember(self, chat_id: int, seconds_ago: float) -> None:
        """Count a message that an earlier process sent; to be called oldest first."""
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.sent.append(self._clock.monotonic() - seconds_ago)

    async def _turn(self, chat_id: int) -> Journey:
        self.waiting += 1
        try:
            while True:
                now = self._clock.monotonic()
                ready = self._ready_at(chat_id, urgent=True)
                at = max(self._next, self._journeys.free_at(), ready)
                if at <= now:
                    break
                if at - now > _LONGEST_WAIT:
                    raise NotNowError(at - now)
                await self._clock.sleep(at - now)
        finally:
            self.waiting -= 1
        self._next = max(self._next, now - _MADE_UP_FOR) + self.gap
        self._chats.setdefault(chat_id, _Chat()).sent.append(now)
        self._passed += 1
        if self._passed % _FORGET_EVERY == 0:
            self._forget(now)
        return self._journeys.begin(now)

    def _ready_at(self, chat_id: int, *, urgent: bool) -> float:
        everybody = self._chats.get(EVERYBODY)
        at = everybody.held_until if everybody else 0.0
        chat = self._chats.get(chat_id)
        if chat is None:
            return at
        at = max(at, chat.held_until)
        if chat.sent:
            at = max(at, chat.sent[-1] + _CHAT_GAP)
        most = _GROUP_MOST if urgent else _GROUP_MOST - _GROUP_RESERVE
        if chat_id < 0 and len(chat.sent) >= most:  # groups and channels have negative ids
            at = max(at, chat.sent[-most] + _GROUP_MINUTE)
        return at

    def _forget(self, now: float) -> None:
        """Drop chats whose last minute is over: a million of them must not stay in memory."""
        over = [
            chat_id
            for chat_id, chat in self._chats.items()
            if chat.held_until <= now and (not chat.sent or chat.sent[-1] + _GROUP_MINUTE < now)
        ]
        for chat_id in over:
            del self._chats[chat_id]


def _chat_of(method: TelegramMethod[Any]) -> int | None:
    """Return the chat whose limit a method counts against, None if it is no message."""
    if not method.__api_method__.startswith(_PACED):
        return None
    chat_id = getattr(method, "chat_id", None)
    return chat_id if isinstance(chat_id, int) else None

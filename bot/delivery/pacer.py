"""The pace of messages: one pacer in front of every request of every Bot object.

Telegram allows about 30 messages a second over all chats, and each chat a little (``chat_pace``);
edits count, topics of one chat count together. Messages leave evenly at 97 % of the rate: a
limiter that allows 30 at once and 30 more during the second after it lets 60 through in a sliding
second. A chat that is told to wait waits alone, unless it looks as if all had to (``refusals``);
then all wait, and the rate is lower for a while (``rate``).
"""

import math
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.clock import Clock
from bot.delivery.chat_pace import ChatPace
from bot.delivery.journeys import Journey, Journeys
from bot.delivery.rate import Rate
from bot.delivery.refusals import Refusals

EVERYBODY: Final = 0
_MADE_UP_FOR = 0.005  # seconds by which a timer woke late
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


class Pacer(BaseRequestMiddleware):
    """Lets a request through when Telegram's limits allow it."""

    def __init__(self, clock: Clock, rate: float) -> None:
        self.waiting = 0
        self._clock = clock
        self._rate = Rate(rate)
        self._next = 0.0
        self._journeys = Journeys(math.ceil(rate))
        self._everybody_until = 0.0
        self._chats: dict[int, ChatPace] = {}
        self._refusals = Refusals()
        self._passed = 0

    @property
    def gap(self) -> float:
        """The seconds between two messages when nobody was told to wait."""
        return self._rate.usual_gap

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
            answer = await make_request(bot, method)
        except TelegramRetryAfter as refusal:
            self._refused(chat_id, refusal.retry_after)
            raise
        finally:
            self._journeys.end(journey, self._clock.monotonic())
            self._chat(chat_id).arrived(journey)
        self._refusals.got_through(journey.left)
        self._chat(chat_id).got_through()
        return answer

    def delay(self, chat_id: int, *, urgent: bool) -> float:
        """Return in how many seconds the chat, or EVERYBODY, may get a message; 0 means now.

        What is not ``urgent`` leaves a group's last two places of a minute to answers.
        """
        return max(0.0, self._ready_at(chat_id, urgent=urgent) - self._clock.monotonic())

    def hold(self, chat_id: int, seconds: float) -> None:
        """Leave a chat, or EVERYBODY, alone for that long."""
        until = self._clock.monotonic() + seconds
        if chat_id == EVERYBODY:
            self._everybody_until = max(self._everybody_until, until)
        else:
            self._chat(chat_id).hold(until)

    def resting(self, longer_than: float) -> list[int]:
        """Return the chats that, themselves, may get no alert for that many seconds."""
        then = self._clock.monotonic() + longer_than
        return [
            chat_id
            for chat_id, chat in self._chats.items()
            if chat.ready_at(group=chat_id < 0, urgent=False) > then
        ]

    def remember(self, chat_id: int, seconds_ago: float) -> None:
        """Count a message that an earlier process sent; to be called oldest first.

        Where the clock was turned back since, it was sent in the future: it counts as sent now.
        """
        self._chat(chat_id).sent.append(self._clock.monotonic() - max(seconds_ago, 0.0))

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
        self._next = max(self._next, now - _MADE_UP_FOR) + self._rate.gap(now)
        self._chat(chat_id).sent.append(now)
        self._passed += 1
        if self._passed % _FORGET_EVERY == 0:
            self._forget(now)
        return self._journeys.begin(now)

    def _refused(self, chat_id: int, seconds: float) -> None:
        now = self._clock.monotonic()
        until = now + seconds
        chat = self._chat(chat_id)
        if chat.may_have_hit_its_own_limit(now):
            chat.slow_down()
        elif (everybody := self._refusals.refused(chat_id, now, until)) is not None:
            self._everybody_until = max(self._everybody_until, everybody)
            self._rate.slow_down(now, everybody)
        chat.hold(until)

    def _ready_at(self, chat_id: int, *, urgent: bool) -> float:
        chat = self._chats.get(chat_id)
        if chat is None:
            return self._everybody_until
        # Groups and channels have negative ids.
        return max(self._everybody_until, chat.ready_at(group=chat_id < 0, urgent=urgent))

    def _chat(self, chat_id: int) -> ChatPace:
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = ChatPace()
        return chat

    def _forget(self, now: float) -> None:
        """Drop chats that are like new: a million of them must not stay in memory."""
        for chat_id in [one for one, chat in self._chats.items() if chat.is_over(now)]:
            del self._chats[chat_id]


def _chat_of(method: TelegramMethod[Any]) -> int | None:
    """Return the chat whose limit a method counts against, None if it is no message."""
    if not method.__api_method__.startswith(_PACED):
        return None
    chat_id = getattr(method, "chat_id", None)
    return chat_id if isinstance(chat_id, int) else None

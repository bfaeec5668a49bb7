"""The sender: takes what the outbox owes, in order, and sends it at Telegram's pace.

A delivery is marked ``sending``, checked once more, rendered, sent and settled. Of one chat one
delivery is under way at a time, so its order holds; between the mark and the pacer there are
never more than a twentieth of a second's worth, so a crash leaves few rows in doubt, and what is
more urgent than the front of the queue never waits behind it: each bell asks the outbox for that.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from aiogram import Bot
from aiogram.methods import TelegramMethod
from sqlalchemy.exc import SQLAlchemyError

from bot.bell import Bell
from bot.clock import Clock
from bot.delivery import results
from bot.delivery.beginning import Begun
from bot.delivery.marks import Marks
from bot.delivery.outages import Outages
from bot.delivery.pacer import EVERYBODY, Pacer
from bot.delivery.queue import Queue
from bot.delivery.rendering import Renderer
from bot.delivery.requests import request_for, without_formatting
from bot.delivery.settling import Settlement
from bot.lifecycle import waiting_for
from bot.nursery import Nursery
from storage import holds, outbox, waiting_line
from storage.database import Database
from storage.letters import Letter
from storage.outbox import ANSWER_URGENCY
from storage.waiting_line import Head

_log = structlog.get_logger(__name__)

_DEADLINE = 7  # seconds of one request: less than the 10 in which the bot must be able to stop
_HEADS = 1_000
_UNDER_WAY = 300
_LONGEST_REST = 1.0
_BETWEEN_LOOKS = 0.1  # seconds between readings of the whole line that no bell asks for


class Sender:
    """Sends what is owed until told to stop; ``owed`` is called when something new is."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        pacer: Pacer,
        renderer: Renderer,
        marks: Marks,
        clock: Clock,
        *,
        paid: bool,
    ) -> None:
        self._database = database
        self._bot = bot
        self._pacer = pacer
        self._renderer = renderer
        self._marks = marks
        self._clock = clock
        self._paid = paid
        self._bell = Bell()
        self._queue = Queue()
        self._nursery = Nursery()
        self._busy: set[int] = set()
        self._news = False
        self._look_at = 0.0
        self._overtaken_at = 0.0
        self._preparing: set[int] = set()
        self._most_preparing = max(2, round(0.05 / pacer.gap))
        self._outages = Outages()

    def owed(self) -> None:
        """Look at the outbox now: an answer or an alert was committed."""
        self._news = True
        self._bell.ring()

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until ``stopping`` is set; what is under way is finished first."""
        await self._take_over()
        try:
            while not stopping.is_set():
                try:
                    await self._step(stopping)
                except SQLAlchemyError:
                    # To begin anew would put into doubt what only waits for being marked.
                    _log.exception("the outbox could not be read")
                    await waiting_for(stopping, self._clock.sleep(_LONGEST_REST))
        finally:
            self._queue.clear()
            await self._nursery.drain(_DEADLINE + 1)

    async def _take_over(self) -> None:
        """Begin where the last process ended: rows in doubt, holds, and the pace of a minute."""
        now = self._clock.now()
        async with self._database.write() as connection:
            in_doubt = await outbox.in_doubt(connection)
            doubtful = await outbox.recover(connection, now) if in_doubt else 0
            held = await holds.current(connection, now)
            recent = await outbox.recent(connection, now - timedelta(minutes=1))
        if doubtful:
            _log.warning("messages may be sent twice after a crash", messages=doubtful)
        for chat_id, until in held.items():
            self._pacer.hold(chat_id, (until - now).total_seconds())
        for chat_id, at in recent:
            self._pacer.remember(chat_id, (now - at).total_seconds())
        for chat_id in in_doubt:  # Telegram may have counted it a moment ago
            self._pacer.remember(chat_id, 0)

    async def _step(self, stopping: asyncio.Event) -> None:
        if self._is_full():
            await self._clock.sleep(self._pacer.gap / 2)
            return
        head, wait = await self._next()
        if head is None:
            await waiting_for(stopping, self._rest(wait))
            return
        self._busy.add(head.chat_id)
        self._preparing.add(head.id)
        self._nursery.start(self._deliver(head), f"delivery {head.id}")

    def _is_full(self) -> bool:
        """Whether enough is on its way to keep the pacer busy."""
        before_the_pacer = len(self._preparing) + self._pacer.waiting
        return before_the_pacer >= self._most_preparing or len(self._nursery) >= _UNDER_WAY

    def _delay(self, head: Head) -> float:
        if head.chat_id in self._busy:
            return _LONGEST_REST
        return self._pacer.delay(head.chat_id, urgent=head.urgency <= ANSWER_URGENCY)

    async def _next(self) -> tuple[Head | None, float]:
        """Return what is sent next, None if nothing may be; then seconds until something may."""
        head, wait = self._queue.take(self._delay)
        now, news = self._clock.monotonic(), self._news
        if head is None:
            if not news and now < self._look_at:
                return None, min(wait, self._look_at - now)
            self._look_at = now + _BETWEEN_LOOKS
            self._news = False
            await self._read_all()
        elif head.urgency > ANSWER_URGENCY and (news or now >= self._overtaken_at):
            self._overtaken_at = now + _LONGEST_REST  # an answer may be due again: no bell says so
            self._news = False
            self._queue.put([head])
            await self._read(list(self._busy), more_urgent_than=head.urgency)
        else:
            return head, wait
        return self._queue.take(self._delay)

    async def _read_all(self) -> None:
        passed_over = list(self._busy)
        # All in the queue is of chats that have to wait: where that is much, look behind them.
        if len(self._queue) >= _HEADS // 2:
            passed_over += self._pacer.resting(_LONGEST_REST)
            self._queue.clear()
        await self._read(passed_over)

    async def _read(self, passed_over: Sequence[int], more_urgent_than: int | None = None) -> None:
        # What is under way may still be pending in the database: it must not be taken twice.
        async with self._database.read() as connection:
            heads = await waiting_line.heads(
                connection,
                self._clock.now(),
                passed_over,
                _HEADS,
                more_urgent_than=more_urgent_than,
            )
        self._queue.put(heads)

    async def _rest(self, wait: float) -> None:
        """Wait for the bell, for a chat's pace, or for a delivery that becomes due."""
        if wait > _BETWEEN_LOOKS:
            now = self._clock.now()
            async with self._database.read() as connection:
                due = await waiting_line.next_due(connection, now)
            if due is not None:
                wait = min(wait, (due - now).total_seconds())
        await self._bell.wait(min(wait, _LONGEST_REST))

    async def _deliver(self, head: Head) -> None:
        try:
            begun = await self._marks.begin(head.id)
            if begun is not None:  # else it was cancelled meanwhile, or has to wait
                await self._settle(begun.letter, await self._send(head, begun))
        finally:
            self._preparing.discard(head.id)
            self._busy.discard(head.chat_id)
            self._bell.ring()

    async def _send(self, head: Head, begun: Begun) -> results.Result:
        try:
            if (request := await self._prepare(begun)) is None:
                return results.Withdrawn("unfollowed")
        except SQLAlchemyError as error:
            return results.NotSent(repr(error))
        except Exception as error:  # noqa: BLE001 (one message that cannot be rendered stops none)
            _log.exception("a message could not be rendered", delivery=begun.letter.id)
            return results.Permanent(repr(error))
        self._preparing.discard(head.id)  # from here on it counts at the pacer
        result = await self._request(request)
        # A digest of several is tried in halves first: one odd headline must not cost all of them.
        if not isinstance(result, results.Permanent) or len(begun.contents) > 1:
            return result
        plain = without_formatting(request) if result.may_be_plain else None
        if plain is None:
            return result
        _log.warning("sending the words alone", delivery=begun.letter.id, result=result)
        await self._clock.sleep(self._pacer.delay(head.chat_id, urgent=True))
        return await self._request(plain)

    async def _request(self, request: TelegramMethod[Any]) -> results.Result:
        try:
            return results.sent(await self._bot(request, request_timeout=_DEADLINE))
        except Exception as error:  # noqa: BLE001 (the table of results knows them all)
            return results.of_error(error)

    async def _prepare(self, begun: Begun) -> TelegramMethod[Any] | None:
        """Return the request, None if nobody wants what it tells any more."""
        contents, now = begun.contents, self._clock.now()
        is_news = contents and begun.letter.edits is None
        if is_news and not any(one.wanted(now) for one in contents):
            return None
        screen = await self._renderer.render(begun, now)
        return request_for(begun.letter, screen, paid=self._paid)

    async def _settle(self, letter: Letter, result: results.Result) -> None:
        if not isinstance(result, results.Sent):
            self._queue.drop(letter.chat_id)  # its order is read again from the outbox
            lost = isinstance(result, results.Permanent)
            level = logging.ERROR if lost else logging.INFO
            _log.log(level, "not delivered", delivery=letter.id, chat=letter.chat_id, result=result)
        everybody_waits = 0.0
        if isinstance(result, results.NotSent) and result.wait is not None:
            everybody_waits = self._pacer.delay(EVERYBODY, urgent=True)
        elif isinstance(result, results.NotSent | results.Unknown):
            if pause := self._outages.met(letter.chat_id):
                self._pacer.hold(EVERYBODY, pause)
        elif not isinstance(result, results.PutOff):
            self._outages.answered()
        await self._marks.settle(Settlement(letter, result, self._clock.now(), everybody_waits))

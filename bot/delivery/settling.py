"""What a result does to the delivery and its chat: decided purely, written in a group of marks."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.chat_changes import TOPIC_GONE, close_topic, got_through, move_chat, stop_chat
from bot.delivery.pacer import EVERYBODY
from bot.delivery.results import (
    Blocked,
    Closed,
    Moved,
    NotSent,
    Permanent,
    PutOff,
    Result,
    Sent,
    Unknown,
    Withdrawn,
)
from storage import folding, holds, outbox
from storage.destinations import Destination
from storage.letters import Letter

_LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Settlement:
    """One result on its way into the database.

    ``everybody_waits`` is for how many seconds a 429 holds up all chats, 0 if it is one chat's own.
    """

    letter: Letter
    result: Result
    at: datetime
    everybody_waits: float = 0.0

    async def __call__(self, connection: AsyncConnection) -> None:
        """Write it."""
        letter, at = self.letter, self.at
        match self.result:
            case Sent(message_id):
                await outbox.sent(connection, at, letter.id, message_id)
                if letter.to_closed and letter.edits is None:
                    await got_through(connection, at, _destination(letter))
            case NotSent(why, wait):
                pause = timedelta(seconds=growing_pause(letter.attempts) if wait is None else wait)
                if wait is not None:
                    await self._hold(connection, at + pause)
                await outbox.retry(connection, letter.id, at + pause, why, unknown=False)
            case PutOff(seconds):
                due_at = at + timedelta(seconds=seconds)
                await outbox.retry(connection, letter.id, due_at, "told to wait", unknown=False)
            case Unknown(why):
                pause = timedelta(seconds=growing_pause(letter.attempts))
                await outbox.retry(connection, letter.id, at + pause, why, unknown=True)
            case Permanent(why):
                await _refused(connection, at, letter, why)
            case Withdrawn(why):
                await _withdraw(connection, letter, why)
            case Blocked() | Closed() | Moved() as said:
                await _take_in(connection, at, letter, said)

    async def _hold(self, connection: AsyncConnection, until: datetime) -> None:
        await holds.put(connection, self.letter.chat_id, until)
        if self.everybody_waits:
            everybody_until = self.at + timedelta(seconds=self.everybody_waits)
            await holds.put(connection, EVERYBODY, everybody_until)


async def settle(
    connection: AsyncConnection, settlements: Sequence[Callable[[AsyncConnection], Awaitable[None]]]
) -> None:
    """Write many results; of the usual ones, all together."""
    accepted: list[tuple[int, datetime, int | None]] = []
    for one in settlements:
        match one:
            case Settlement(Letter(to_closed=False) as letter, Sent(message_id), at):
                accepted.append((letter.id, at, message_id))
            case _:
                await one(connection)
    if accepted:
        await outbox.all_sent(connection, accepted)


async def _withdraw(connection: AsyncConnection, letter: Letter, why: str) -> None:
    """Cancel what nobody wants; of a digest each alert for itself, so that an undo finds it."""
    if letter.kind == "digest":
        await folding.take_apart(connection, letter.id, why)
    else:
        await outbox.cancel_one(connection, letter.id, why)


async def _refused(connection: AsyncConnection, at: datetime, letter: Letter, why: str) -> None:
    """Try a digest in halves, where it has more than one alert; give anything else up."""
    if letter.kind == "digest" and await folding.halve(connection, at, letter.id):
        return
    await outbox.give_up(connection, letter.id, why)


async def _take_in(
    connection: AsyncConnection, at: datetime, letter: Letter, said: Blocked | Closed | Moved
) -> None:
    """Do what a result says about the chat or topic besides."""
    match said:
        case Blocked(why, what):
            await outbox.cancel_one(connection, letter.id, why)
            await stop_chat(connection, at, letter.chat_id, why, what)
        case Closed(why, what) if what == TOPIC_GONE and not letter.thread_id:
            # It went to no topic: what it replies to was in one.
            await _refused(connection, at, letter, why)
        case Closed(why, what):
            await outbox.cancel_one(connection, letter.id, why)
            await close_topic(connection, at, _destination(letter), why, what)
        case Moved(chat_id):
            await move_chat(connection, at, letter.chat_id, chat_id)
            await outbox.retry(connection, letter.id, at, "moved", unknown=False)


def _destination(letter: Letter) -> Destination:
    return Destination(letter.destination_id, letter.chat_id, letter.thread_id, letter.language)


def growing_pause(attempts: int) -> float:
    """Return the seconds before the next attempt: 1, 2, 4 … at most 30."""
    return min(2.0 ** max(attempts - 1, 0), _LONGEST_PAUSE)

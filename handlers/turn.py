"""One update's way to its one commit.

A handler may ask the network first (is the sender an administrator?), then opens ``effect``
once: what it does inside, the answer that it owes and the update's id are committed together.
An update that comes again finds its id and ends as ``HandledBeforeError``.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import Outcome, encode
from actions.who import Who
from storage import destinations, outbox, updates
from storage.database import Database
from storage.destinations import Place


class HandledBeforeError(Exception):
    """The update's effect was committed before: there is nothing left to do."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent an update and where, before the database knows them.

    ``reply_to`` is the message that an answer replies to, None where replying would be noise.
    """

    place: Place
    sender_id: int
    reply_to: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The inside of an update's transaction."""

    connection: AsyncConnection
    now: datetime
    who: Who
    reply_to: int | None

    async def answer(self, outcome: Outcome) -> int:
        """Owe a message that says what came of it; return the delivery's id."""
        return await self._owe("answer", outcome, None, self.reply_to)

    async def edit(self, message_id: int, outcome: Outcome) -> None:
        """Owe a change of one of our messages into one that says what came of it."""
        await self._owe("edit", outcome, message_id, None)

    async def refresh(self, message_id: int, alert_id: int) -> None:
        """Owe a fresh look of the alert that stands in one of our messages."""
        await outbox.owe(
            self.connection,
            self.now,
            self.who.destination.id,
            "edit",
            alert_id=alert_id,
            edits=message_id,
        )

    async def _owe(
        self, kind: str, outcome: Outcome, edits: int | None, reply_to: int | None
    ) -> int:
        return await outbox.owe(
            self.connection,
            self.now,
            self.who.destination.id,
            kind,
            outcome=encode(outcome),
            edits=edits,
            reply_to=reply_to,
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """One update that is being handled."""

    update_id: int
    database: Database
    now: Callable[[], datetime]
    owed: Callable[[], None]  # called after a commit that owes something

    @asynccontextmanager
    async def effect(self, sender: Sender) -> AsyncIterator[Effect]:
        """Yield the transaction that does it all; HandledBeforeError if it was done before."""
        async with self.database.write() as connection:
            now = self.now()
            if not await updates.handle_once(connection, now, self.update_id):
                raise HandledBeforeError
            destination = await destinations.arrive(connection, now, sender.place)
            yield Effect(connection, now, Who(destination, sender.sender_id), sender.reply_to)
        self.owed()

    @asynccontextmanager
    async def bare_effect(self) -> AsyncIterator[tuple[AsyncConnection, datetime]]:
        """Yield the transaction of an update that nobody sent (a chat changed)."""
        async with self.database.write() as connection:
            now = self.now()
            if not await updates.handle_once(connection, now, self.update_id):
                raise HandledBeforeError
            yield connection, now
        self.owed()

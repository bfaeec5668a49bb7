"""One update's way to its one commit.

A handler may ask the network first (is the sender an administrator?), then opens ``effect``
once: what it does inside, the answer that it owes and the update's id are committed together.
An update that comes again finds its id and ends as ``HandledBeforeError``.

What a person says in private may be *about* another destination, a channel that they manage
(``handlers.managing`` finds out): the effect is the channel's then, the answer is the person's.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import Outcome, encode
from actions.who import Who
from storage import destinations, outbox, updates
from storage.database import Database
from storage.destinations import Destination, Place


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
    """The inside of an update's transaction.

    ``who`` acts in the destination that the update is about; ``here`` is the one that it came
    from, and that is answered.
    """

    connection: AsyncConnection
    now: datetime
    who: Who
    reply_to: int | None
    here: Destination

    @property
    def about_id(self) -> int | None:
        """The destination that the update is about, None for the one that it came from."""
        about = self.who.destination.id
        return None if about == self.here.id else about

    def about(self, destination: Destination) -> "Effect":
        """Return the same effect, about another destination from now on."""
        return replace(self, who=replace(self.who, destination=destination))

    async def take_charge(self) -> None:
        """Remember that this sender, who may, changes something: they are told of trouble here.

        Of anonymous administrators, who write as the chat, nothing is known.
        """
        there, sender_id = self.who.destination, self.who.sender_id
        if sender_id > 0 and there.chat_id != sender_id:
            await destinations.put_in_charge(self.connection, there.id, sender_id)

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
            self.here.id,
            "edit",
            alert_id=alert_id,
            edits=message_id,
            about_id=self.about_id,
        )

    async def _owe(
        self, kind: str, outcome: Outcome, edits: int | None, reply_to: int | None
    ) -> int:
        return await outbox.owe(
            self.connection,
            self.now,
            self.here.id,
            kind,
            outcome=encode(outcome),
            edits=edits,
            reply_to=reply_to,
            about_id=self.about_id,
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """One update that is being handled.

    Attributes:
        update_id: Telegram's number of it.
        database: where its effect is committed.
        now: the time.
        owed: called after a commit that owes something.
        about: the destination that it is about, None for the one that it came from. That its
            sender may change things there was checked.
    """

    update_id: int
    database: Database
    now: Callable[[], datetime]
    owed: Callable[[], None]
    about: Destination | None = None

    @asynccontextmanager
    async def effect(self, sender: Sender) -> AsyncIterator[Effect]:
        """Yield the transaction that does it all; HandledBeforeError if it was done before."""
        async with self.database.write() as connection:
            now = self.now()
            if not await updates.handle_once(connection, now, self.update_id):
                raise HandledBeforeError
            here = await destinations.arrive(connection, now, sender.place)
            who = Who(self.about or here, sender.sender_id)
            yield Effect(connection, now, who, sender.reply_to, here)
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

"""Updates waiting for the bot (Bot API, "Getting updates")."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from demo.telegram.errors import conflict

UPDATE_TYPES = frozenset(
    {"message", "edited_message", "channel_post", "edited_channel_post", "callback_query"}
    | {"business_connection", "business_message", "edited_business_message", "managed_bot"}
    | {"deleted_business_messages", "message_reaction", "message_reaction_count", "inline_query"}
    | {"chosen_inline_result", "shipping_query", "pre_checkout_query", "purchased_paid_media"}
    | {"poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request"}
    | {"chat_boost", "removed_chat_boost", "guest_message"}
)
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One update: its number, and ``{kind: payload}`` as the Bot API writes it."""

    id: int
    kind: str
    payload: Any

    def as_json(self) -> dict[str, Any]:
        """Return the Update object."""
        return {"update_id": self.id, self.kind: self.payload}


class UpdateQueue:
    """Keeps every update until the bot confirms it, whoever asks, however often.

    Attributes:
        allowed: the kinds the bot wants; empty means all but a few.
        polls: how many long polls have begun.
        polling: how many are under way: the one that waits, and one that it has just ended.
    """

    def __init__(self, first_id: int) -> None:
        self._next = first_id
        self._waiting: deque[Update] = deque()
        self._changed = asyncio.Event()
        self._poll = 0
        self.allowed: tuple[str, ...] = ()
        self.polls = 0
        self.polling = 0

    @property
    def waiting(self) -> tuple[Update, ...]:
        """What is not confirmed yet, oldest first."""
        return tuple(self._waiting)

    def add(self, kind: str, payload: Any) -> None:
        """Number and keep an update, unless the bot said that it does not want this kind."""
        wanted = self.allowed or UPDATE_TYPES - _ONLY_ON_REQUEST
        if kind in wanted:
            self._waiting.append(Update(self._next, kind, payload))
            self._next += 1
            self._changed.set()

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember which kinds the bot wants from now on; empty means all but a few."""
        self.allowed = tuple(kinds)

    def confirm(self, offset: int) -> None:
        """Forget updates before ``offset``; a negative one keeps only that many of the last."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while self._waiting and self._waiting[0].id < offset:
            self._waiting.popleft()

    def interrupt(self) -> None:
        """Wake whoever waits, and end the long poll that is under way."""
        self._poll += 1
        self._changed.set()

    async def changed(self) -> None:
        """Wait for the next update or interruption, whatever waits already."""
        self._changed.clear()
        await self._changed.wait()

    async def poll(self, timeout: float, ended: str) -> None:
        """Wait for an update like :meth:`arrival`, ending the poll before this one.

        Raises:
            ApiError: 409 with the text ``ended``, when the next poll ends this one.
        """
        self.interrupt()
        mine = self._poll
        self.polls += 1
        self.polling += 1
        try:
            await self.arrival(timeout)
        finally:
            self.polling -= 1
        if mine != self._poll:
            raise conflict(ended)

    async def arrival(self, timeout: float) -> None:
        """Wait until an update waits or somebody interrupts, at most ``timeout`` seconds."""
        if self._waiting or timeout <= 0:
            return
        self._changed.clear()
        try:
            async with asyncio.timeout(timeout):
                await self._changed.wait()
        except TimeoutError:
            return

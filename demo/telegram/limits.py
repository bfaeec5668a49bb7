"""How many messages Telegram takes (Bot FAQ, "My bot is hitting limits").

Edits count as messages. Windows slide: no second, wherever it begins, holds more.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from demo.telegram.errors import ApiError, too_many_requests
from demo.telegram.state.chats import Chat

EVERYWHERE = 0


@dataclass(slots=True)
class Rates:
    """The limits in force; change them at any time.

    Attributes:
        per_second: messages over all chats.
        paid_per_second: the same, for calls with ``allow_paid_broadcast``.
        per_chat_second: messages to one chat.
        tolerance: how many more than that Telegram lets pass in one chat's second.
        per_group_minute: messages to one group.
    """

    per_second: int = 30
    paid_per_second: int = 1000
    per_chat_second: int = 1
    tolerance: int = 0
    per_group_minute: int = 20


class Limits:
    """Counts accepted messages and refuses what is too much.

    Attributes:
        rates: the limits in force.
        refused: how many calls were answered 429.
        impatient: how many of them came before the ``retry_after`` they were told was over.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: dict[int, list[float]] = {}
        self._held: dict[int, float] = {}
        self.rates = Rates()
        self.refused = 0
        self.impatient = 0

    def check(self, chat: Chat, *, paid: bool = False) -> None:
        """Raise ApiError 429 if a message to the chat is too much now."""
        now = self._clock()
        for key in (EVERYWHERE, chat.id):
            if self._held.get(key, now) > now:
                self.refused += 1
                self.impatient += 1
                raise too_many_requests(self._held[key] - now)
        for key, window, limit in self._windows(chat, paid):
            recent = self._recent(key, now, window)
            if len(recent) >= limit:
                self.refused += 1
                raise self.hold(key, recent[-limit] + window - now)

    def count(self, chat: Chat) -> None:
        """Count a message that was accepted."""
        now = self._clock()
        for key in (EVERYWHERE, chat.id):
            self._times.setdefault(key, []).append(now)

    def hold(self, key: int, seconds: float) -> ApiError:
        """Refuse a chat's messages, or with EVERYWHERE all, for whole seconds from now on.

        Returns the 429 that says for how long.
        """
        refusal = too_many_requests(seconds)
        self._held[key] = self._clock() + refusal.parameters["retry_after"]
        return refusal

    def busiest(self, seconds: float, chat_id: int = EVERYWHERE) -> int:
        """Return the most messages that any sliding window of this length held."""
        times = self._times.get(chat_id, [])
        return max(
            (i + 1 - bisect_right(times, end - seconds) for i, end in enumerate(times)), default=0
        )

    def _windows(self, chat: Chat, paid: bool) -> list[tuple[int, float, int]]:
        rates = self.rates
        everywhere = rates.paid_per_second if paid else rates.per_second
        windows = [
            (EVERYWHERE, 1.0, everywhere),
            (chat.id, 1.0, rates.per_chat_second + rates.tolerance),
        ]
        if chat.kind in ("group", "supergroup"):
            windows.append((chat.id, 60.0, rates.per_group_minute))
        return windows

    def _recent(self, key: int, now: float, window: float) -> list[float]:
        times = self._times.get(key, [])
        return times[bisect_right(times, now - window) :]

"""Whose limit was it? Telegram says how long to wait, not whether a chat or the whole bot has to.

Both mistakes cost something. To take everybody's wait for a chat's own is to be refused again
and again; to take a chat's for everybody's is to keep alerts from people for a busy group's sake.
So a refusal is a chat's own matter as long as its own use explains it, however many chats are
refused at once: no more of them can be busy than our pace allows. Three others, with nobody
getting through who left after the first of them was refused, mean everybody.
"""

_ENOUGH = 3


class Refusals:
    """Refusals of chats with no reason of their own. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[float, float]] = {}

    def refused(self, chat_id: int, now: float, until: float) -> float | None:
        """Take note that a chat has to wait until then.

        Return until when everybody has to, None where it may be the chat alone. That is for
        the shortest that any of them was told: one may have a long wait for a reason of its own.
        """
        self._waiting = {one: times for one, times in self._waiting.items() if times[1] > now}
        self._waiting[chat_id] = (now, until)
        if len(self._waiting) < _ENOUGH:
            return None
        shortest = min(until - at for at, until in self._waiting.values())
        self._waiting.clear()
        return now + shortest

    def got_through(self, left: float) -> None:
        """Take note that Telegram took a message which had left at that time.

        What had left before a refusal says nothing about it: it may have come in time.
        """
        if self._waiting:
            self._waiting = {one: times for one, times in self._waiting.items() if times[0] > left}

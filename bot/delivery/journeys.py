"""How many messages may reach Telegram within any second, however long each is on its way.

Telegram counts when a message arrives, and we know only when it left and when it was answered.
Where an answer took longer than the quickest do, its message is taken to have arrived that much
later: the 31st message after it waits for that, too. A machine that is busy for 0.05 s, here or
there, is thus no 429.
"""

import math
from collections import deque
from dataclasses import dataclass

_SECOND = 1.002  # a hair more, for the quickest journey is an estimate
_FORGETTING = 1.001  # a message: after a thousand, a longer way is the usual one


@dataclass(slots=True)
class Journey:
    """One message: when it left, and how much later than usual it seems to have arrived."""

    left: float
    late: float = 0.0


class Journeys:
    """The last ``most`` messages. Times are monotonic seconds."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._last: deque[Journey] = deque(maxlen=most)
        self._quickest = math.inf

    def free_at(self) -> float:
        """Return from when on another message fits.

        What has not been answered after a second may never be; nobody waits for it.
        """
        if len(self._last) < self._most:
            return 0.0
        oldest = self._last[0]
        return oldest.left + oldest.late + _SECOND

    def begin(self, now: float) -> Journey:
        """Count a message that leaves now."""
        journey = Journey(now)
        self._last.append(journey)
        return journey

    def end(self, journey: Journey, now: float) -> None:
        """Take note that a message was answered, whatever the answer."""
        took = now - journey.left
        self._quickest = min(self._quickest * _FORGETTING, took)
        journey.late = took - self._quickest

"""The rate over all chats: 97 % of what Telegram allows, less for a while after it refused.

It halves when everybody is told to wait, and comes back step by step: after a minute of peace it
is what it was.
"""

from typing import Final

MARGIN: Final = 0.97
_LEAST = 0.25
_STEP = 0.05
_EVERY = 5.0  # seconds


class Rate:
    """How far apart messages leave. Times are monotonic seconds."""

    def __init__(self, per_second: float) -> None:
        self.usual_gap: Final = 1 / (MARGIN * per_second)
        self._share = 1.0
        self._since = 0.0

    def gap(self, now: float) -> float:
        """Return the seconds between two messages."""
        return self.usual_gap / self._share_at(now)

    def slow_down(self, now: float, until: float) -> None:
        """Take note that everybody was told to wait until then.

        Who is told so meanwhile was on the way already: that slows nothing down.
        """
        if now >= self._since:
            self._share = max(_LEAST, self._share_at(now) / 2)
        self._since = max(self._since, until)

    def _share_at(self, now: float) -> float:
        if self._share == 1.0:
            return 1.0
        steps = max(0.0, (now - self._since) // _EVERY)
        return min(1.0, self._share + _STEP * steps)

"""What one chat may get: its own share of Telegram's limits, less once it was told to wait.

About one message a second to any chat and 20 a minute to a group (Bot API, "My bot is hitting
limits"). Telegram's real limits are its own secret: a busy chat that is told to wait gets half as
much as before, and a little more again with every message that gets through.
"""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.delivery.journeys import Journey
from bot.delivery.rate import MARGIN

_GAP = 1 / MARGIN
_MINUTE = 60 / MARGIN
_GROUP_MOST = 20
_GROUP_RESERVE = 2  # of the 20, kept for answers to people
_SLOWEST = 16.0
_RECOVERY = 0.9  # of the slowness, a message: half of it is gone after seven
_REMEMBERED = 600.0  # seconds for which a chat stays slow that nothing is sent to
_BUSY = _GROUP_MOST // 2  # messages in a minute
_CLOSE = 2.0  # seconds between two messages


@dataclass(slots=True)
class ChatPace:
    """The times of a chat's last messages, and what Telegram said about it.

    Attributes:
        sent: monotonic seconds, oldest first; of what took longer to arrive, when it did.
        held_until: until when Telegram told us to leave the chat alone.
        slowness: how many times longer than usual its messages are apart.
    """

    sent: deque[float] = field(default_factory=lambda: deque(maxlen=_GROUP_MOST))
    held_until: float = -math.inf
    slowness: float = 1.0

    def ready_at(self, *, group: bool, urgent: bool) -> float:
        """Return from when on it may get another message.

        What is not ``urgent`` leaves a group's last two places of a minute to answers.
        """
        at = self.held_until
        if self.sent:
            at = max(at, self.sent[-1] + _GAP * self.slowness)
        if group:
            reserve = 0 if urgent else _GROUP_RESERVE
            most = max(1, int(_GROUP_MOST / self.slowness) - reserve)
            if len(self.sent) >= most:
                at = max(at, self.sent[-most] + _MINUTE)
        return at

    def may_have_hit_its_own_limit(self, now: float) -> bool:
        """Tell whether its own use may be why Telegram has just refused its last message."""
        if now - self.held_until < _MINUTE:
            return True  # it was told so a moment ago
        *earlier, last = self.sent
        minute = sum(at > last - _MINUTE for at in earlier)
        return minute >= _BUSY or any(last - at < _CLOSE for at in earlier)

    def arrived(self, journey: Journey) -> None:
        """Count its last message from when it seems to have arrived."""
        if self.sent and self.sent[-1] == journey.left:
            self.sent[-1] += journey.late

    def hold(self, until: float) -> None:
        """Leave it alone until then."""
        self.held_until = max(self.held_until, until)

    def slow_down(self) -> None:
        """Take note that it hit its own limit."""
        self.slowness = min(2 * self.slowness, _SLOWEST)

    def got_through(self) -> None:
        """Take note that Telegram took a message for it."""
        self.slowness = max(1.0, self.slowness * _RECOVERY)

    def is_over(self, now: float) -> bool:
        """Tell whether a chat that nobody has heard of is treated just the same."""
        if self.slowness > 1 and now < self.held_until + _REMEMBERED:
            return False
        return self.held_until + _MINUTE < now and (not self.sent or self.sent[-1] + _MINUTE < now)

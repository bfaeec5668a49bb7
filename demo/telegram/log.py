"""What happened: every request, violation, push."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """One request of the bot.

    Attributes:
        sent: the parameters as they were sent.
        at: when it came, on the simulator's monotonic clock, in seconds.
        status: the HTTP status answered, 0 if the connection was dropped.
        outcome: "ok", Telegram's error text, or which fault was played.
    """

    method: str
    sent: Mapping[str, object]
    at: float
    status: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Violation:
    """Something the real server would silently ignore, but no correct program sends."""

    method: str
    text: str


@dataclass(frozen=True, slots=True)
class Push:
    """One attempt to push an update to the webhook; status 0 if nobody answered."""

    update: Mapping[str, Any]
    at: float
    status: int


@dataclass(slots=True)
class Log:
    """Everything since the start, oldest first."""

    requests: list[Request] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    pushes: list[Push] = field(default_factory=list)

    def calls(self, method: str) -> list[Request]:
        """Return the requests for one method."""
        return [request for request in self.requests if request.method == method]

"""Faults on request: what sources do to those who read them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """An error page with this HTTP status, such as 404, 500 or 503."""

    status: int
    retry_after: int = 0


@dataclass(frozen=True, slots=True)
class Slow:
    """The right answer, ``seconds`` late."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Hang:
    """The connection is taken and nothing ever comes."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Only the first half of the answer, as a whole one: XML that does not close."""


@dataclass(frozen=True, slots=True)
class Oversize:
    """The right answer followed by ``size`` more bytes."""

    size: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Redirect:
    """The reader is sent to another address."""

    location: str
    status: int = 301


@dataclass(frozen=True, slots=True)
class Trickle:
    """The right answer, a byte at a time, with this many seconds between them."""

    pause: float


@dataclass(frozen=True, slots=True)
class Instead:
    """Something else altogether, as it is sent; ``encoding`` is its Content-Encoding."""

    body: bytes
    content_type: str
    encoding: str = ""


Fault = Status | Slow | Hang | Broken | Oversize | Redirect | Trickle | Instead


@dataclass(slots=True)
class _Planned:
    fault: Fault
    matches: Callable[[str], bool]
    times: int | None


class Faults:
    """The faults that are still to be played, oldest first."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def add(self, fault: Fault, path: str, *, times: int | None = None) -> None:
        """Play a fault for a path, or with a star at the end for all that begin so.

        ``times`` None means until :meth:`clear`.
        """
        prefix = path.removesuffix("*")
        exact = prefix == path
        self._planned.append(
            _Planned(fault, lambda p: p == path if exact else p.startswith(prefix), times)
        )

    def clear(self) -> None:
        """Play no more faults."""
        self._planned.clear()

    def take(self, path: str) -> Fault | None:
        """Return the fault for this request, using it up."""
        planned = next((planned for planned in self._planned if planned.matches(path)), None)
        if planned is None:
            return None
        if planned.times is not None:
            planned.times -= 1
            if planned.times <= 0:
                self._planned.remove(planned)
        return planned.fault

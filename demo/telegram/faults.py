"""Faults on request: what a network and a busy server do to a bot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flood:
    """A 429: refused now and for the next ``seconds``, in one chat or everywhere."""

    seconds: int
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class ServerError:
    """A 5xx before anything was done; as JSON, or as a proxy's HTML page."""

    status: int = 500
    html: bool = False


@dataclass(frozen=True, slots=True)
class Garbled:
    """An answer nobody can read, to a call that was carried out.

    Attributes:
        truncated: half of the JSON; otherwise a whole ``ok: true`` with a senseless result.
    """

    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection is cut, before the call is carried out or after."""

    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Slow:
    """The call is carried out at once and answered after ``seconds``."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Any refusal of the Bot API, such as 400 or 403 with Telegram's text."""

    status: int
    description: str


Fault = Flood | ServerError | Garbled | Dropped | Slow | Refused


@dataclass(slots=True)
class _Planned:
    fault: Fault
    method: str
    chat_id: int
    times: int | None


class Faults:
    """The faults that are still to be played, oldest first."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def add(
        self,
        fault: Fault,
        *,
        method: str = "",
        chat_id: int = 0,
        times: int | None = 1,
    ) -> None:
        """Play a fault at the next ``times`` calls, None being all of them.

        Empty ``method`` means any but getUpdates, ``chat_id`` 0 any chat.
        """
        self._planned.append(_Planned(fault, method.lower(), chat_id, times))

    def clear(self) -> None:
        """Play no more faults."""
        self._planned.clear()

    @property
    def remaining(self) -> int:
        """How many planned faults still have calls to spoil."""
        return len(self._planned)

    def take(self, method: str, chat_id: int) -> Fault | None:
        """Return the fault for this call, using it up."""
        called = method.lower()
        for planned in self._planned:
            fits = planned.method == called if planned.method else called != "getupdates"
            if fits and planned.chat_id in (0, chat_id):
                self._use(planned)
                return planned.fault
        return None

    def _use(self, planned: _Planned) -> None:
        if planned.times is not None:
            planned.times -= 1
            if planned.times <= 0:
                self._planned.remove(planned)

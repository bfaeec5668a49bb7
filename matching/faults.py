"""What is wrong in typed words, and what would mend it."""

from dataclasses import dataclass

from matching.errors import Reason


@dataclass(frozen=True, slots=True)
class Mending:
    """Other words for a stretch of what was typed, to its end where none is named."""

    start: int
    end: int | None = None
    words: str = ""

    def applied(self, typed: str) -> str:
        """Return what was typed with the stretch replaced."""
        rest = "" if self.end is None else typed[self.end :]
        return f"{typed[: self.start]}{self.words}{rest}"


class Unreadable(Exception):  # noqa: N818 - never leaves the parser, which makes it an error
    """Typed words cannot be read on.

    Attributes:
        reason: what is wrong.
        start: where, in code points, counting from 0.
        mending: what makes the words more readable, if anything does.
    """

    def __init__(self, reason: Reason, start: int, mending: Mending | None = None) -> None:
        super().__init__(reason, start)
        self.reason = reason
        self.start = start
        self.mending = mending

"""Follows: a destination's standing queries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Follow:
    """One follow as its destination sees it.

    Attributes:
        id: its number in the database, carried by buttons.
        text: the words as they were typed.
        active: False once it was removed.
    """

    id: int
    text: str
    active: bool

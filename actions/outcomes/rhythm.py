"""What people said about when and how they want to be written to came to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RhythmShown:
    """How a destination is written to, as it is at the moment of sending.

    ``changed`` is the command that changed it, empty if nothing did.
    """

    changed: str = ""


@dataclass(frozen=True, slots=True)
class PlaceWanted:
    """``/timezone`` came alone: ask where this person is."""


@dataclass(frozen=True, slots=True)
class BadRhythm:
    """What followed this command cannot be read."""

    command: str


@dataclass(frozen=True, slots=True)
class UnknownCity:
    """No such city is known; ``near`` is a name that looks like it, empty for none."""

    words: str
    near: str


RhythmOutcome = RhythmShown | PlaceWanted | BadRhythm | UnknownCity

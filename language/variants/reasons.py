"""What is proposed, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a spelling is proposed: stable codes, translated where they are shown.

    The likelier to be met come first.
    """

    RUSSIAN = "russian"
    """As Russian texts spell a Kazakh name, and keyboards without Kazakh letters: Токаев."""

    KAZAKH = "kazakh"
    """As Kazakh texts in Cyrillic spell it: Тоқаев."""

    PRESS = "press"
    """As the English-language press spells it: Tokayev."""

    PASSPORT = "passport"
    """As passports do (ICAO Doc 9303): Tokaev."""

    BGN_PCGN = "bgn_pcgn"
    """By the American and British system for Russian, without its apostrophes: Dmitriy."""

    BGN_PCGN_KAZAKH = "bgn_pcgn_kazakh"
    """By the same for Kazakh, without accents: Toqayev."""

    ISO_9 = "iso_9"
    """As libraries do (ISO 9, GOST 7.79): Ŝerbakov."""

    LATIN_2021 = "latin_2021"
    """In the Kazakh Latin alphabet of 2021: Toqaev, Nūrsūltan."""

    LATIN_2018 = "latin_2018"
    """In the Kazakh Latin alphabet of 2018: Toqaev, Áliev."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another spelling, capitalised as what was asked for."""

    spelling: str
    reason: Reason

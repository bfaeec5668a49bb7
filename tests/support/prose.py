"""Texts for stories whose words don't matter: no two alike, or they would tell the same story."""

from itertools import count
from random import Random

_WHO = (
    *("A retired surveyor", "The night shift", "Her second cousin", "Nobody at the counter"),
    *("A delegation from Aktau", "The choir's treasurer", "An inspector", "Two apprentices"),
    *("The younger brother", "A clerk in grey", "Most of the audience", "The owner of the kiosk"),
    *("A visitor from Semey", "The deputy head", "One of the drivers", "A botanist"),
    *("The landlord", "Somebody in the back row", "A pupil of the ninth form", "The printer"),
)
_DID = (
    *("counted the chairs twice", "asked for a copy in writing", "had brought a thermos of tea"),
    *("refused to sign the last page", "remembered another summer", "laughed at the wrong moment"),
    *("put the key under a flowerpot", "spoke for eleven minutes", "lost an umbrella"),
    *("measured the doorway with a string", "sold the spare tyre", "left before the vote"),
    *("wrote the date on the wall", "wanted to see the receipt", "kept the window open"),
    *("offered to repaint the gate", "mislaid a list of names", "knew the answer by heart"),
    *("promised a new kettle", "paid with a handful of coins"),
)
_WHEN = (
    *("because the lift was out of order", "while it rained on the tin roof"),
    *("an hour after the market had closed", "although nothing had been announced"),
    *("before the first tram came by", "as if that were quite usual"),
    *("so that the children could sleep", "when the generator fell silent"),
    *("without taking off his gloves", "between two phone calls from Oral"),
    *("as the minutes of the meeting show", "until the caretaker switched off the light"),
    *("which surprised the cashier", "on the day the apples were weighed"),
    *("since the old map was illegible", "under a calendar of the year before last"),
    *("in spite of a cold", "for the third time that week"),
    *("with a pencil behind one ear", "as soon as the photographer arrived"),
)
_numbers = count()


def prose(sentences: int = 4) -> list[str]:
    """Return another text than ever before, a paragraph for each sentence."""
    chance = Random(next(_numbers))
    parts = (chance.sample(some, sentences) for some in (_WHO, _DID, _WHEN))
    return [f"{who} {did} {when}." for who, did, when in zip(*parts, strict=True)]

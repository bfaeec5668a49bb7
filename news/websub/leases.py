"""When to ask a hub: leases are renewed long before they end, failures are tried again later."""

from random import Random

WANTED = 10 * 86_400
"""Seconds of the lease that we ask for; hubs grant what they like."""

_LONGEST = 90 * 86_400.0
_RENEWED_AFTER = 2 / 3
_SOONEST = 60.0  # a hub that grants seconds must not make us ask all the time
_FIRST_PAUSE, _LONGEST_PAUSE = 60.0, 6 * 3600.0
_MOST_DOUBLINGS = 12


def granted(lease_seconds: str | None) -> float:
    """Return the seconds of a lease as a hub names them; what is no number is what we asked for."""
    told = (lease_seconds or "").strip()
    if not (told.isascii() and told.isdecimal() and len(told) <= len("1000000000000")):
        return float(WANTED)
    return min(float(int(told)), _LONGEST)


def renewal(lease: float, random: Random) -> float:
    """Return after how many seconds a lease of so many is renewed: two thirds, give or take."""
    return max(lease * _RENEWED_AFTER * random.uniform(0.95, 1.05), _SOONEST)


def next_attempt(failures: int, random: Random) -> float:
    """Return the seconds after which to ask again, unless the hub confirms before.

    ``failures`` are the requests in a row that nothing came of: the pauses grow to six hours.
    """
    pause = min(_FIRST_PAUSE * 2.0 ** min(failures, _MOST_DOUBLINGS), _LONGEST_PAUSE)
    return pause * random.uniform(1.0, 1.25)


def refusal_pause(random: Random) -> float:
    """Return the seconds after which to ask a hub again that refused."""
    return 86_400.0 * random.uniform(1.0, 1.25)

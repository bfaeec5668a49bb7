"""Which articles tell the same story: decided purely, from what is stored of each."""

from news.stories.deciding import WINDOW, Decision, same
from news.stories.fingerprint import Fingerprint, OutdatedFingerprintError, dump, load
from news.stories.fingerprinting import fingerprint
from news.stories.outlet import outlet

__all__ = [
    "WINDOW",
    "Decision",
    "Fingerprint",
    "OutdatedFingerprintError",
    "dump",
    "fingerprint",
    "load",
    "outlet",
    "same",
]

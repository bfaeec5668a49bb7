"""libfaketime from Debian: the real process with a wall clock that a test sets.

Monotonic time goes on as it is. A process that was forked has its clock already, so a bot with
another one is started cold.
"""

import os
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest

_PLACES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib")
_HOW = "needs libfaketime (apt-get install libfaketime)"


def find_faketime() -> Path | None:
    """Return the library if this machine has it."""
    patterns = ("faketime/libfaketime.so.1", "*/faketime/libfaketime.so.1")
    found = chain.from_iterable(Path(place).glob(one) for place in _PLACES for one in patterns)
    return next(found, None)


def faketime_library() -> Path:
    """Return the library; without it the test is skipped, and fails where CI is set."""
    library = find_faketime()
    if library is None and os.environ.get("CI"):
        pytest.fail(_HOW)
    return library or pytest.skip(_HOW)


class FakeTime:
    """The wall clock of processes that have ``settings`` in their environment."""

    def __init__(self, folder: Path, library: Path) -> None:
        self._file = folder / "clock"
        self._ahead = 0.0
        self._write()
        self.settings = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def now(self) -> datetime:
        """Return what the process takes for the time."""
        return datetime.fromtimestamp(datetime.now(UTC).timestamp() + self._ahead, UTC)

    def jumps(self, seconds: float) -> None:
        """Set the clock forward, or with fewer than no seconds back."""
        self._ahead += seconds
        self._write()

    def becomes(self, at: datetime) -> None:
        """Set the clock; it goes on from there."""
        self.jumps((at - self.now()).total_seconds())

    def _write(self) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{self._ahead:+.3f}\n", "ascii")
        fresh.replace(self._file)

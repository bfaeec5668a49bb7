"""When a source is looked at again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random


@dataclass(frozen=True, slots=True)
class Schedule:
    """Intervals between ``shortest`` and ``longest`` seconds.

    ``random`` spreads the sources, so that hundreds added together are not polled together.
    """

    shortest: float
    longest: float
    random: Random

    def after_success(self, now: datetime) -> datetime:
        """Return when a source that answered is due again."""
        return now + timedelta(seconds=self.shortest * self.random.uniform(0.9, 1.0))

    def after_failure(
        self, now: datetime, failures: int, retry_after: float | None = None
    ) -> datetime:
        """Return when a source is due again that failed ``failures`` times before this one.

        The pause doubles with each failure up to the longest interval; a server that names a
        time (Retry-After) is left alone for at least that long, up to a day.
        """
        pause = min(self.shortest * 2.0 ** min(failures, 30), self.longest)
        if retry_after is not None:
            pause = max(pause, min(retry_after, timedelta(days=1).total_seconds()))
        return now + timedelta(seconds=pause)

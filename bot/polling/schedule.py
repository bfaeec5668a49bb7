"""When a source is looked at again."""

from dataclasses import dataclass
from random import Random

from bot.polling.hosts import Hosts


@dataclass(frozen=True, slots=True)
class Schedule:
    """Intervals between ``shortest`` and ``longest`` seconds, as far as hosts can bear them.

    ``random`` spreads the sources, so that hundreds added together are not polled together.
    """

    shortest: float
    longest: float
    hosts: Hosts
    random: Random

    def after_success(self, host: str) -> float:
        """Return the seconds until a source that answered is due again."""
        interval = self.shortest
        return max(interval * self.random.uniform(0.9, 1.0), self.hosts.shortest(host))

    def after_failure(self, failures: int, retry_after: float | None = None) -> float:
        """Return when a source is due again that failed ``failures`` times before this one.

        The pause doubles with each failure up to the longest interval; a server that names a
        time (Retry-After) is left alone for at least that long, up to a day.
        """
        pause = min(self.shortest * 2.0 ** min(failures, 30), self.longest)
        if retry_after is not None:
            pause = max(pause, min(retry_after, 86_400.0))
        return pause

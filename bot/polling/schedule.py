"""When a source is looked at again."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.polling.hosts import Hosts
from news.entry import Hints
from news.interval import failure_pause, next_interval
from news.rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class Schedule:
    """Intervals between ``shortest`` and ``longest`` seconds, as far as hosts can bear them.

    ``random`` spreads the sources, so that hundreds added together are not polled together.
    """

    shortest: float
    longest: float
    hosts: Hosts
    random: Random

    def interval(
        self, host: str, rhythm: Rhythm, now: datetime, hints: Hints, max_age: float | None
    ) -> float:
        """Return the seconds between a look that was answered and the next; see ``spread``."""
        floor = self.hosts.shortest(host)
        return next_interval(rhythm, now, hints, max_age, self.shortest, self.longest, floor)

    def pause(self, host: str, failures: int, retry_after: float | None) -> float:
        """Return the seconds between a look that failed and the next; see ``spread``.

        ``failures`` are those in a row before it, ``retry_after`` is what the server asks for.
        """
        pause = failure_pause(failures, self.shortest, self.longest, retry_after)
        return max(pause, self.hosts.shortest(host))

    def spread(self, host: str, seconds: float) -> float:
        """Return an interval, up to a tenth shorter, but no shorter than the host can bear."""
        return max(seconds * self.random.uniform(0.9, 1.0), self.hosts.shortest(host))

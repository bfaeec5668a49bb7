"""What polling is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from random import Random

from bot.clock import Clock
from bot.polling.committing import Committer, Hubs
from bot.polling.dropping import Dropping
from bot.polling.faring import Faring
from bot.polling.hosts import Hosts, spacing
from bot.polling.ledger import Ledger
from bot.polling.looking import Looker
from bot.polling.owners import Owners
from bot.polling.poller import Poller
from bot.polling.reading import SourceReader
from bot.polling.schedule import Schedule
from news.fetching.fetcher import Fetcher
from news.fetching.gate import HostGate
from news.fetching.robots import Robots
from news.parsing import SourceParser
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Pace:
    """How often sources are looked at, in seconds.

    Attributes:
        shortest, longest: the bounds of the intervals.
        rest: for how long a source may be due before that is noticed.
        gathering: for how long looks that found nothing wait to be written together.
        spacing: between the starts of two looks at one host.
    """

    shortest: float
    longest: float
    rest: float
    gathering: float
    spacing: float

    @classmethod
    def within(cls, shortest: float, longest: float) -> "Pace":
        """Return what goes well with these bounds."""
        return cls(
            shortest,
            longest,
            rest=min(1.0, shortest / 10),
            gathering=min(0.5, shortest / 20),
            spacing=spacing(shortest),
        )


@dataclass(frozen=True, slots=True)
class Polling:
    """The parts that others have to do with."""

    poller: Poller
    looker: Looker
    committer: Committer


def assemble_polling(
    database: Database,
    fetcher: Fetcher,
    robots: Robots,
    clock: Clock,
    pace: Pace,
    operators: frozenset[int],
    *,
    fresh: Callable[[], None],
    owed: Callable[[], None],
    hubs: Hubs | None = None,
) -> Polling:
    """Return what looks at sources.

    ``operators`` hear how common sources fare; ``fresh`` is called when articles wait to be read,
    ``owed`` when notices do. ``hubs`` hears who pushes, where somebody can push to us.
    """
    hosts = Hosts(HostGate(spacing=pace.spacing), pace.spacing, clock.monotonic)
    random = Random()  # noqa: S311 (jitter)
    faring = Faring(Schedule(pace.shortest, pace.longest, hosts, random))
    owners = Owners(operators, owed)
    ledger = Ledger(database, clock, pace.gathering)
    committer = Committer(database, clock, faring, Dropping(), owners, fresh, hubs)
    reader = SourceReader(fetcher, SourceParser(), robots, hosts.turn)
    looker = Looker(reader, committer, ledger, faring, owners, clock)
    poller = Poller(
        database,
        looker,
        ledger,
        hosts,
        clock,
        rest=pace.rest,
        at_once_per_host=2 + ceil(pace.rest / pace.spacing),
    )
    return Polling(poller, looker, committer)

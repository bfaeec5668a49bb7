"""How late simulated sources are seen, and with how many looks: adaptive and fixed intervals.

    python -m benchmarks.intervals

Each source publishes for four weeks, at random, by a profile of its own over the week's hours;
the bot knows nothing of it at the beginning. "Fixed" looks as often in all as the adaptive
interval did over all sources, evenly: the same budget, spent without knowledge.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.report import Figure, Report, rank, show
from news.entry import Hints
from news.interval import next_interval
from news.rhythm import Rhythm

START = datetime(2026, 7, 6, tzinfo=UTC)
SHORTEST, LONGEST = 60.0, 1800.0
Profile = Callable[[datetime], float]


@dataclass(frozen=True, slots=True)
class Source:
    """A newsroom: entries an hour by the moment, and how many come at a time."""

    name: str
    rate: Profile
    together: int = 1


@dataclass(frozen=True, slots=True)
class Course:
    """How watching went: seconds from each entry to the look that found it, and the looks."""

    delays: list[float]
    looks: int


def office(busy: float, quiet: float, weekend: float = 0.3) -> Profile:
    """Return a profile of working hours in Almaty: 8:00 to 20:00, less at weekends."""

    def rate(at: datetime) -> float:
        is_busy = 3 <= at.hour < 15
        return (busy if is_busy else quiet) * (1.0 if at.weekday() < 5 else weekend)

    return rate


SOURCES = (
    Source("agency", office(9.0, 1.5, 0.6)),
    Source("newspaper", office(1.5, 0.05)),
    Source("in bursts", office(0.4, 0.02), together=4),
    Source("regional", office(0.4, 0.01)),
    Source("ministry", office(0.12, 0.0, 0.0)),
    Source("blog", lambda _: 1 / 168),
)


def main() -> None:
    show(measure())


def measure(days: int = 28) -> Report:
    figures: list[Figure] = []
    entries = {source.name: published(source, days) for source in SOURCES}
    adaptive = {name: watched(times, days, relaxed) for name, times in entries.items()}
    looks = sum(course.looks for course in adaptive.values())
    even = len(SOURCES) * days * 86_400 / looks
    fixed = {name: watched(times, days, every(even)) for name, times in entries.items()}
    for name, course in adaptive.items():
        figures.append(
            Figure(f"{name}, looks a day", course.looks / days, "", fixed[name].looks / days)
        )
        figures += _delays(name, course.delays, fixed[name].delays)
    ours, theirs = (
        [delay for course in courses.values() for delay in course.delays]
        for courses in (adaptive, fixed)
    )
    figures += _delays("all", ours, theirs)
    for interval in (SHORTEST, 300.0, LONGEST):
        courses = [watched(times, days, every(interval)) for times in entries.values()]
        delays = [delay for course in courses for delay in course.delays]
        name = f"all, beside {interval:.0f} s for each"
        count = sum(course.looks for course in courses)
        figures.append(Figure(f"{name}, looks a day", looks / days, "", count / days))
        figures += _delays(name, ours, delays)
    return Report(
        f"Delay until an entry is seen: {days} days, each {SHORTEST:.0f} to {LONGEST:.0f} s",
        f"the same number of looks, one each {even:.0f} s for every source; or as the line says",
        figures,
    )


def published(source: Source, days: int) -> list[float]:
    """Return when a source publishes, in POSIX seconds, the same at every run."""
    random = Random(source.name)
    times: list[float] = []
    for minute in range(days * 1440):
        at = START + timedelta(minutes=minute)
        if random.random() < source.rate(at) / 60:
            burst = random.randint(1, 2 * source.together - 1)
            times += sorted(
                at.timestamp() + random.uniform(0, 60 + 900 * (burst > 1)) for _ in range(burst)
            )
    return sorted(times)


Rule = Callable[[datetime, Rhythm], float]


def relaxed(now: datetime, rhythm: Rhythm) -> float:
    return next_interval(rhythm, now, Hints(), None, SHORTEST, LONGEST)


def every(seconds: float) -> Rule:
    """Return a rule that knows one interval only."""
    return lambda _, __: seconds


def watched(times: list[float], days: int, rule: Rule) -> Course:
    """Return how a source fares that is looked at by a rule, with the jitter of the poller."""
    random = Random(1)
    now, end = START, START + timedelta(days=days)
    rhythm = Rhythm.starting(now)
    delays: list[float] = []
    looks = 0
    while now < end:
        now += timedelta(seconds=rule(now, rhythm) * random.uniform(0.9, 1.0))
        looks += 1
        found = bisect_right(times, now.timestamp())
        fresh = times[len(delays) : found]
        delays += [now.timestamp() - time for time in fresh]
        rhythm = rhythm.seen(now, len(fresh))
    return Course(delays, looks)


def _delays(name: str, ours: list[float], theirs: list[float]) -> Iterator[Figure]:
    if ours and theirs:
        yield Figure(f"{name}, mean delay", sum(ours) / len(ours), "s", sum(theirs) / len(theirs))
        yield Figure(f"{name}, p95 delay", rank(ours, 0.95), "s", rank(theirs, 0.95))


if __name__ == "__main__":
    main()

"""What the bot costs while nothing happens, and how soon it answers after a start.

    python -m benchmarks.idle

The real bot process watches 200 feeds of 30 entries at the default pace, a look a minute each.
Half of the feeds offer no validators, so every look at them has to be read again. Memory and
processor time are those of the process and its children, after the first look at every feed and
while each is looked at twice.
"""

import asyncio
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from benchmarks.baselines.run import run_baseline
from benchmarks.report import Figure, Report, median, show
from benchmarks.stage.bot_process import running_bot
from benchmarks.stage.crowd import is_to
from benchmarks.stage.steady import steady
from benchmarks.stage.stories import publish
from benchmarks.stage.words import invented
from demo.newsroom import Newsroom, Site
from demo.telegram import SimulatedTelegram

# A host is looked at once a second: with these the first looks are over in ten.
_HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 21))
_PATIENCE = 60.0
_FEED_LENGTH = 30
_MOST_MEMORY = 260.0
_MOST_PERCENT = 3.0
_MOST_STARTING = 3.0
_ALMOST_A_MINUTE = 57.0  # the mean pause between two looks at a feed


@dataclass(frozen=True, slots=True)
class _Cost:
    """Mebibytes, resident and unshared, and the share of one core in percent."""

    rss: float
    uss: float
    percent: float


async def measure(
    sources: int = 200,
    seconds: float = 2 * _ALMOST_A_MINUTE,
    *,
    settling: float = 5.0,
    starts: int = 3,
) -> Report:
    """Measure this many sources for ``seconds`` after ``settling``, and this many starts."""
    imports = [await _import_alone() for _ in range(starts)]
    importing = median([took for took, _ in imports])
    async with SimulatedTelegram() as telegram, Newsroom(hosts=_HOSTS) as newsroom:
        sites = _sites(newsroom, sources)
        looking = await run_baseline("bare_looks", *(site.feed_url for site in sites))
        bare = 100 * float(looking) / _ALMOST_A_MINUTE
        newsroom.visits.clear()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            first, cost = await _first_run(folder, telegram, newsroom, sites, (settling, seconds))
            again = [await _start(folder, telegram, sites) for _ in range(starts)]
    memory, in_time = imports[0][1], importing + _MOST_STARTING
    return Report(
        f"Idle with {sources} sources for {seconds:g} s, and starting",
        "a process that only imports aiogram; for the processor, fetching the feeds once a minute",
        [
            Figure("resident memory", cost.rss, "MiB", memory.rss, _MOST_MEMORY),
            Figure("of it unshared", cost.uss, "MiB", memory.uss),
            Figure("processor, of one core", cost.percent, "%", bare, _MOST_PERCENT),
            Figure("first start to first answer", first, baseline=importing, most=in_time),
            Figure("later start to first answer", median(again), baseline=importing, most=in_time),
        ],
    )


def _sites(newsroom: Newsroom, sources: int) -> list[Site]:
    sites = [
        newsroom.site(
            f"site{number}",
            etag=number % 2 == 0,
            last_modified=number % 2 == 0,
            host=_HOSTS[number % len(_HOSTS)],
        )
        for number in range(sources)
    ]
    for seed, site in enumerate(sites):
        for number, word in zip(range(_FEED_LENGTH), invented(seed), strict=False):
            publish(site, number, word)
    return sites


async def _first_run(
    folder: Path,
    telegram: SimulatedTelegram,
    newsroom: Newsroom,
    sites: list[Site],
    times: tuple[float, float],
) -> tuple[float, _Cost]:
    """Return the seconds until the first answer, and the cost of being idle afterwards."""
    ann = telegram.person("Ann")
    question = await ann.says("/start")
    started = time.monotonic()
    async with running_bot(folder, telegram, sites, POLL_MAX_SECONDS="60") as process:
        answer = await telegram.wait_for(partial(is_to, ann), _PATIENCE)
        looked = {site.feed_path for site in sites}
        await newsroom.wait_until(
            lambda: looked <= {visit.path for visit in newsroom.visits}, _PATIENCE
        )
        settling, seconds = times
        await asyncio.sleep(settling)
        cost = await _cost(psutil.Process(process.pid), seconds)
    assert question.chat is answer.chat
    return answer.at - started, cost


async def _start(folder: Path, telegram: SimulatedTelegram, sites: list[Site]) -> float:
    """Return the seconds from a start to the answer to a question that waits."""
    person, written = telegram.person("Bob"), len(telegram.written)
    await person.says("/start")
    started = time.monotonic()
    async with running_bot(folder, telegram, sites):
        answer = await telegram.wait_for(partial(is_to, person), _PATIENCE, since=written)
    return answer.at - started


async def _cost(process: psutil.Process, seconds: float) -> _Cost:
    before, began = _processor(process), time.monotonic()
    await asyncio.sleep(seconds)
    used, took = _processor(process) - before, time.monotonic() - began
    memory = [one.memory_full_info() for one in _family(process)]
    return _Cost(
        rss=sum(one.rss for one in memory) / 2**20,
        uss=sum(one.uss for one in memory) / 2**20,
        percent=used / took * 100,
    )


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _processor(process: psutil.Process) -> float:
    times = [one.cpu_times() for one in _family(process)]
    return sum(one.user + one.system for one in times)


async def _import_alone() -> tuple[float, _Cost]:
    """Return how long a process takes to import aiogram, and what it weighs then."""
    started = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.baselines.only_aiogram", stdin=PIPE, stdout=PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    took = time.monotonic() - started
    cost = await _cost(psutil.Process(process.pid), 0.0)
    await process.communicate(b"")
    return took, cost


if __name__ == "__main__":
    with steady():
        show(asyncio.run(measure()))

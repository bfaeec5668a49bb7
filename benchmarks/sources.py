"""What it costs to watch thousands of sources, and whether each is looked at in time.

    python -m benchmarks.sources [--full]

The real bot process polls feeds on 100 loopback addresses, each a host of its own. Nine of ten
looks are answered 304, the tenth brings a new entry with its text. ``--full`` means 10,000 sources
every five minutes; without it there are a fifth of the sources at a fifth of the interval, which is
the same rate.

No look is late that comes within the interval and a tenth of it; looks are measured
once the hurry of the first ones is over.
"""

import argparse
import asyncio
import math
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import aiohttp
import psutil

from benchmarks.baselines.run import run_baseline
from benchmarks.report import Figure, Report, rank, show
from benchmarks.stage.bot_process import running_bot
from demo.telegram import SimulatedTelegram

_ROOT = Path(__file__).parents[1]
_HOSTS = 100
_PATIENCE = 900.0
_MOST_PERCENT = 50.0
_MOST_MEMORY = 350.0
_LATEST = 110.0
_SAMPLE_EVERY = 2.0
_BASELINE_SECONDS = 30.0
_SETTLING = 120.0


@dataclass(frozen=True, slots=True)
class _Feed:
    """A line of ``sources.toml``."""

    feed_url: str
    title: str


@dataclass(frozen=True, slots=True)
class _Cost:
    percent: float
    memory: float
    most_memory: float


Looks = dict[int, list[float]]


async def measure(
    sources: int = 2_000,
    interval: float = 60.0,
    *,
    hosts: int = _HOSTS,
    settling: float = _SETTLING,
    baseline_seconds: float = _BASELINE_SECONDS,
) -> Report:
    """Measure this many sources that are looked at every ``interval`` seconds.

    The hurry of the first looks, and a second worker that had to help, are over after ``settling``
    seconds.
    """
    rate = sources / interval
    async with SimulatedTelegram() as telegram, _feeds(hosts) as port:
        feeds = [
            _Feed(f"http://127.0.0.{number % hosts + 1}:{port}/{number}.xml", f"Paper {number}")
            for number in range(sources)
        ]
        few = [feed.feed_url for feed in feeds[: max(1, int(rate * baseline_seconds))]]
        told = await run_baseline("bare_polling", str(rate), *few)
        bare_percent, bare_memory = map(float, told.split())
        with tempfile.TemporaryDirectory() as name:
            pace = {"POLL_MIN_SECONDS": f"{interval:g}", "POLL_MAX_SECONDS": f"{interval:g}"}
            started = time.time()
            async with running_bot(Path(name), telegram, feeds, **pace) as process:
                await _until_all_looked(port, feeds, started)
                looked_after = time.time() - started
                await asyncio.sleep(settling)
                began = time.time()
                cost = await _cost(psutil.Process(process.pid), 1.2 * interval)
                waits = _waits(await _looks(port), started, began)
    late = [100 * wait / interval for wait in waits or [math.inf]]
    return Report(
        f"{sources} sources every {interval:g} s, {rate:.0f} looks a second, for 1.2 intervals",
        "a bare loop of aiohttp and feedparser at the same rate, without a database",
        [
            Figure("processor, of one core", cost.percent, "%", bare_percent, _MOST_PERCENT),
            Figure("resident memory, at the end", cost.memory, "MiB", bare_memory),
            Figure("resident memory, most", cost.most_memory, "MiB", bare_memory, _MOST_MEMORY),
            Figure("looks a second", len(waits) / (1.2 * interval), ""),
            Figure("from look to look, median", rank(late, 0.5), "% of the interval"),
            Figure("from look to look, max", max(late), "% of the interval", most=_LATEST),
            Figure("until all had been looked at once", looked_after),
        ],
    )


@asynccontextmanager
async def _feeds(hosts: int) -> AsyncIterator[int]:
    """Serve feeds from a process of its own; yields its port."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.stage.many_feeds", str(hosts),
        cwd=_ROOT, stdin=PIPE, stdout=PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield int(await process.stdout.readline())
    finally:
        process.terminate()
        await process.wait()


async def _looks(port: int) -> Looks:
    address = f"http://127.0.0.1:{port}/looks"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return {int(number): times for number, times in (await answer.json()).items()}


async def _until_all_looked(port: int, feeds: list[_Feed], since: float) -> None:
    async with asyncio.timeout(_PATIENCE):
        while True:
            looks = await _looks(port)
            if sum(times[-1] >= since for times in looks.values()) >= len(feeds):
                return
            await asyncio.sleep(1.0)


def _waits(looks: Looks, since: float, began: float) -> list[float]:
    """Return how long each look that ended in the measured time came after the one before."""
    ours = [[at for at in times if at >= since] for times in looks.values()]
    return [after - before for times in ours for before, after in pairwise(times) if after >= began]


async def _cost(process: psutil.Process, seconds: float) -> _Cost:
    before, began, sizes = _processor(process), time.monotonic(), []
    while time.monotonic() - began < seconds:
        await asyncio.sleep(min(_SAMPLE_EVERY, seconds))
        sizes.append(_memory(process))
    took = time.monotonic() - began
    return _Cost(100 * (_processor(process) - before) / took, sizes[-1], max(sizes))


def _memory(process: psutil.Process) -> float:
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:  # a worker that ended just now
            continue
    return total / 2**20


def _processor(process: psutil.Process) -> float:
    own = process.cpu_times()
    total = own.user + own.system + own.children_user + own.children_system
    for one in process.children(recursive=True):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:  # it is among those that were waited for, then
            continue
        total += times.user + times.system
    return float(total)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true", help="10,000 sources every 300 s")
    options = parser.parse_args()
    show(asyncio.run(measure(10_000, 300.0) if options.full else measure()))

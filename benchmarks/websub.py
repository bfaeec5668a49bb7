"""From the hub's push to the alert that Telegram accepts, and what polling takes instead.

    python -m benchmarks.websub

The real bot process is subscribed to two sites at the newsroom's hub, one with the full text in
its feed and one whose pages are fetched, and polls two others that name no hub. Every story is
published on one of each at once, and wanted by readers of its own.
"""

import asyncio
import socket
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.report import Report, show, spread
from benchmarks.stage.bot_process import database_in, running_bot
from benchmarks.stage.crowd import is_to, let_follow, people
from benchmarks.stage.steady import steady
from benchmarks.stage.stories import publish
from benchmarks.stage.words import invented
from demo.newsroom import Newsroom, Site
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person

_GOAL = 1.0
_PATIENCE = 60.0


async def measure(stories: int = 10, looks: float = 5.0) -> Report:
    """Measure this many stories with full text in the feed, and as many behind a page.

    ``looks`` are the seconds between looks: sixty or more, unless an operator says otherwise.
    """
    async with SimulatedTelegram() as telegram, Newsroom() as newsroom:
        # No alert may wait for Telegram's pace of what the last story made.
        telegram.rates.per_second = 1_000
        pairs = [
            (
                newsroom.site(f"pushed{number}", full_text=full, with_hub=True),
                newsroom.site(f"polled{number}", full_text=full),
            )
            for number, full in enumerate((True, False))
        ]
        with tempfile.TemporaryDirectory() as folder:
            fed, paged = await _bot(Path(folder), telegram, newsroom, pairs, stories, looks)
    return Report(
        f"From the hub's push to Telegram, {stories} stories each",
        f"from publication to Telegram by looks every {looks:g} s, in the same process",
        [
            *spread("full text in the feed", *fed, _GOAL),
            *spread("page fetched", *paged, _GOAL),
        ],
    )


async def _bot(
    folder: Path,
    telegram: SimulatedTelegram,
    newsroom: Newsroom,
    pairs: Sequence[tuple[Site, Site]],
    stories: int,
    looks: float,
) -> list[tuple[list[float], list[float]]]:
    readers = people(telegram, 2 * stories * len(pairs))
    wanted = list(zip(readers, invented(1), strict=False))
    await let_follow(database_in(folder), wanted)
    port = _free_port()
    settings = {
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "WEB_PORT": str(port),
        "POLL_MIN_SECONDS": str(looks),
        "POLL_MAX_SECONDS": str(looks),
    }
    sites = [site for pair in pairs for site in pair]
    async with running_bot(folder, telegram, sites, **settings):
        await newsroom.wait_until(lambda: len(newsroom.hub.subscriptions) == len(pairs), _PATIENCE)
        part = len(wanted) // len(pairs)
        return [
            await _play(telegram, newsroom, pair, wanted[number * part : (number + 1) * part])
            for number, pair in enumerate(pairs)
        ]


async def _play(
    telegram: SimulatedTelegram,
    newsroom: Newsroom,
    pair: tuple[Site, Site],
    wanted: Sequence[tuple[Person, str]],
) -> tuple[list[float], list[float]]:
    """Publish a story for each two readers; return the seconds of pushes and of looks."""
    pushed, polled = [], []
    half = len(wanted) // 2
    for number, two in enumerate(zip(wanted[:half], wanted[half:], strict=True)):
        pings, written = len(newsroom.hub.pings), len(telegram.written)
        began = asyncio.get_running_loop().time()
        for site, (_, word) in zip(pair, two, strict=True):
            publish(site, number, word)
        alerts = [
            await telegram.wait_for(partial(is_to, reader), _PATIENCE, since=written)
            for reader, _ in two
        ]
        pushed.append(alerts[0].at - newsroom.hub.pings[pings].at)
        polled.append(alerts[1].at - began)
    return pushed, polled


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    with steady():
        show(asyncio.run(measure()))

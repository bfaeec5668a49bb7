"""From the poll request that sees an entry to the alert that Telegram accepts.

    python -m benchmarks.latency

The real bot process, with 1,000 follows in its database, polls a newsroom and sends to a
simulated Telegram. Every story is wanted by one reader of its own, so no chat's pace gets in the
way, and is published when the alert about the one before it has come.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.baselines.run import run_baseline
from benchmarks.report import Figure, Report, show, spread
from benchmarks.stage.bot_process import database_in, running_bot
from benchmarks.stage.crowd import is_to, let_follow, people
from benchmarks.stage.steady import steady
from benchmarks.stage.stories import everyday_words, publish
from benchmarks.stage.words import idle_queries, invented
from demo.newsroom import Newsroom, Site
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person

_GOAL = 1.0
_PATIENCE = 20.0


async def measure(stories: int = 25, follows: int = 1_000) -> Report:
    """Measure this many stories with full text in the feed, and as many behind a page."""
    async with SimulatedTelegram() as telegram, Newsroom() as newsroom:
        # No look at a source may wait for Telegram's pace of what the last story made.
        telegram.rates.per_second = 1_000
        fed = newsroom.site("fed", full_text=True)
        paged = newsroom.site("paged")
        with tempfile.TemporaryDirectory() as folder:
            by_feed, by_page = await _bot(
                Path(folder), telegram, newsroom, (fed, paged), stories, follows
            )
        bare_feed = await _bare(telegram, newsroom, fed, "", stories)
        bare_page = await _bare(telegram, newsroom, paged, paged.stories[-1].url, stories)
    return Report(
        f"From the poll that sees an entry to Telegram, {follows} follows, {stories} stories each",
        "fetch the feed (and the page), send one message: plain aiohttp, no bot",
        [
            *spread("full text in the feed", by_feed, bare_feed, _GOAL),
            Figure("first page, cold worker", by_page[0], baseline=bare_page[0], most=_GOAL),
            *spread("page fetched, warm worker", by_page[1:], bare_page[1:], _GOAL),
        ],
    )


async def _bot(
    folder: Path,
    telegram: SimulatedTelegram,
    newsroom: Newsroom,
    sites: tuple[Site, Site],
    stories: int,
    follows: int,
) -> tuple[list[float], list[float]]:
    readers = people(telegram, 2 * stories)
    words = invented(1)
    wanted = [(reader, next(words)) for reader in readers]
    idle = idle_queries(2, everyday_words())
    others = [(readers[n % len(readers)], next(idle)) for n in range(follows - len(wanted))]
    await let_follow(database_in(folder), wanted + others)
    pace = {"POLL_MIN_SECONDS": "1", "POLL_MAX_SECONDS": "1"}
    async with running_bot(folder, telegram, sites, **pace):
        await newsroom.wait_until(lambda: all(_looks(newsroom, site) > 1 for site in sites), 120)
        fed = await _play(telegram, newsroom, sites[0], wanted[:stories])
        paged = await _play(telegram, newsroom, sites[1], wanted[stories:])
    return fed, paged


async def _play(
    telegram: SimulatedTelegram,
    newsroom: Newsroom,
    site: Site,
    wanted: Sequence[tuple[Person, str]],
) -> list[float]:
    """Publish a story for each reader; return the seconds from the look to the alert."""
    seconds = []
    for number, (reader, word) in enumerate(wanted):
        looks = _looks(newsroom, site)
        publish(site, number, word)
        written = len(telegram.written)
        alert = await telegram.wait_for(partial(is_to, reader), _PATIENCE, since=written)
        seconds.append(alert.at - newsroom.visits_to(site.feed_path)[looks].at)
    return seconds


async def _bare(
    telegram: SimulatedTelegram, newsroom: Newsroom, site: Site, page: str, times: int
) -> list[float]:
    readers = people(telegram, times)
    looks, written = _looks(newsroom, site), len(telegram.written)
    api = f"{telegram.url}/bot{telegram.token}"
    await run_baseline("bare", site.feed_url, page, api, *(str(reader.id) for reader in readers))
    visits = newsroom.visits_to(site.feed_path)[looks:]
    return [
        message.at - visit.at
        for visit, message in zip(visits, telegram.written[written:], strict=True)
    ]


def _looks(newsroom: Newsroom, site: Site) -> int:
    return len(newsroom.visits_to(site.feed_path))


if __name__ == "__main__":
    with steady():
        show(asyncio.run(measure()))

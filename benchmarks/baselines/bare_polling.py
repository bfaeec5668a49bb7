"""A bare loop: asks feeds whether they changed, at a steady rate, and has feedparser read those.

    python -m benchmarks.baselines.bare_polling RATE FEED…

Each FEED is looked at twice: first as fast as it goes, then RATE a second. No database, no
schedule, nothing is compared with what was known. Prints the processor's share of one core in
percent during the second round, and the resident memory in MiB at its end.
"""

import asyncio
import sys
import time

import aiohttp
import feedparser
import psutil


class Loop:
    """The feeds' validators, and one session."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._tags: dict[str, str] = {}

    async def look(self, feed: str) -> None:
        """Fetch a feed, if it changed, and parse it."""
        headers = {"If-None-Match": self._tags[feed]} if feed in self._tags else {}
        async with self._session.get(feed, headers=headers) as answer:
            self._tags[feed] = answer.headers["ETag"]
            if answer.status == 200:
                feedparser.parse(await answer.read())


async def main(rate: float, feeds: list[str]) -> None:
    async with aiohttp.ClientSession() as session:
        loop = Loop(session)
        for feed in feeds:
            await loop.look(feed)
        began, used = time.monotonic(), time.process_time()
        async with asyncio.TaskGroup() as looks:
            for number, feed in enumerate(feeds):
                await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
                looks.create_task(loop.look(feed))
        took, used = time.monotonic() - began, time.process_time() - used
    memory = psutil.Process().memory_info().rss / 2**20
    sys.stdout.write(f"{100 * used / took} {memory}\n")


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]), sys.argv[2:]))

"""Fetches each feed once, all in one session, and prints the seconds of processor time it took.

    python -m benchmarks.baselines.bare_looks FEED…

The first feed is fetched before the clock starts, so that imports and first times don't count.
"""

import asyncio
import sys
import time

import aiohttp


async def main(feeds: list[str]) -> None:
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        await _fetch(session, feeds[0])
        started = time.process_time()
        for feed in feeds:
            await _fetch(session, feed)
        sys.stdout.write(f"{time.process_time() - started}\n")


async def _fetch(session: aiohttp.ClientSession, feed: str) -> None:
    async with session.get(feed) as answer:
        await answer.read()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))

"""The bare minimum: fetch the feed, fetch a page, send one message. No parsing, no database.

    python -m benchmarks.baselines.bare FEED PAGE API CHAT…

FEED is an address; PAGE is one, or empty to fetch none; API is ``…/bot<token>``. Everything is
done once for each CHAT.
"""

import asyncio
import sys

import aiohttp


async def main(feed: str, page: str, api: str, chats: list[str]) -> None:
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        for chat in chats:
            for address in filter(None, (feed, page)):
                async with session.get(address) as answer:
                    await answer.read()
            body = {"chat_id": int(chat), "text": "A story appeared."}
            async with session.post(f"{api}/sendMessage", json=body) as answer:
                await answer.read()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))

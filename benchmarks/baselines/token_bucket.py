"""The usual limiter: a bucket of 30 tokens, refilled at 30 a second, which may be spent at once.

    python -m benchmarks.baselines.token_bucket RATE API CHAT…

Sends one message to each CHAT; API is ``…/bot<token>``. Who is told 429 waits as long as told
and tries again.
"""

import asyncio
import sys
import time

import aiohttp


class TokenBucket:
    """Lets ``rate`` through a second on average, and as many at once after a pause."""

    def __init__(self, rate: float) -> None:
        self._rate = self._tokens = rate
        self._at = time.monotonic()

    async def acquire(self) -> None:
        """Take a token, waiting for one."""
        while True:
            now = time.monotonic()
            self._tokens = min(self._rate, self._tokens + (now - self._at) * self._rate)
            self._at = now
            if self._tokens >= 1:
                self._tokens -= 1
                return
            await asyncio.sleep((1 - self._tokens) / self._rate)


async def main(rate: float, api: str, chats: list[str]) -> None:
    bucket = TokenBucket(rate)
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        for chat in chats:
            await bucket.acquire()
            group.create_task(_send(session, bucket, api, chat))


async def _send(session: aiohttp.ClientSession, bucket: TokenBucket, api: str, chat: str) -> None:
    body = {"chat_id": int(chat), "text": "A story appeared."}
    while True:
        async with session.post(f"{api}/sendMessage", json=body) as answer:
            told = await answer.json()
        if told["ok"]:
            return
        await asyncio.sleep(told["parameters"]["retry_after"])
        await bucket.acquire()


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]), sys.argv[2], sys.argv[3:]))

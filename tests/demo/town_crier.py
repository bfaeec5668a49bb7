"""A bot small enough to be obviously right, to try the demo with."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from demo.newsroom import Newsroom
from demo.telegram import SimulatedTelegram


@dataclass(slots=True)
class TownCrier:
    """Answers every message; tells every reader of every new headline, unless it is ``deaf``."""

    telegram: SimulatedTelegram
    newsroom: Newsroom
    http: aiohttp.ClientSession
    deaf: bool = False
    readers: set[int] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    looked: bool = False

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._converse())
            group.create_task(self._watch())

    async def call(self, method: str, **parameters: object) -> Any:
        address = f"{self.telegram.url}/bot{self.telegram.token}/{method}"
        async with self.http.post(address, json=parameters) as response:
            return (await response.json())["result"]

    async def _converse(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            query = update["callback_query"]["id"]
            await self.call("answerCallbackQuery", callback_query_id=query, text="Pressed")
        elif "message" in update:
            chat_id = update["message"]["chat"]["id"]
            self.readers.add(chat_id)
            markup = {"inline_keyboard": [[{"text": "Press", "callback_data": "p"}]]}
            await self.call("sendMessage", chat_id=chat_id, text="Yes?", reply_markup=markup)

    async def _watch(self) -> None:
        while True:
            for site in list(self.newsroom.sites.values()):
                async with self.http.get(site.feed_url) as response:
                    await self._read(await response.text())
            self.looked = True
            await asyncio.sleep(0.01)

    async def _read(self, feed: str) -> None:
        for headline in set(re.findall("<title>(.*?)</title>", feed)) - self.known:
            self.known.add(headline)
            if self.looked and not self.deaf:
                for chat_id in self.readers:
                    await self.call("sendMessage", chat_id=chat_id, text=headline)

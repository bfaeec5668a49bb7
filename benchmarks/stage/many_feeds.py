"""Feeds by the ten thousand, on as many hosts as loopback has addresses, in a process of its own.

    python -m benchmarks.stage.many_feeds HOSTS

Serves ``/NUMBER.xml`` at 127.0.0.1 to 127.0.0.HOSTS; prints its port. Every tenth look at a feed
finds one entry more, with its text; the others are answered 304 if they ask for it. ``/looks``
lists when each feed was looked at.
"""

import asyncio
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache

from aiohttp import web

_ENTRIES = 20
_CHANGES_EVERY = 10
_SENTENCES = (
    "The district council met on Tuesday and spoke about roads, wells and the new school.",
    "Work on the bridge begins in spring, the engineers said, if the ice lets them.",
    "Nobody was hurt when the wind took the roof of the market hall, the police reported.",
    "The library stays open until eight from now on, and lends out skates in winter.",
)


class Feeds:
    """What every feed has published, and who looked when."""

    def __init__(self) -> None:
        self._looks: defaultdict[int, list[float]] = defaultdict(list)
        self._entries: defaultdict[int, int] = defaultdict(lambda: _ENTRIES)

    async def feed(self, request: web.Request) -> web.Response:
        """Answer a look."""
        number = int(request.match_info["number"])
        looks = self._looks[number]
        looks.append(time.time())
        if len(looks) > 1 and (number + len(looks)) % _CHANGES_EVERY == 0:
            self._entries[number] += 1
        tag = f'"{self._entries[number]}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        body = _document(number, self._entries[number], int(time.time()))
        return web.Response(body=body, content_type="application/rss+xml", headers={"ETag": tag})

    async def looks(self, _: web.Request) -> web.Response:
        """Answer when each feed was looked at."""
        return web.json_response(self._looks)


def _document(feed: int, entries: int, now: int) -> bytes:
    items = "".join(_item(feed, number) for number in range(entries, entries - _ENTRIES, -1))
    date = format_datetime(datetime.fromtimestamp(now, UTC), usegmt=True)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Paper {feed}</title><link>http://paper{feed}.example/</link>"
        f"<description>News</description><lastBuildDate>{date}</lastBuildDate>"
        f"{items}</channel></rss>"
    ).encode()


@cache
def _words(seed: int) -> str:
    paragraphs = [_SENTENCES[(seed + at) % len(_SENTENCES)] for at in range(12)]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _item(feed: int, number: int) -> str:
    return (
        f"<item><guid>{feed}-{number}</guid><title>Report {number} of paper {feed}</title>"
        f"<link>http://paper{feed}.example/{number}</link>"
        f"<description>{_SENTENCES[number % len(_SENTENCES)]}</description>"
        f"<content:encoded><![CDATA[{_words(number % 7)}]]></content:encoded></item>"
    )


async def main(hosts: int) -> None:
    feeds = Feeds()
    application = web.Application()
    application.add_routes(
        [web.get(r"/{number:\d+}.xml", feeds.feed), web.get("/looks", feeds.looks)]
    )
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    port = 0
    for host in range(1, hosts + 1):
        await web.TCPSite(runner, f"127.0.0.{host}", port).start()
        port = runner.addresses[0][1]
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))

"""The stage of the demo: a simulated Telegram with its chat page, and three news sites."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from demo.newsroom import Newsroom, Site, library
from demo.page import ChatPage
from demo.telegram import SimulatedTelegram


@dataclass(frozen=True, slots=True)
class Stage:
    """What the bot is started against.

    Attributes:
        sites: by language; what their feeds list so far is old news.
    """

    telegram: SimulatedTelegram
    newsroom: Newsroom
    sites: dict[str, Site]


@asynccontextmanager
async def open_stage(*, telegram_port: int = 0, newsroom_port: int = 0) -> AsyncIterator[Stage]:
    """Serve everything until the block ends; port 0 takes any free one.

    Raises:
        OSError: a port is taken.
    """
    newsroom, telegram = Newsroom(port=newsroom_port), SimulatedTelegram(port=telegram_port)
    telegram.also_serves(ChatPage(telegram, newsroom).routes())
    async with newsroom, telegram:
        yield Stage(telegram, newsroom, furnish(newsroom))


def furnish(newsroom: Newsroom) -> dict[str, Site]:
    """Open a site per language, each with another kind of feed, and yesterday's stories."""
    sites = (
        newsroom.site("steppe", title="The Steppe Herald", language="en", full_text=True),
        newsroom.site("vestnik", title="Вестник степи", language="ru"),
        newsroom.site("dala", title="Дала хабары", language="kk", kind="atom"),
    )
    yesterday = datetime.now(UTC) - timedelta(days=1)
    for site in sites:
        for hours, draft in enumerate(library(site.language)[2:]):
            site.publish_draft(draft, published=yesterday + timedelta(hours=hours))
    return {site.language: site for site in sites}

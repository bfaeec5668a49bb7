import asyncio
import re

import aiohttp
import pytest

from demo.newsroom import Newsroom
from demo.stage import furnish, open_stage
from demo.telegram import SimulatedTelegram
from demo.tour import TourError, tour
from tests.demo.town_crier import TownCrier


@pytest.fixture
def crier(
    telegram: SimulatedTelegram, newsroom: Newsroom, http: aiohttp.ClientSession
) -> TownCrier:
    telegram.rates.per_chat_second = telegram.rates.per_second = 100
    furnish(newsroom)
    return TownCrier(telegram, newsroom, http)


async def test_the_tour_ends_with_an_alert_in_every_language(crier: TownCrier) -> None:
    said: list[str] = []
    async with asyncio.TaskGroup() as group:
        running = group.create_task(crier.run())
        await tour(crier.telegram, crier.newsroom, said.append, deadline=5)
        running.cancel()
    assert [line for line in said if "is alerted" in line]
    alerted = {line.split(" is alerted")[0] for line in said if "is alerted" in line}
    assert alerted == {"Aliya", "Борис", "Айгүл"}
    steps = [line for line in said if "publishes" not in line]
    assert all(re.search(r"\d+\.\d+ s", line) for line in steps)
    assert crier.telegram.violations == []


async def test_the_tour_says_what_did_not_come(crier: TownCrier) -> None:
    crier.deaf = True
    async with asyncio.TaskGroup() as group:
        running = group.create_task(crier.run())
        with pytest.raises(TourError, match=r"is alerted: not within 0\.5 s"):
            await tour(crier.telegram, crier.newsroom, lambda _: None, deadline=0.5)
        running.cancel()


async def test_the_tour_says_that_no_bot_is_there(
    telegram: SimulatedTelegram, newsroom: Newsroom
) -> None:
    with pytest.raises(TourError, match=r"The bot is awake: not within 0\.05 s"):
        await tour(telegram, newsroom, lambda _: None, deadline=0.05)


async def test_the_stage_has_a_site_and_old_news_in_every_language() -> None:
    async with open_stage() as stage:
        assert list(stage.sites) == ["en", "ru", "kk"]
        assert all(site.stories for site in stage.sites.values())
        headlines = [story.headline for site in stage.sites.values() for story in site.stories]
        assert not any("талкинг" in line or "talking" in line for line in headlines)

"""One bot for all troubles that need none of their own.

Marked ``long``: what only the long form runs, beside fifty kills or more.
"""

from collections.abc import AsyncIterator
from random import Random

import pytest
import pytest_asyncio

from tests.chaos.account import IS_LONG
from tests.chaos.players import Players
from tests.support.stage import open_stage


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is ``long`` from the short form."""
    if IS_LONG:
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def players(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Players]:
    """People around a bot that runs; it has nothing to do yet."""
    folder = tmp_path_factory.mktemp("bot")
    async with open_stage(folder, MAX_FOLLOWS_PER_CHAT="10000") as stage:
        players = Players(stage, Random(1))
        await stage.starts()
        await players.arrive()
        await stage.settled()
        yield players
        await stage.bot.stops()

"""One bot for all tests of a process that need none of their own; fresh people for each."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support.stage import Stage, open_stage


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path_factory.mktemp("bot")) as stage:
        await stage.starts()
        yield stage
        await stage.bot.stops()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(shared_stage: Stage) -> AsyncIterator[Stage]:
    """The shared bot; a test takes people, groups and sites of its own."""
    violations, written = len(shared_stage.telegram.violations), len(shared_stage.bot.log)
    yield shared_stage
    shared_stage.telegram.faults.clear()
    shared_stage.newsroom.faults.clear()
    shared_stage.ignores_all()
    assert shared_stage.telegram.violations[violations:] == []
    shared_stage.bot.check_log(since=written)

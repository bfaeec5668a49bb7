"""The index is filled from what was analysed before; only what other rules made is made anew."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.following import follow
from actions.who import Who
from bot.nursery import Nursery
from bot.pipeline.index_keeper import IndexKeeper
from matching.analysis import RULES_VERSION, analyse, dump
from matching.document import Document
from matching.parsing import parse
from storage import destinations
from storage.database import Database
from storage.destinations import Place
from storage.schema import query
from tests.bot.pipeline.test_publishing import NOW, followed

MANY = 450


class Watched(Database):
    """Counts writing transactions, and the turns that others have had since the last reading."""

    writes = 0
    turns = 0

    @asynccontextmanager
    async def write(self, *, patient: bool = False) -> AsyncIterator[AsyncConnection]:
        self.writes += 1
        async with super().write(patient=patient) as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        async with super().read() as connection:
            yield connection
        self.turns = 0

    async def take_turns(self) -> None:
        while True:
            self.turns += 1
            await asyncio.sleep(0)


@pytest.fixture
async def watched(migrated_url: str) -> AsyncIterator[Watched]:
    database = Watched(migrated_url)
    async with database:
        yield database


def matched(keeper: IndexKeeper, headline: str) -> int:
    return len(keeper.match(Document(headline, "", "", None)))


async def follow_many(database: Database) -> None:
    async with database.write() as connection:
        who = Who(await destinations.arrive(connection, NOW, Place(1, "private", 0, "en")), 1)
        for number in range(MANY):
            await follow(connection, NOW, who, f"word{number}", MANY)


async def store(database: Database, analysed: bytes, rules: int) -> None:
    """Store this as what was made of every query."""
    async with database.write() as connection:
        await connection.execute(update(query).values(analysed=analysed, rules=rules))


async def stored(database: Database) -> Sequence[tuple[bytes, int]]:
    async with database.read() as connection:
        rows = await connection.execute(
            select(query.c.analysed, query.c.rules).order_by(query.c.id)
        )
        return [(row.analysed, row.rules) for row in rows]


async def test_a_start_takes_queries_as_they_were_analysed(sqlite_database: Database) -> None:
    await followed(sqlite_database, 1, "storm")
    await store(sqlite_database, dump(analyse(parse("calm"))), RULES_VERSION)
    keeper = IndexKeeper(sqlite_database)
    await keeper.catch_up()
    assert (matched(keeper, "The calm"), matched(keeper, "The storm")) == (1, 0)


async def test_what_other_rules_analysed_is_analysed_anew_and_stored_many_at_once(
    watched: Watched,
) -> None:
    await follow_many(watched)
    ours = await stored(watched)
    await store(watched, b"of old", RULES_VERSION - 1)

    watched.writes = 0
    keeper = IndexKeeper(watched)
    await keeper.catch_up()
    assert matched(keeper, "WORD7, word449 and word450") == 2
    assert await stored(watched) == ours
    assert watched.writes <= 3

    watched.writes = 0
    again = IndexKeeper(watched)
    await again.catch_up()
    assert matched(again, "WORD7, word449 and word450") == 2
    assert watched.writes == 0


async def test_a_stored_query_that_is_none_by_these_rules_hides_no_other(
    sqlite_database: Database,
) -> None:
    await followed(sqlite_database, 1, "storm")
    await followed(sqlite_database, 1, "calm")
    await store(sqlite_database, b"of old", RULES_VERSION - 1)
    async with sqlite_database.write() as connection:
        broken = update(query).where(query.c.normal == "storm").values(normal='"')
        await connection.execute(broken)
    keeper = IndexKeeper(sqlite_database)
    await keeper.catch_up()
    assert (matched(keeper, "The calm"), matched(keeper, "The storm")) == (1, 0)


async def test_while_the_index_fills_others_have_their_turns(watched: Watched) -> None:
    await follow_many(watched)
    others = Nursery()
    others.start(watched.take_turns(), "others")
    await IndexKeeper(watched).catch_up()
    assert watched.turns >= 2
    await others.cancel()


async def test_dictionaries_are_read_when_there_is_something_to_match(
    sqlite_database: Database,
) -> None:
    prepared = 0

    async def prepare() -> None:
        nonlocal prepared
        prepared += 1

    keeper = IndexKeeper(sqlite_database, prepare)
    await keeper.catch_up()
    assert prepared == 0
    for words in ("storm", "calm"):
        await followed(sqlite_database, 1, words)
        await keeper.catch_up()
        assert prepared == 1

"""One article that 100,000 follows want: how soon all of them stand in the outbox.

And another source's report of it, once all were told: how soon their messages are to be changed.

    python -m benchmarks.fan_out

Commit 2 as the bot does it, on both databases, in one process with a clock that ticks every
2 ms: how late a tick comes is how long the event loop stood still, for commands and sending alike.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, insert, select, update

from benchmarks.report import Figure, Report, show
from benchmarks.stage.databases import KINDS, empty_database
from benchmarks.stage.words import invented
from bot.clock import SystemClock
from bot.logs import configure_logs
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from matching.analysis import RULES_VERSION, analyse, dump
from matching.parsing import parse
from storage import articles, changes, queries, readings, sources, waiting_line
from storage.alerts import ALERT_URGENCY
from storage.articles import Sighted
from storage.database import Database
from storage.migrating import migrate
from storage.readings import ReadText, Unread
from storage.schema import chat, delivery, destination, follow
from storage.sources import SourceSettings

_TICK = 0.002
_FIRST_CHAT = 600_000_000
_FEED = "https://news.example.org/feed.xml"


@dataclass(frozen=True, slots=True)
class _Effort:
    """Seconds that something took, and the longest that the event loop stood still meanwhile."""

    seconds: float
    stall: float


async def measure(follows: int = 100_000, databases: Sequence[str] = KINDS) -> Report:
    """Measure one article for this many follows of one query, each in a chat of its own."""
    figures = [one for kind in databases for one in await _measure(follows, kind)]
    return Report(
        f"One article for {follows} follows, until all is in the outbox",
        "one executemany of as many rows into the outbox table alone",
        figures,
    )


async def _measure(follows: int, kind: str) -> list[Figure]:
    with empty_database(kind) as url:
        async with Database(url) as database:
            await migrate(database)
            word = next(invented(1))
            await _let_follow(database, word, follows)
            ours = await _publish(database, word)
            await _expect(database, "alert", follows)
            alerts, answers = await _heads(database), await _heads(database, ALERT_URGENCY)
            plain = await _executemany(database, follows)
            await _tell_all(database)
            report = await _publish(database, word, "https://other.example.org/feed.xml")
            await _expect(database, "edit", follows)
    return [
        Figure(f"{kind}: all of commit 2", ours.seconds, baseline=plain.seconds, most=3.0),
        Figure(f"{kind}: alerts per second", follows / ours.seconds, "", follows / plain.seconds),
        Figure(f"{kind}: longest stall", ours.stall, baseline=plain.stall, most=0.1),
        Figure(f"{kind}: then the sender reads what is next", alerts),
        Figure(f"{kind}: then the sender looks for answers", answers),
        Figure(f"{kind}: all of a later report's commit 2", report.seconds, most=3.0),
        Figure(f"{kind}: longest stall meanwhile", report.stall, most=0.1),
    ]


async def _let_follow(database: Database, word: str, follows: int) -> None:
    now = datetime.now(UTC)
    analysed = parse(word)
    chats = range(_FIRST_CHAT, _FIRST_CHAT + follows)
    async with database.write() as connection:
        dumped = dump(analyse(analysed))
        query_id = await queries.intern(connection, analysed.normal, dumped, RULES_VERSION)
        await connection.execute(
            insert(chat), [{"id": one, "kind": "private", "created_at": now} for one in chats]
        )
        somewhere = {"thread_id": 0, "language": "en", "created_at": now}
        await connection.execute(
            insert(destination), [{"chat_id": one, **somewhere} for one in chats]
        )
        places = (await connection.execute(select(destination.c.id))).scalars().all()
        something = {"query_id": query_id, "text": word, "created_at": now}
        await connection.execute(
            insert(follow), [{"destination_id": place, **something} for place in places]
        )
        await changes.record(connection, query_id)


async def _publish(database: Database, word: str, feed: str = _FEED) -> _Effort:
    article = await _sight(database, feed)
    clock = SystemClock()
    publisher = Publisher(database, IndexKeeper(database), clock, lambda: None)
    text = f"At its end the spokeswoman named {word} for the first time."
    reading = ReadText("A headline", "", text, "en", clock.now(), "feed", None, "https://a.b/")
    async with _watched() as effort:
        await publisher.publish(article, reading)
    return effort()


async def _sight(database: Database, feed: str) -> Unread:
    now = datetime.now(UTC)
    address = f"{feed}/1"
    entry = Sighted(address, address, "A headline", "", "", now)
    async with database.write() as connection:
        settings = [SourceSettings(url, url, None, None, None) for url in {_FEED, feed}]
        await sources.sync_file(connection, now, settings)
        by_url = {one.url: one.id for one in await sources.due(connection, now, (), 2)}
        await articles.sight(connection, now, by_url[feed], [entry])
        [unread] = await readings.unread(connection, now, (), 1)
    return unread


async def _tell_all(database: Database) -> None:
    """Let all alerts have been sent."""
    values = {"state": "sent", "sent_at": datetime.now(UTC), "message_id": delivery.c.id}
    async with database.write() as connection:
        told = update(delivery).where(delivery.c.alert_id.is_not(None))
        await connection.execute(told.values(values))


async def _expect(database: Database, kind: str, count: int) -> None:
    """Raise RuntimeError unless so many deliveries of a kind are owed for alerts."""
    wanted = delivery.c.alert_id.is_not(None) & (delivery.c.kind == kind)
    async with database.read() as connection:
        owed = await connection.execute(select(func.count()).select_from(delivery).where(wanted))
        if (found := owed.scalar_one()) != count:
            raise RuntimeError(f"{found} deliveries of kind {kind}, not {count}")


async def _heads(database: Database, more_urgent_than: int | None = None) -> float:
    """Return the seconds of one reading of the outbox, as the sender does it."""
    started = time.monotonic()
    async with database.read() as connection:
        await waiting_line.heads(
            connection, datetime.now(UTC), (), 1_000, more_urgent_than=more_urgent_than
        )
    return time.monotonic() - started


async def _executemany(database: Database, follows: int) -> _Effort:
    """Write the rows of the outbox, and nothing else, the obvious way."""
    now = datetime.now(UTC)
    async with _watched() as effort, database.write() as connection:
        places = (await connection.execute(select(destination.c.id))).scalars().all()
        rows = [
            {
                "kind": "alert",
                "urgency": 10,
                "destination_id": place,
                "state": "pending",
                "due_at": now,
                "created_at": now,
                "attempts": 0,
                "possible_doubles": 0,
            }
            for place in places
        ]
        await connection.execute(insert(delivery), rows)
    async with database.read() as connection:
        stored = (await connection.execute(select(func.count()).select_from(delivery))).scalar_one()
    if stored != 2 * follows:
        raise RuntimeError(f"{stored} rows, not {2 * follows}")
    return effort()


@asynccontextmanager
async def _watched() -> AsyncIterator[Callable[[], _Effort]]:
    """Yield what tells, after the block, how long it took and how long the loop stood still."""
    lateness = [0.0]

    async def tick() -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(_TICK)
            lateness.append(time.monotonic() - before - _TICK)

    async with asyncio.TaskGroup() as group:
        ticking = group.create_task(tick())
        await asyncio.sleep(0)
        started = time.monotonic()
        ended = [started]
        yield lambda: _Effort(ended[0] - started, max(lateness))
        ended[0] = time.monotonic()
        await asyncio.sleep(2 * _TICK)  # a stall at the very end shows in the tick after it
        ticking.cancel()


if __name__ == "__main__":
    configure_logs("WARNING", "console")
    show(asyncio.run(measure()))

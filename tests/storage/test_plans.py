"""Hot queries find their rows by an index, on both databases, however much lies beside them."""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event, insert, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    alert_contents,
    alerts,
    articles,
    cancelling,
    changes,
    follow_settings,
    follows,
    lately,
    matches,
    outbox,
    queries,
    readings,
    reports,
    sources,
    stories,
    story_mutes,
    waiting_line,
)
from storage.database import Database
from storage.follows import Follow
from storage.relisting import said_before
from storage.schema import (
    alert,
    article,
    chat,
    delivery,
    destination,
    follow,
    match,
    owed,
    query,
    sighting,
    source,
    story,
    story_key,
    watch,
)
from tests.storage.builders import NOW, entry, later, read, reading

MANY = 4_000
BIG = {
    table.name
    for table in (
        alert, article, chat, delivery, destination, follow, match, owed, query, sighting,
        story_key, watch,
    )
}  # fmt: skip
# They hold only what waits: reading one of them from end to end reads nothing in vain.
PARTIAL = {"ix_delivery_pending", "ix_article_unread", "ix_article_check"}

Work = Callable[[AsyncConnection], Awaitable[object]]


async def fill(connection: AsyncConnection) -> None:
    """Store what months leave behind, and a little that waits."""
    numbers = range(1, MANY + 1)
    alerted = [one for one in numbers if one % 500]
    rows: dict[Any, list[dict[str, Any]]] = {
        source: [
            {"id": one, "url": f"https://{one}.example", "name": "News", "origin": "file",
             "state": "active", "due_at": later(0 if one < 5 else 60), "failures": 0}
            for one in numbers
        ],
        story: [{"id": one, "created_at": NOW} for one in numbers],
        article: [
            {"id": one, "url": f"https://{one}.example/a", "url_key": one.to_bytes(16),
             "canonical_key": one.to_bytes(16), "title": "T", "summary": "", "text": "",
             "source_id": 1, "seen_at": NOW, "attempts": 0, "due_at": NOW, "read_at": NOW,
             "state": "unread" if one % 500 == 0 else "read", "text_from": "feed",
             "story_id": one, "fingerprint": b"", "check_at": NOW if one == 7 else None}
            for one in numbers
        ],
        sighting: [
            {"source_id": 1, "entry_key": one.to_bytes(16), "article_id": one, "seen_at": NOW}
            for one in numbers
        ],
        story_key: [
            {"key": one + many, "article_id": one, "seen_at": NOW}
            for one in numbers for many in (0, 1, MANY)
        ],
        chat: [{"id": one, "kind": "private", "created_at": NOW} for one in numbers],
        destination: [
            {"id": one, "chat_id": one, "thread_id": 0, "language": "en", "created_at": NOW}
            for one in numbers
        ],
        query: [
            {"id": one, "normal": str(one), "analysed": b"", "rules": 1} for one in numbers
        ],
        follow: [
            {"id": one, "destination_id": one, "query_id": one // 8 + 1, "text": "t",
             "created_at": NOW}
            for one in numbers
        ],
        alert: [
            {"id": one, "destination_id": one, "story_id": one, "article_id": one,
             "created_at": NOW}
            for one in alerted
        ],
        owed: [{"follow_id": one, "story_id": one, "alert_id": one} for one in alerted],
        match: [{"article_id": one, "query_id": one // 8 + 1, "spans": []} for one in alerted],
        watch: [
            {"source_id": at, "chat_id": one, "destination_id": one, "added_by": 1, "since": NOW}
            for one in numbers for at in ((1, one) if one == 50 else (one,))
        ],
        delivery: [
            {"id": one, "kind": "alert", "urgency": 0 if one % 800 == 0 else 10,
             "destination_id": one, "alert_id": one, "due_at": NOW, "created_at": NOW,
             "state": "pending" if one % 400 == 0 else "sent", "attempts": 1,
             "sent_at": None if one % 400 == 0 else later(-one), "possible_doubles": 0}
            for one in alerted
        ],
    }  # fmt: skip
    for table, many in rows.items():
        await connection.execute(insert(table), many)
    if connection.dialect.name == "postgresql":  # ids were given by hand
        for table in ("article", "story", "alert", "delivery", "follow"):
            await connection.execute(text(f"ALTER SEQUENCE {table}_id_seq RESTART WITH {MANY + 1}"))
    await connection.execute(text("ANALYZE"))


@contextmanager
def noting(connection: AsyncConnection) -> Iterator[list[tuple[str, Any]]]:
    """Note every statement, with its parameters."""
    noted: list[tuple[str, Any]] = []

    def note(
        _: object, __: object, statement: str, parameters: Any, ___: object, many: bool
    ) -> None:
        noted.append((statement, parameters[0] if many else parameters))

    assert connection.sync_connection is not None
    event.listen(connection.sync_connection, "before_cursor_execute", note)
    yield noted
    event.remove(connection.sync_connection, "before_cursor_execute", note)


async def plans(connection: AsyncConnection, work: Work) -> list[str]:
    """Do the work; return how the database goes about each of its statements."""
    with noting(connection) as statements:
        await work(connection)
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    lines: list[str] = []
    for statement, parameters in statements:
        if statement.startswith("INSERT") and "SELECT" not in statement:
            continue  # what SQLite lists here are checks of foreign keys that it then skips
        rows = await connection.exec_driver_sql(f"{explain} {statement}", parameters)
        lines += [str(row[-1]).strip() for row in rows]
    return lines


def read_from_end_to_end(lines: Sequence[str]) -> list[str]:
    """Return the lines that read a whole big table."""
    whole = []
    for line in lines:
        scan = re.search(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?|Seq Scan on (\w+)", line)
        if scan and BIG & {scan[1], scan[3]} and scan[2] not in PARTIAL:
            whole.append(line)
    return whole


async def publish(connection: AsyncConnection) -> None:
    [waiting] = await readings.unread(connection, NOW, list(range(MANY)), 1)
    assert await readings.is_unread(connection, MANY)
    story_id = await read(connection, waiting)
    await stories.keep(connection, NOW, MANY, b"", [1, 2])
    await matches.record(connection, MANY, {7: [[0, 3]], 9: [[0, 3]]})
    assert await alerts.fan_out(connection, NOW, MANY, story_id) == 16


async def publish_privately(connection: AsyncConnection) -> None:
    await connection.execute(update(source).where(source.c.id == 1).values(common=False))
    await matches.record(connection, MANY, {7: [[0, 3]], 9: [[0, 3]]})
    assert await alerts.fan_out(connection, NOW, MANY, MANY) == 1


async def publish_an_edit(connection: AsyncConnection) -> None:
    [waiting] = await readings.read_again(connection, NOW, [], 1)
    await readings.headlines(connection, NOW, 1, 7)
    await readings.save_again(connection, NOW, waiting, reading(), matters=True)
    await matches.revise(connection, 7, {7: [[0, 3]], 9: [[0, 3]]}, [9])
    assert await alerts.fan_out(connection, NOW, 7, 7, edition=1, queries=[9]) == 8


async def prepare_a_report(connection: AsyncConnection) -> None:
    """Let eight destinations have been told a story by another source."""
    told = range(801, 809)
    for statement in (
        update(alert).where(alert.c.id.in_(told)).values(story_id=7, article_id=7),
        update(delivery).where(delivery.c.alert_id.in_(told)).values(message_id=1),
        update(article).where(article.c.id == 7).values(source_id=2),
    ):
        await connection.execute(statement)
    rows = [{"follow_id": 56 + at, "story_id": 7, "alert_id": one} for at, one in enumerate(told)]
    await connection.execute(insert(owed), rows)
    [waiting] = await readings.unread(connection, NOW, list(range(MANY)), 1)
    await readings.save(connection, NOW, waiting, reading(), 7)
    await matches.record(connection, MANY, {8: [[0, 3]]})


async def publish_a_report(connection: AsyncConnection) -> None:
    await prepare_a_report(connection)
    assert await alerts.fan_out(connection, NOW, MANY, 7) == 0
    assert await reports.owe(connection, NOW, MANY, 7) == 8
    assert len(await reports.messages(connection, NOW, [801, 802])) == 2
    assert len(await alert_contents.reports_of(connection, [801, 802])) == 2


async def publish_every_report(connection: AsyncConnection) -> None:
    await prepare_a_report(connection)
    every = follow.c.id.in_(range(56, 64))
    await connection.execute(update(follow).where(every).values(reports="every"))
    assert await alerts.fan_out(connection, NOW, MANY, 7) == 8


HOT: dict[str, Work] = {
    "what overtakes": lambda one: waiting_line.heads(one, NOW, [3], 100, more_urgent_than=10),
    "all that waits": lambda one: waiting_line.heads(one, NOW, [3], 100),
    "when something is due": lambda one: waiting_line.next_due(one, NOW),
    "beginning": lambda one: outbox.begin(one, [400, 800]),
    "settling": lambda one: outbox.sent(one, NOW, 400, 1),
    "what was sent lately": lambda one: outbox.recent(one, NOW - timedelta(seconds=5)),
    "cancelling a chat": lambda one: outbox.cancel_chat(one, 7, "kicked"),
    "cancelling a follow": lambda one: cancelling.cancel_unfollowed(one, 7),
    "muting a follow": lambda one: cancelling.cancel_muted(one, 7),
    "settings of a follow": lambda one: follow_settings.change(one, NOW, Follow(7, "7", True)),
    "what a follow matched": lambda one: lately.of_follow(one, 7, 8),
    "reviving a follow": lambda one: cancelling.revive_followed(one, 7),
    "contents of alerts": lambda one: alert_contents.get(one, [7, 8]),
    "sources that are due": lambda one: sources.due(one, NOW, [1], 10),
    "articles to read": lambda one: readings.unread(one, NOW, [500], 10),
    "ids that are known": lambda one: articles.known(one, 1, ["a", "b"]),
    "what was said before": lambda one: said_before(one, 1, [b"a", b"b"]),
    "new entries": lambda one: articles.sight(one, NOW, 1, [entry("new")]),
    "entries that changed": lambda one: articles.edited(one, NOW, 1, [entry("known")]),
    "a first look": lambda one: articles.remember(one, NOW, 1, [entry("new")]),
    "commit 2": publish,
    "commit 2 of an own source": publish_privately,
    "an edit": publish_an_edit,
    "a report of a told story": publish_a_report,
    "a report that is told": publish_every_report,
    "muting a story": lambda one: story_mutes.mute(one, NOW, 7, 7),
    "hearing of it again": lambda one: story_mutes.unmute(one, 7, 7),
    "articles of a story": lambda one: stories.candidates(one, [7, 8], NOW, 1),
    "a publication's twins": lambda one: stories.told_before(one, "u", "own", "T", 1),
    "whether a story is seen": lambda one: stories.is_seen(one, 7, 2),
    "a list of follows": lambda one: follows.of_destination(one, 7),
    "how many follows": lambda one: follows.count_in_chat(one, 7),
    "a query by its words": lambda one: queries.find(one, "7"),
    "queries that changed": lambda one: queries.load(one, [7, 8]),
    "the change log": lambda one: changes.since(one, 7),
}


async def test_no_hot_query_reads_a_table_from_end_to_end(database: Database) -> None:
    found: dict[str, list[str]] = {}
    async with database.write() as connection:
        await fill(connection)
        for name, work in HOT.items():
            async with connection.begin_nested() as savepoint:
                found[name] = read_from_end_to_end(await plans(connection, work))
                await savepoint.rollback()
    assert {name: lines for name, lines in found.items() if lines} == {}


async def test_a_query_that_no_index_serves_is_noticed(database: Database) -> None:
    async def look(connection: AsyncConnection) -> None:
        await connection.execute(text("SELECT count(*) FROM delivery WHERE error = 'x'"))

    async with database.write() as connection:
        await fill(connection)
        assert read_from_end_to_end(await plans(connection, look)) != []

"""Sources: what is watched, when it is due, and how its last look went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import source


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What ``sources.toml`` says about one source."""

    url: str
    name: str
    kind: str | None
    language: str | None
    selector: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A source that is to be looked at.

    ``looked_at`` is the last successful look: None means that the coming one is the first, and
    alerts nobody. ``failures`` counts the looks that failed since.
    """

    id: int
    url: str
    name: str
    kind: str | None
    language: str | None
    selector: str | None
    etag: str | None
    last_modified: str | None
    looked_at: datetime | None
    failures: int


async def sync_file(
    connection: AsyncConnection, now: datetime, settings: Sequence[SourceSettings]
) -> None:
    """Make the sources of the file's origin those of ``settings``.

    One taken out of the file is paused, never deleted; one that somebody else added stays as it
    is, whatever the file says.
    """
    known = {
        row.url: row.origin
        for row in await connection.execute(select(source.c.url, source.c.origin))
    }
    for one in settings:
        values = {
            "name": one.name,
            "kind": one.kind,
            "language": one.language,
            "selector": one.selector,
            "state": "active",
        }
        if one.url not in known:
            fresh = {"url": one.url, "origin": "file", "due_at": now, "failures": 0}
            await connection.execute(insert(source).values(**values, **fresh))
        elif known[one.url] == "file":
            await connection.execute(update(source).where(source.c.url == one.url).values(**values))
    await connection.execute(
        update(source)
        .where(source.c.origin == "file", source.c.url.not_in([one.url for one in settings]))
        .values(state="paused")
    )


async def due(
    connection: AsyncConnection, now: datetime, busy: Sequence[int], limit: int
) -> Sequence[Source]:
    """Return the active sources whose time has come, without those that are being looked at."""
    statement = (
        select(
            source.c.id,
            source.c.url,
            source.c.name,
            source.c.kind,
            source.c.language,
            source.c.selector,
            source.c.etag,
            source.c.last_modified,
            source.c.looked_at,
            source.c.failures,
        )
        .where(source.c.state == "active", source.c.due_at <= now, source.c.id.not_in(busy))
        .order_by(source.c.due_at)
        .limit(limit)
    )
    rows = await connection.execute(statement)
    return [Source(**row) for row in rows.mappings()]


async def looked(
    connection: AsyncConnection,
    now: datetime,
    source_id: int,
    due_at: datetime,
    etag: str | None,
    last_modified: str | None,
) -> None:
    """Note a successful look, and the validators that its answer carried."""
    await connection.execute(
        update(source)
        .where(source.c.id == source_id)
        .values(
            looked_at=now,
            due_at=due_at,
            etag=etag,
            last_modified=last_modified,
            failures=0,
            error=None,
        )
    )


async def failed(connection: AsyncConnection, source_id: int, due_at: datetime, error: str) -> None:
    """Note a look that failed; what the last good one left stays."""
    await connection.execute(
        update(source)
        .where(source.c.id == source_id)
        .values(due_at=due_at, failures=source.c.failures + 1, error=error)
    )


async def name_of(connection: AsyncConnection, source_id: int) -> str:
    """Return the source's name."""
    statement = select(source.c.name).where(source.c.id == source_id)
    return str((await connection.execute(statement)).scalar_one())


async def health(connection: AsyncConnection) -> tuple[int, int]:
    """Return how many active sources are well, and how many failed at their last look."""
    failing = func.coalesce(func.sum(case((source.c.failures > 0, 1), else_=0)), 0)
    statement = select(func.count(), failing).where(source.c.state == "active")
    row = (await connection.execute(statement)).one()
    return int(row[0]) - int(row[1]), int(row[1])

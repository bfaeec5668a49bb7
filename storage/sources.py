"""Sources: what is watched, when it is due, and how its last look went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.addresses import host
from news.brief import brief
from storage.schema import source, watch
from storage.subscriptions import spares_looks
from storage.types import Prose


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What ``sources.toml`` says about one source; without a ``name`` it is called by its own."""

    url: str
    name: str | None
    kind: str | None
    language: str | None
    selector: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A source that is to be looked at.

    ``host`` is as ``news.addresses.host`` says; empty where nothing is fetched and entries come
    by themselves. ``looked_at`` is the last successful look: None means that the coming one is the
    first, and alerts nobody. ``failures`` counts the looks that failed since, ``error`` says what
    was wrong with the last one. ``rhythm`` and ``health`` are as their modules in ``news`` write
    them. ``is_pushed``: a hub tells its changes, and looks are there to notice if it does not.
    ``title`` is what it calls itself, as far as that is known.
    """

    id: int
    url: str
    host: str
    name: str
    kind: str | None
    language: str | None
    selector: str | None
    etag: str | None
    last_modified: str | None
    looked_at: datetime | None
    due_at: datetime
    interval: float | None
    failures: int
    error: str | None
    rhythm: bytes | None
    health: dict[str, Any] | None
    is_pushed: bool = False
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a look, successful or not, leaves in its source's row."""

    source_id: int
    kind: str | None
    etag: str | None
    last_modified: str | None
    looked_at: datetime | None
    tried_at: datetime
    due_at: datetime
    interval: float | None
    failures: int
    error: str | None
    rhythm: bytes | None
    health: dict[str, Any] | None


async def sync_file(
    connection: AsyncConnection, now: datetime, settings: Sequence[SourceSettings]
) -> None:
    """Make the sources of the file's origin those of ``settings``.

    All of them are common, also one that people had added before. A source that moved is known by
    the address in the file, too. One taken out of the file is paused, never deleted; where chats
    watch it, it goes on for them alone. One that ended stays so until it was taken out and put
    back.
    """
    rows = (await connection.execute(select(source))).mappings().all()
    known = {row["url"]: row for row in rows}
    known.update({row["listed_as"]: row for row in rows if row["listed_as"] is not None})
    fresh, listed = [], set()
    for one in settings:
        row = known.get(one.url)
        if row is None:
            name = one.name or brief(one.url)
            fresh.append({**_configured(one), "name": name, "url": one.url, "host": host(one.url)})
            continue
        listed.add(row["id"])
        values = _configured(one) | {"host": host(row["url"])}
        values["name"] = one.name or row["title"] or brief(row["url"])
        values["kind"] = one.kind or row["kind"]  # what was found out by reading it stays
        values["state"] = "ended" if row["state"] == "ended" else "active"
        if any(row[name] != value for name, value in values.items()):
            await connection.execute(update(source).where(source.c.id == row["id"]).values(values))
    if fresh:
        await connection.execute(insert(source).values(due_at=now, failures=0), fresh)
    await _take_out(
        connection,
        [row["id"] for row in rows if row["origin"] == "file" and row["id"] not in listed],
    )


def _configured(one: SourceSettings) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "language": one.language,
        "selector": one.selector,
        "origin": "file",
        "common": True,
        "state": "active",
    }


async def _take_out(connection: AsyncConnection, source_ids: Sequence[int]) -> None:
    watched = set((await connection.execute(select(watch.c.source_id).distinct())).scalars())
    for one in source_ids:
        values = {"common": False, "origin": "people"} if one in watched else {"state": "paused"}
        await connection.execute(update(source).where(source.c.id == one).values(values))


async def due(
    connection: AsyncConnection,
    now: datetime,
    busy: Sequence[int],
    limit: int,
    per_host: int | None = None,
    full: Sequence[str] = (),
) -> Sequence[Source]:
    """Return the active sources whose time has come, longest due first.

    Without those that are ``busy``, without those of the hosts that are ``full``, and of each
    other host ``per_host`` at most.
    """
    is_due = and_(
        source.c.state == "active",
        source.c.due_at <= now,
        source.c.host != "",
        source.c.id.not_in(busy),
        source.c.host.not_in(full),
    )
    statement = _columns().where(is_due).order_by(source.c.due_at).limit(limit)
    if per_host is not None:
        place = func.row_number().over(partition_by=source.c.host, order_by=source.c.due_at)
        ranked = select(source.c.id, place.label("place")).where(is_due).subquery()
        first = select(ranked.c.id).where(ranked.c.place <= per_host)
        statement = _columns().where(source.c.id.in_(first)).order_by(source.c.due_at).limit(limit)
    return [Source(**row) for row in (await connection.execute(statement)).mappings()]


async def find(connection: AsyncConnection, source_id: int) -> Source | None:
    """Return a source that is active, None if it is not or there is no such one."""
    here = (source.c.id == source_id) & (source.c.state == "active")
    row = (await connection.execute(_columns().where(here))).mappings().one_or_none()
    return None if row is None else Source(**row)


async def find_at(connection: AsyncConnection, url: str) -> Source | None:
    """Return the active source at an address, None if there is none."""
    here = (source.c.url == url) & (source.c.state == "active")
    row = (await connection.execute(_columns().where(here))).mappings().one_or_none()
    return None if row is None else Source(**row)


async def save(connection: AsyncConnection, looks: Sequence[Look]) -> None:
    """Note how these looks went; whether a source is active is somebody else's to change."""
    if not looks:
        return
    values = [name for name in Look.__dataclass_fields__ if name != "source_id"]
    statement = (
        update(source)
        .where(source.c.id == bindparam("source_id"))
        .values({name: bindparam(f"new_{name}", type_=source.c[name].type) for name in values})
    )
    await connection.execute(
        statement,
        [
            {"source_id": look.source_id, **{f"new_{name}": getattr(look, name) for name in values}}
            for look in looks
        ],
    )


async def entitle(connection: AsyncConnection, source_id: int, url: str, title: str) -> None:
    """Note what a source calls itself, if that was not known.

    It is called so from now on unless it has a name; its address in brief is none.
    """
    here = (source.c.id == source_id) & source.c.title.is_(None)
    is_named = source.c.name.not_in(("", brief(url)))
    name = case((is_named, source.c.name), else_=literal(title, Prose()))
    await connection.execute(update(source).where(here).values(title=title, name=name))


async def end(connection: AsyncConnection, source_id: int, error: str) -> None:
    """Look no more at a source that is active: it is gone for good."""
    await connection.execute(
        update(source)
        .where(source.c.id == source_id, source.c.state == "active")
        .values(state="ended", error=error)
    )


async def per_host(connection: AsyncConnection) -> dict[str, int]:
    """Return how many active sources there are on each host that has several."""
    statement = (
        select(source.c.host, func.count())
        .where(source.c.state == "active", source.c.host != "")
        .group_by(source.c.host)
        .having(func.count() > 1)
    )
    return {str(row[0]): int(row[1]) for row in await connection.execute(statement)}


async def health(connection: AsyncConnection) -> tuple[int, int]:
    """Return how many active sources are well, and how many failed at their last look."""
    failing = func.coalesce(func.sum(case((source.c.failures > 0, 1), else_=0)), 0)
    statement = select(func.count(), failing).where(source.c.state == "active")
    row = (await connection.execute(statement)).one()
    return int(row[0]) - int(row[1]), int(row[1])


def _columns() -> Select[Any]:
    computed = {
        "host": func.coalesce(source.c.host, "").label("host"),
        "is_pushed": spares_looks().label("is_pushed"),
    }
    return select(
        *(
            computed[name] if name in computed else source.c[name]
            for name in Source.__dataclass_fields__
        )
    )

"""Who watches what: the sources that everybody sees, and those that are one chat's own.

A source exists once per address, however many chats added it: its ``watch`` rows are the chats
that see it while it is not common. What nobody sees any more is paused, never deleted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from news.brief import brief
from storage import destinations, dialects
from storage.administered import NO_RIGHTS
from storage.destinations import Destination
from storage.schema import chat, destination, source, watch


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source as it is to be watched.

    ``host`` is as news.addresses.host says. ``name`` is what the source calls itself, else its
    address as news.brief says: never what a chat calls it, since others will read it.
    """

    url: str
    host: str
    name: str
    kind: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A source as a chat sees it.

    Attributes:
        id: its number in the database, carried by buttons.
        host: whom looking burdens; empty where entries come by themselves.
        name: what the chat calls it, else what it is called for everybody.
        called: the former alone; None where the chat has no name of its own for it.
        origin: who put it there: file, people.
        common: every chat sees it.
        own: the chat added it itself; it may be common as well.
        state: active, paused, ended.
        looked_at: the last successful look; None before the first.
        tried_at: the last look, successful or not.
        due_at: the next look.
        interval: seconds between looks, None before that is known.
        failures: how many looks failed since the last successful one.
        error: what the last of them said.
        health: as news.health writes it.
    """

    id: int
    url: str
    host: str
    name: str
    called: str | None
    kind: str | None
    origin: str
    common: bool
    own: bool
    state: str
    looked_at: datetime | None
    tried_at: datetime | None
    due_at: datetime
    interval: float | None
    failures: int
    error: str | None
    health: dict[str, Any] | None


async def seen_by(connection: AsyncConnection, chat_id: int) -> Sequence[Watched]:
    """Return what a chat sees: its own sources in the order added, then the common ones by name.

    Its own are those that no other chat needs to know of; a common one that it had added itself
    stands among the common ones. Paused ones are left out, but for chats in which we lost our
    rights; ended ones are not.
    """
    statement = _columns(chat_id).where(_SEEN)
    rows = [(row.since, _watched(row)) for row in await connection.execute(statement)]
    own = [(since, one.id, one) for since, one in rows if not one.common]
    common = [(one.name.casefold(), one.id, one) for _, one in rows if one.common]
    return [one for *_, one in sorted(own, key=_order)] + [
        one for *_, one in sorted(common, key=_order)
    ]


async def get(connection: AsyncConnection, chat_id: int, source_id: int) -> Watched | None:
    """Return a source by its id, if the chat sees it."""
    statement = _columns(chat_id).where(source.c.id == source_id, _SEEN)
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else _watched(row)


async def find(connection: AsyncConnection, chat_id: int, urls: Collection[str]) -> Watched | None:
    """Return the source with one of these addresses, whoever sees it."""
    statement = _columns(chat_id).where(source.c.url.in_(urls)).order_by(source.c.id).limit(1)
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else _watched(row)


async def count_own(connection: AsyncConnection, chat_id: int) -> int:
    """Return how many sources of its own a chat has; common ones take no room."""
    statement = (
        select(func.count())
        .select_from(watch.join(source))
        .where(watch.c.chat_id == chat_id, ~source.c.common)
    )
    return int((await connection.execute(statement)).scalar_one())


async def make(connection: AsyncConnection, now: datetime, new: NewSource, *, common: bool) -> int:
    """Store a source that is not there yet, due now; return its id, also of one that is."""
    fresh = {
        "url": new.url,
        "host": new.host,
        "name": new.name,
        "title": None if new.name == brief(new.url) else new.name,
        "kind": new.kind,
        "language": new.language,
        "origin": "people",
        "common": common,
        "state": "active",
        "due_at": now,
        "failures": 0,
    }
    await connection.execute(dialects.insert_missing(connection, source).values(**fresh))
    statement = select(source.c.id).where(source.c.url == new.url)
    return int((await connection.execute(statement)).scalar_one())


async def revive(connection: AsyncConnection, now: datetime, source_id: int) -> None:
    """Watch a paused or ended source from now on: its coming look is a first one."""
    await connection.execute(
        update(source)
        .where(source.c.id == source_id, source.c.state != "active")
        .values(state="active", due_at=now, looked_at=None, failures=0, error=None, health=None)
    )


async def add_own(
    connection: AsyncConnection,
    now: datetime,
    source_id: int,
    there: Destination,
    added_by: int,
    called: str = "",
) -> bool:
    """Let a chat see a source; return False if it had added it already.

    ``called`` is what it is called there, and nowhere else; empty: as everywhere. What was common
    and is paused becomes private: nobody else asked for it.
    """
    await _lock(connection, source_id)
    await connection.execute(
        update(source)
        .where(source.c.id == source_id, source.c.common, source.c.state != "active")
        .values(common=False, origin="people")
    )
    added = await connection.execute(
        dialects.insert_missing(connection, watch).values(
            source_id=source_id,
            chat_id=there.chat_id,
            destination_id=there.id,
            added_by=added_by,
            since=now,
            name=called or None,
        )
    )
    return bool(added.rowcount > 0)


async def remove_own(connection: AsyncConnection, source_id: int, chat_id: int) -> bool:
    """Let a chat see a source no longer; return False if it had not added it."""
    await _lock(connection, source_id)
    gone = await connection.execute(
        delete(watch).where(watch.c.source_id == source_id, watch.c.chat_id == chat_id)
    )
    await connection.execute(
        update(source)
        .where(
            source.c.id == source_id, source.c.state == "active", ~source.c.common, ~_has_watchers()
        )
        .values(state="paused")
    )
    return gone.rowcount > 0


async def add_common(connection: AsyncConnection, source_id: int, called: str = "") -> bool:
    """Let every chat see a source; return False if every chat did.

    ``called`` is what it is called for everybody from now on; empty: as it was.
    """
    await _lock(connection, source_id)
    changed = await connection.execute(
        update(source)
        .where(source.c.id == source_id, or_(~source.c.common, source.c.state != "active"))
        .values(common=True, origin="people", **({"name": called} if called else {}))
    )
    return changed.rowcount > 0


async def remove_common(connection: AsyncConnection, source_id: int) -> bool:
    """Take a source that people added from the common ones; return False if it is none.

    Chats that had added it themselves keep it as their own; without any it is paused.
    """
    await _lock(connection, source_id)
    removable = and_(
        source.c.id == source_id,
        source.c.common,
        source.c.origin == "people",
        source.c.state != "paused",
    )
    kept = await connection.execute(
        update(source).where(removable, _has_watchers()).values(common=False)
    )
    paused = await connection.execute(update(source).where(removable).values(state="paused"))
    return kept.rowcount + paused.rowcount > 0


async def resume(connection: AsyncConnection, now: datetime, source_id: int) -> None:
    """Look at a paused source again, going on where it was left: a removal is taken back."""
    await connection.execute(
        update(source)
        .where(source.c.id == source_id, source.c.state == "paused")
        .values(state="active", due_at=now)
    )


async def owners(
    connection: AsyncConnection, source_id: int, operators: Collection[int]
) -> list[Destination]:
    """Return who hears how a source fares, of those that let us write.

    Of a common one the ``operators`` (Telegram user ids) in their private chats, of any other the
    destinations that added it.
    """
    is_common = select(source.c.common).where(source.c.id == source_id)
    if (await connection.execute(is_common)).scalar_one_or_none():
        return await destinations.open_to_us(connection, operators)
    statement = (
        select(
            destination.c.id, destination.c.chat_id, destination.c.thread_id, destination.c.language
        )
        .join(watch, watch.c.destination_id == destination.c.id)
        .join(chat, chat.c.id == destination.c.chat_id)
        .where(watch.c.source_id == source_id, chat.c.blocked_at.is_(None))
        .order_by(destination.c.id)
    )
    return [Destination(*row) for row in await connection.execute(statement)]


async def _lock(connection: AsyncConnection, source_id: int) -> None:
    """Let nobody begin or end to watch it until we commit: else it could be paused for both."""
    statement = select(source.c.id).where(source.c.id == source_id).with_for_update()
    await connection.execute(statement)


# Of the rows that _columns reads, those whose source the chat sees. One that is paused because we
# lost our rights there is seen: whoever watches it has to know.
_GOES_ON = or_(source.c.state != "paused", source.c.error == NO_RIGHTS)
_SEEN = and_(or_(source.c.common, watch.c.since.is_not(None)), _GOES_ON)


def _columns(chat_id: int) -> Select[*tuple[Any, ...]]:
    mine = and_(watch.c.source_id == source.c.id, watch.c.chat_id == chat_id)
    return select(
        source.c.id,
        source.c.url,
        func.coalesce(source.c.host, "").label("host"),
        func.coalesce(watch.c.name, source.c.name).label("name"),
        watch.c.name.label("called"),
        source.c.kind,
        source.c.origin,
        source.c.common,
        watch.c.since,
        source.c.state,
        source.c.looked_at,
        source.c.tried_at,
        source.c.due_at,
        source.c.interval,
        source.c.failures,
        source.c.error,
        source.c.health,
    ).select_from(source.outerjoin(watch, mine))


def _watched(row: Row[*tuple[Any, ...]]) -> Watched:
    fields = dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's documented way to a row's names)
    own = fields.pop("since") is not None
    return Watched(**fields, own=own)


def _order(one: tuple[Any, int, Watched]) -> tuple[Any, int]:
    return one[0], one[1]


def _has_watchers() -> ColumnElement[bool]:
    return exists().where(watch.c.source_id == source.c.id)

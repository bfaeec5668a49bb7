"""A source as a chat sees it: one that everybody sees, or one of its own.

What a chat calls a source of its own is read by that chat alone (``watch.name``).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.administered import NO_RIGHTS
from storage.schema import source, watch


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

"""Subscriptions to WebSub hubs: one per source at most, each with a callback of its own.

asked → verified → pushing, and back to verified when the hub left something out; any → refused;
any → leaving once its source is looked at no longer. Only what is ``pushing`` spares looks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import source, subscription

ASKED, VERIFIED, PUSHING = "asked", "verified", "pushing"
REFUSED, LEAVING = "refused", "leaving"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One source's subscription.

    Attributes:
        id: its source's.
        path: the last part of our callback's address: long, random, told to its hub alone.
        hub: the hub's address.
        topic: the address under which the hub knows the source.
        secret: the key of the hub's signatures.
        state: asked, verified, pushing, refused, leaving.
        lease_until: when the hub stops pushing; None before it confirmed anything.
        due_at: when to ask the hub again.
        failures: requests in a row that nothing came of.
        is_wanted: whether its source is being looked at.
    """

    id: int
    path: str
    hub: str
    topic: str
    secret: str
    state: str
    lease_until: datetime | None
    due_at: datetime
    failures: int
    is_wanted: bool


async def of_source(connection: AsyncConnection, source_id: int) -> Subscription | None:
    """Return a source's subscription, None without one."""
    return await _one(connection, subscription.c.source_id == source_id)


async def of_path(connection: AsyncConnection, path: str) -> Subscription | None:
    """Return the subscription with this callback, None if it is none (any more)."""
    return await _one(connection, subscription.c.path == path)


async def due(
    connection: AsyncConnection, now: datetime, busy: Sequence[int], most: int
) -> Sequence[Subscription]:
    """Return those about which the hub is to be asked, or whose source is no longer looked at."""
    is_left = and_(source.c.state != "active", subscription.c.state != LEAVING)
    statement = (
        _columns()
        .where(
            or_(subscription.c.due_at <= now, is_left),
            subscription.c.source_id.not_in(busy),
        )
        .order_by(subscription.c.due_at)
        .limit(most)
    )
    return [Subscription(*row) for row in await connection.execute(statement)]


async def begin(
    connection: AsyncConnection,
    now: datetime,
    source_id: int,
    hub: str,
    topic: str,
    path: str,
    secret: str,
) -> None:
    """Subscribe a source anew, due now; what it was subscribed to before is forgotten."""
    await forget(connection, source_id)
    await connection.execute(
        insert(subscription).values(
            source_id=source_id,
            path=path,
            hub=hub,
            topic=topic,
            secret=secret,
            state=ASKED,
            due_at=now,
            failures=0,
        )
    )


async def ask(
    connection: AsyncConnection,
    path: str,
    due_at: datetime,
    failures: int,
    *,
    state: str | None = None,
) -> None:
    """Note that the hub is being asked, before it is: until ``due_at`` it may answer."""
    values: dict[str, Any] = {"due_at": due_at, "failures": failures}
    await _change(connection, path, **values if state is None else values | {"state": state})


async def verified(
    connection: AsyncConnection, path: str, lease_until: datetime, due_at: datetime
) -> None:
    """Note that the hub confirmed; one that pushed before is believed to go on."""
    await _change(connection, path, lease_until=lease_until, due_at=due_at, failures=0)
    await connection.execute(
        update(subscription)
        .where(subscription.c.path == path, subscription.c.state != PUSHING)
        .values(state=VERIFIED)
    )


async def refused(connection: AsyncConnection, now: datetime, path: str, due_at: datetime) -> None:
    """Note that the hub refuses; its source is looked at as usual, from now on."""
    await _change(connection, path, state=REFUSED, due_at=due_at)
    await _look_soon(connection, now, path)


async def lapsed(connection: AsyncConnection, now: datetime, path: str) -> None:
    """Note that the lease is over; its source is looked at as usual, from now on."""
    await _change(connection, path, state=ASKED, lease_until=None)
    await _look_soon(connection, now, path)


async def pushes(connection: AsyncConnection, source_id: int) -> None:
    """Note that a hub that confirmed does push."""
    await connection.execute(
        update(subscription)
        .where(subscription.c.source_id == source_id, subscription.c.state == VERIFIED)
        .values(state=PUSHING)
    )


async def misses(connection: AsyncConnection, source_id: int) -> None:
    """Note that a hub left something out: it has to push again before it is relied on."""
    await connection.execute(
        update(subscription)
        .where(subscription.c.source_id == source_id, subscription.c.state == PUSHING)
        .values(state=VERIFIED)
    )


async def forget(connection: AsyncConnection, source_id: int) -> None:
    """Forget a source's subscription: its hub will hear that it is gone."""
    await connection.execute(delete(subscription).where(subscription.c.source_id == source_id))


async def known_elsewhere(
    connection: AsyncConnection, ending: str | None
) -> Sequence[Subscription]:
    """Return the subscriptions whose path does not end like this; all of them for None."""
    statement = _columns()
    if ending is not None:
        statement = statement.where(~subscription.c.path.endswith(ending, autoescape=True))
    return [Subscription(*row) for row in await connection.execute(statement)]


def spares_looks() -> ColumnElement[bool]:
    """Return, for a source, whether a hub that is relied on tells its changes."""
    return exists().where(subscription.c.source_id == source.c.id, subscription.c.state == PUSHING)


async def _one(connection: AsyncConnection, where: ColumnElement[bool]) -> Subscription | None:
    row = (await connection.execute(_columns().where(where))).one_or_none()
    return None if row is None else Subscription(*row)


async def _change(connection: AsyncConnection, path: str, **values: Any) -> None:
    await connection.execute(
        update(subscription).where(subscription.c.path == path).values(**values)
    )


async def _look_soon(connection: AsyncConnection, now: datetime, path: str) -> None:
    its = select(subscription.c.source_id).where(subscription.c.path == path)
    await connection.execute(
        update(source)
        .where(source.c.id.in_(its), source.c.due_at > now, source.c.failures == 0)
        .values(due_at=now)
    )


def _columns() -> Select[*tuple[Any, ...]]:
    return select(
        subscription.c.source_id,
        subscription.c.path,
        subscription.c.hub,
        subscription.c.topic,
        subscription.c.secret,
        subscription.c.state,
        subscription.c.lease_until,
        subscription.c.due_at,
        subscription.c.failures,
        source.c.state == "active",
    ).join(source, source.c.id == subscription.c.source_id)

"""Discoveries: what somebody asked to watch, what was found, and what they made of it.

waiting → proposed → added | declined; waiting → refused; a file of many goes from waiting to
added. A source that was removed leaves a ``removed`` one behind, from which it can be added again.
What waits when a backup is restored is declined.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.destinations import Destination
from storage.schema import destination, discovery


class Proposed(msgspec.Struct, frozen=True, tag=True):
    """A source that could be watched, or was.

    Attributes:
        url: what would be looked at.
        kind: feed, sitemap, listing, telegram, chat; None where looking will tell.
        name: as the source calls itself, or its address.
        language: ISO 639-1, or None.
        headlines: the newest ones, newest first.
        source_id: the source that came of it; 0 before.
        common: whether it is watched for everybody.
        members_only: nobody but members can read it: it is never watched for everybody.
        called: what whoever asks for it calls it; empty: as it calls itself.
    """

    url: str
    kind: str | None
    name: str
    language: str | None = None
    headlines: tuple[str, ...] = ()
    source_id: int = 0
    common: bool = False
    members_only: bool = False
    called: str = ""

    @property
    def shown(self) -> str:
        """What it is called where it was asked for."""
        return self.called or self.name


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Why nothing can be watched there: a code of ours, and what a machine said."""

    code: str
    detail: str = ""


class Line(msgspec.Struct, frozen=True):
    """One source of a file, and what became of it.

    ``verdict`` is empty before it was looked at, then added, known, full, or a code of
    ``Refused``.
    """

    url: str
    name: str
    verdict: str = ""
    detail: str = ""


class Imported(msgspec.Struct, frozen=True, tag=True):
    """A file of many sources; ``common`` ones are watched for everybody."""

    lines: tuple[Line, ...]
    common: bool = False


Found = Proposed | Refused | Imported


@dataclass(frozen=True, slots=True)
class Discovery:
    """One thing that somebody asked to watch.

    ``kind`` is address or opml; ``asked`` what was typed, or the file's id at Telegram.
    ``answer_id`` is the delivery that says what became of it, ``reply_to`` the message asking.
    """

    id: int
    there: Destination
    sender_id: int
    kind: str
    asked: str
    state: str
    found: Found | None
    answer_id: int | None
    reply_to: int | None
    attempts: int


async def ask(
    connection: AsyncConnection,
    now: datetime,
    destination_id: int,
    sender_id: int,
    kind: str,
    asked: str,
) -> int:
    """Store something to be looked for, due now; return its id."""
    return await _add(
        connection, now, destination_id, sender_id, kind=kind, asked=asked, state="waiting"
    )


async def propose(
    connection: AsyncConnection,
    now: datetime,
    destination_id: int,
    sender_id: int,
    found: Proposed,
) -> int:
    """Propose a source that nobody asked for; return the discovery's id."""
    return await _add(
        connection,
        now,
        destination_id,
        sender_id,
        kind="address",
        asked=found.name,
        state="proposed",
        found=msgspec.to_builtins(found),
    )


async def offer_again(
    connection: AsyncConnection,
    now: datetime,
    destination_id: int,
    sender_id: int,
    removed: Proposed,
) -> int:
    """Keep what was removed, so that it can be added again; return the discovery's id."""
    return await _add(
        connection,
        now,
        destination_id,
        sender_id,
        kind="address",
        asked=removed.url,
        state="removed",
        found=msgspec.to_builtins(removed),
    )


async def answered(
    connection: AsyncConnection, discovery_id: int, answer_id: int, reply_to: int | None
) -> None:
    """Note which delivery answers, and which message it replies to."""
    await connection.execute(
        update(discovery)
        .where(discovery.c.id == discovery_id)
        .values(answer_id=answer_id, reply_to=reply_to)
    )


async def count_waiting(connection: AsyncConnection, chat_id: int) -> int:
    """Return how many of the chat's wait, over all its topics."""
    statement = (
        select(func.count())
        .select_from(discovery.join(destination))
        .where(destination.c.chat_id == chat_id, discovery.c.state == "waiting")
    )
    return int((await connection.execute(statement)).scalar_one())


async def due(
    connection: AsyncConnection, now: datetime, busy: Sequence[int], most: int
) -> Sequence[Discovery]:
    """Return what waits and is due, the oldest first, without what is being worked on."""
    statement = (
        _columns()
        .where(
            discovery.c.state == "waiting",
            discovery.c.due_at <= now,
            discovery.c.id.not_in(busy),
        )
        .order_by(discovery.c.due_at, discovery.c.id)
        .limit(most)
    )
    return [_discovery(row) for row in await connection.execute(statement)]


async def begin(connection: AsyncConnection, discovery_id: int) -> None:
    """Count one more attempt, before it is made."""
    await connection.execute(
        update(discovery)
        .where(discovery.c.id == discovery_id)
        .values(attempts=discovery.c.attempts + 1)
    )


async def go_on(
    connection: AsyncConnection, discovery_id: int, due_at: datetime, found: Found | None = None
) -> None:
    """Keep how far it came (the attempt was none in vain), or only when to try again."""
    values: dict[str, Any] = {"due_at": due_at}
    if found is not None:
        values |= {"found": msgspec.to_builtins(found), "attempts": 0}
    await connection.execute(
        update(discovery)
        .where(discovery.c.id == discovery_id, discovery.c.state == "waiting")
        .values(**values)
    )


async def become(
    connection: AsyncConnection, discovery_id: int, state: str, found: Found, *, was: str
) -> bool:
    """Move on from state ``was``; return False if it is in another one by now."""
    changed = await connection.execute(
        update(discovery)
        .where(discovery.c.id == discovery_id, discovery.c.state == was)
        .values(state=state, found=msgspec.to_builtins(found))
    )
    return changed.rowcount > 0


async def get(connection: AsyncConnection, chat_id: int, discovery_id: int) -> Discovery | None:
    """Return a discovery by its id, if it belongs to the chat."""
    statement = _columns().where(discovery.c.id == discovery_id, destination.c.chat_id == chat_id)
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else _discovery(row)


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Forget what was asked before then; its buttons are stale from now on."""
    await connection.execute(
        delete(discovery).where(discovery.c.created_at < before, discovery.c.state != "waiting")
    )


async def _add(
    connection: AsyncConnection,
    now: datetime,
    destination_id: int,
    sender_id: int,
    **values: str | dict[str, Any],
) -> int:
    added = await connection.execute(
        insert(discovery)
        .values(
            destination_id=destination_id,
            sender_id=sender_id,
            created_at=now,
            due_at=now,
            attempts=0,
            **values,
        )
        .returning(discovery.c.id)
    )
    return int(added.scalar_one())


def _columns() -> Select[*tuple[Any, ...]]:
    return select(
        discovery.c.id,
        discovery.c.destination_id,
        destination.c.chat_id,
        destination.c.thread_id,
        destination.c.language,
        discovery.c.sender_id,
        discovery.c.kind,
        discovery.c.asked,
        discovery.c.state,
        discovery.c.found,
        discovery.c.answer_id,
        discovery.c.reply_to,
        discovery.c.attempts,
    ).join(destination, destination.c.id == discovery.c.destination_id)


def _discovery(row: Row[*tuple[Any, ...]]) -> Discovery:
    there = Destination(row.destination_id, row.chat_id, row.thread_id, row.language)
    found = None if row.found is None else msgspec.convert(row.found, Found)
    return Discovery(
        row.id,
        there,
        row.sender_id,
        row.kind,
        row.asked,
        row.state,
        found,
        row.answer_id,
        row.reply_to,
        row.attempts,
    )

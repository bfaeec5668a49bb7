"""Chats and destinations: where messages go, and whether they may."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import chat, destination


@dataclass(frozen=True, slots=True)
class Place:
    """Where an update came from, as Telegram names it.

    ``thread_id`` is the forum topic, 0 for the chat itself. ``language`` is one that we have
    texts in; ``kind`` is Telegram's chat type.
    """

    chat_id: int
    kind: str
    thread_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Destination:
    """A chat, or one forum topic of it, that we write to."""

    id: int
    chat_id: int
    thread_id: int
    language: str


async def arrive(connection: AsyncConnection, now: datetime, place: Place) -> Destination:
    """Return the place's destination, made when it is new; whoever writes does not block us.

    A private chat speaks the language that its person's Telegram speaks now; a group keeps the
    language of its first command.
    """
    added = dialects.insert_missing(connection, chat).values(
        id=place.chat_id, kind=place.kind, created_at=now
    )
    await connection.execute(added)
    await welcome_back(connection, place.chat_id)
    added = dialects.insert_missing(connection, destination).values(
        chat_id=place.chat_id,
        thread_id=place.thread_id,
        language=place.language,
        created_at=now,
    )
    await connection.execute(added)
    here = (destination.c.chat_id == place.chat_id) & (destination.c.thread_id == place.thread_id)
    if place.kind == "private":
        await connection.execute(
            update(destination)
            .where(here, destination.c.language != place.language)
            .values(language=place.language)
        )
    row = (await connection.execute(_columns().where(here))).one()
    return Destination(*row)


async def find(connection: AsyncConnection, chat_id: int, thread_id: int = 0) -> Destination | None:
    """Return the destination of a chat or topic, None when it never spoke to us."""
    here = (destination.c.chat_id == chat_id) & (destination.c.thread_id == thread_id)
    row = (await connection.execute(_columns().where(here))).one_or_none()
    return None if row is None else Destination(*row)


async def open_to_us(connection: AsyncConnection, chat_ids: Iterable[int]) -> list[Destination]:
    """Return the destinations of those chats that spoke to us and let us write."""
    statement = (
        _columns()
        .join(chat, chat.c.id == destination.c.chat_id)
        .where(
            destination.c.chat_id.in_(list(chat_ids)),
            destination.c.thread_id == 0,
            chat.c.blocked_at.is_(None),
        )
    )
    return [Destination(*row) for row in await connection.execute(statement)]


async def block(connection: AsyncConnection, now: datetime, chat_id: int, why: str) -> None:
    """Remember that the chat does not let us write."""
    await connection.execute(
        update(chat)
        .where(chat.c.id == chat_id, chat.c.blocked_at.is_(None))
        .values(blocked_at=now, blocked_why=why)
    )


async def welcome_back(connection: AsyncConnection, chat_id: int) -> None:
    """Remember that the chat lets us write again."""
    await connection.execute(
        update(chat)
        .where(chat.c.id == chat_id, chat.c.blocked_at.is_not(None))
        .values(blocked_at=None, blocked_why=None)
    )


def _columns() -> Select[int, int, int, str]:
    return select(
        destination.c.id, destination.c.chat_id, destination.c.thread_id, destination.c.language
    )

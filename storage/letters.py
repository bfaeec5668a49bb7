"""A letter: a delivery with all that it takes to render and to address it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import rhythms
from storage.replying import first_told
from storage.rhythms import Rhythm
from storage.schema import chat, delivery, destination


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery as it is rendered and addressed.

    ``outcome`` is the answer in actions.outcomes' form; an alert has ``alert_id`` instead. With
    ``edits`` the message of that id is edited. An alert about a story that its destination was
    told of before is in ``reply_to`` that message. ``held_why`` is set where it was held before.

    ``about_id`` and ``about_chat_id`` say which destination an answer is about: its own, or a
    channel that is managed from there. ``to_channel``: everybody reads it. ``to_closed``: Telegram
    took nothing for its chat or topic when something was sent there last.
    """

    id: int
    kind: str
    urgency: int
    chat_id: int
    thread_id: int
    destination_id: int
    language: str
    rhythm: Rhythm
    alert_id: int | None
    outcome: dict[str, Any] | None
    edits: int | None
    reply_to: int | None
    attempts: int
    created_at: datetime
    due_at: datetime
    about_id: int
    about_chat_id: int
    to_channel: bool
    to_closed: bool
    held_why: str | None = None

    @property
    def is_alert(self) -> bool:
        """Whether it tells one piece of news for the first time."""
        return self.kind == "alert"

    @property
    def is_news(self) -> bool:
        """Whether it tells news: when that may be is for its destination to say."""
        return self.kind in ("alert", "digest")


# Made once: to put it together takes as long as to run it.
_ABOUT = destination.alias("about")
_LETTERS = (
    select(
        delivery.c.id,
        delivery.c.kind,
        delivery.c.urgency,
        destination.c.chat_id,
        destination.c.thread_id,
        delivery.c.destination_id,
        destination.c.language,
        delivery.c.alert_id,
        delivery.c.outcome,
        delivery.c.message_id.label("edits"),
        func.coalesce(delivery.c.reply_to, first_told()).label("reply_to"),
        delivery.c.attempts,
        delivery.c.created_at,
        delivery.c.due_at,
        func.coalesce(_ABOUT.c.id, destination.c.id).label("about_id"),
        func.coalesce(_ABOUT.c.chat_id, destination.c.chat_id).label("about_chat_id"),
        (chat.c.kind == "channel").label("to_channel"),
        or_(destination.c.closed_at.is_not(None), chat.c.blocked_at.is_not(None)).label(
            "to_closed"
        ),
        delivery.c.held_why,
        *rhythms.COLUMNS,
    )
    .join(destination, destination.c.id == delivery.c.destination_id)
    .join(chat, chat.c.id == destination.c.chat_id)
    .outerjoin(_ABOUT, _ABOUT.c.id == delivery.c.about_id)
)


async def get(connection: AsyncConnection, ids: Sequence[int]) -> Sequence[Letter]:
    """Return deliveries, in no order, as letters."""
    statement = _LETTERS.where(delivery.c.id.in_(ids))
    return [_letter(dict(row)) for row in (await connection.execute(statement)).mappings()]


def _letter(row: dict[str, Any]) -> Letter:
    rhythm = Rhythm(**{column.name: row.pop(column.name) for column in rhythms.COLUMNS})
    return Letter(rhythm=rhythm, **row)

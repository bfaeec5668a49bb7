"""Later reports of a told story: the message that told it first is changed to name them.

Nobody is notified of that. A change is owed as a delivery of kind ``edit`` with an alert and
without a message: which message that is, and what it says by then, is found out when it is sent.
So one that waits stands for all reports that come meanwhile, and an alert that was not sent yet
names them at once. What is told in a digest is not changed.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import story_mutes, visibility
from storage.follows import NOTED
from storage.owing import owe_for_alerts
from storage.schema import alert, article, chat, delivery, destination, follow, match, owed

EDIT_URGENCY = 30
"""After all that tells news: whoever waits for that must not wait for this."""
_CHANGED_FOR = timedelta(hours=48)  # nobody scrolls further back, and edits cost a chat's pace

_told = delivery.alias("told")


@dataclass(frozen=True, slots=True)
class _Beside:
    """The articles that told a story before another one, which was read at a time.

    ``alike`` are those of its source or its address: it says nothing new beside them.
    """

    others: Set[int]
    alike: Set[int]
    read_at: datetime


async def owe(
    connection: AsyncConnection,
    now: datetime,
    article_id: int,
    story_id: int,
    *,
    queries: Collection[int] | None = None,
) -> int:
    """Owe the changes of messages that an article brings; return how many.

    Args:
        connection: of the transaction in which the article was fanned out.
        now: the time.
        article_id: the later report.
        story_id: its story.
        queries: those of its matches that count; None for all.
    """
    beside = await _beside(connection, article_id, story_id)
    if not beside.others:
        return 0
    conditions: list[ColumnElement[bool]] = []
    if queries is not None:
        conditions.append(match.c.query_id.in_(_written_out(queries)))
    sees: ColumnElement[bool] = true()
    if not await visibility.is_for_everybody(connection, article_id):
        sees = destination.c.chat_id.in_(visibility.watchers(article_id))
    elif beside.alike:
        conditions.append(~_is_named(beside.alike))
    noted = (
        select(owed.c.alert_id)
        .select_from(
            match.join(follow, follow.c.query_id == match.c.query_id).join(
                owed, owed.c.follow_id == follow.c.id
            )
        )
        .where(
            match.c.article_id == article_id,
            owed.c.story_id == story_id,
            owed.c.article_id == 0,
            follow.c.created_at <= beside.read_at,
            *_wants_notes(now),
            *conditions,
        )
    )
    which = and_(
        alert.c.id.in_(noted),
        alert.c.article_id.in_(_written_out(beside.others)),
        _takes_changes(sees),
        _was_told(now),
        ~_waits(),
        ~story_mutes.is_muted(),
    )
    return await owe_for_alerts(connection, now, "edit", EDIT_URGENCY, which)


async def messages(
    connection: AsyncConnection, now: datetime, alert_ids: Sequence[int]
) -> Mapping[int, int]:
    """Return, by alert, the message that a change of it is made to; left out: none is made now."""
    wanted = (
        exists()
        .where(owed.c.alert_id == alert.c.id, follow.c.id == owed.c.follow_id, *_wants_notes(now))
        .correlate(alert)
    )
    statement = (
        select(alert.c.id, _told.c.message_id)
        .join(_told, _told.c.alert_id == alert.c.id)
        .join(destination, destination.c.id == alert.c.destination_id)
        .where(
            alert.c.id.in_(alert_ids),
            _told.c.kind == "alert",
            _stands(now),
            destination.c.paused_at.is_(None),
            wanted,
            ~story_mutes.is_muted(),
        )
        .order_by(_told.c.id)
    )
    return {row.id: row.message_id for row in await connection.execute(statement)}


async def _beside(connection: AsyncConnection, article_id: int, story_id: int) -> _Beside:
    statement = select(article.c.id, article.c.source_id, article.c.url, article.c.read_at).where(
        article.c.story_id == story_id
    )
    rows = {row.id: row for row in await connection.execute(statement)}
    this = rows.pop(article_id)
    alike = {
        at for at, row in rows.items() if row.source_id == this.source_id or row.url == this.url
    }
    return _Beside(rows.keys() - alike, alike, this.read_at)


def _is_named(alike: Collection[int]) -> ColumnElement[bool]:
    """Return whether an earlier report of the same source is named for the follow already."""
    before, earlier = match.alias("before"), article.alias("earlier")
    named = exists().where(
        before.c.article_id.in_(_written_out(alike)),
        before.c.query_id == match.c.query_id,
        earlier.c.id == before.c.article_id,
        earlier.c.read_at >= follow.c.created_at,
    )
    return named.correlate(match, follow)


def _wants_notes(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        follow.c.removed_at.is_(None),
        follow.c.reports == NOTED,
        or_(follow.c.muted_until.is_(None), follow.c.muted_until <= now),
    )


def _stands(now: datetime) -> ColumnElement[bool]:
    """Return whether a delivery was sent as a message of its own, which may still be changed."""
    return and_(
        _told.c.state == "sent",
        _told.c.sent_at > now - _CHANGED_FOR,
        _told.c.message_id.is_not(None),
    )


def _takes_changes(sees: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether an alert's chat takes changes; ``sees``: it may see the report."""
    takes = exists().where(
        destination.c.id == alert.c.destination_id,
        chat.c.id == destination.c.chat_id,
        chat.c.blocked_at.is_(None),
        destination.c.closed_at.is_(None),
        destination.c.paused_at.is_(None),
        sees,
    )
    return takes.correlate(alert)


def _was_told(now: datetime) -> ColumnElement[bool]:
    """Return whether an alert stands in a message, or is on its way without the report."""
    told = exists().where(
        _told.c.alert_id == alert.c.id,
        _told.c.kind == "alert",
        or_(_told.c.state == "sending", _stands(now)),
    )
    return told.correlate(alert)


def _waits() -> ColumnElement[bool]:
    """Return whether a change of an alert waits already; it will name this report, too.

    Asked for as what is pending, PostgreSQL would read the index of all that is, for each alert.
    """
    change = delivery.alias("change")
    waits = exists().where(
        change.c.alert_id == alert.c.id,
        change.c.kind == "edit",
        change.c.state.not_in(("sending", "sent", "failed", "cancelled", "expired")),
        change.c.message_id.is_(None),
    )
    return waits.correlate(alert)


def _written_out(ids: Collection[int]) -> BindParameter[int]:
    """Return ids as a part of the statement: there may be more than it takes parameters."""
    return bindparam(None, list(ids), expanding=True, literal_execute=True, unique=True)

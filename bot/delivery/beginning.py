"""What is sent when a delivery's turn comes: itself, a digest of all that waits, or nothing yet.

This is the inside of a group of marks: what it decides is committed before anything is sent.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import Digest, encode
from bot.delivery.deciding import Decision, Waiting, decide, held_until
from storage import alert_contents, cancelling, folding, holding, outbox, reports
from storage.alert_contents import AlertContent
from storage.letters import Letter

# What one message has room for: few articles with the passages that matched, and of many the
# headlines alone, which leave a reader fewer messages.
MOST_WITH_CONTEXT = 10
MOST_BARE = 25
_LOOKED_AT = 200  # of a destination's waiting alerts at once
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Begun:
    """A delivery that is marked ``sending``, and the alerts that it tells, oldest first."""

    letter: Letter
    contents: tuple[AlertContent, ...] = ()


async def begin(
    connection: AsyncConnection, now: datetime, ids: Sequence[int]
) -> Mapping[int, Begun]:
    """Mark deliveries ``sending``; return, by the ids that were asked for, what is to be sent.

    One that was cancelled meanwhile, or has to wait, is left out. Where more waits for the same
    destination, it is a digest of all that may be told now.
    """
    letters = await outbox.begin(connection, ids)
    news = [one for one in letters if one.alert_id is not None and one.is_alert]
    crowded = await holding.waiting(connection, now, [one.destination_id for one in news])
    wanting = await holding.wanting(connection, [one.alert_id or 0 for one in news])
    begun = await _changing(connection, now, [one for one in letters if _is_change(one)])
    for letter in letters:
        sent: Letter | None = letter
        if letter.is_alert:
            rhythms = wanting.get(letter.alert_id or 0, ())
            if letter.destination_id in crowded or not _goes(letter, rhythms, now):
                sent = await _decided(connection, now, letter)
        elif letter.kind == "digest":
            sent = await _again(connection, now, letter)
        elif _is_change(letter):
            continue
        if sent is not None:
            begun[letter.id] = sent
    told = await _told(connection, list(begun.values()))
    return {at: Begun(letter, told.get(letter.id, ())) for at, letter in begun.items()}


def _is_change(letter: Letter) -> bool:
    """Tell whether it names later reports in an alert's message, whichever that is by now."""
    return letter.kind == "edit" and letter.edits is None


async def _changing(
    connection: AsyncConnection, now: datetime, letters: Sequence[Letter]
) -> dict[int, Letter]:
    """Return the changes that may be made now, by their ids, each with its message."""
    if not letters:
        return {}
    messages = await reports.messages(connection, now, [one.alert_id or 0 for one in letters])
    found = [replace(one, edits=messages.get(one.alert_id or 0)) for one in letters]
    gone = [one.id for one in found if one.edits is None]
    if gone:
        await outbox.cancel(connection, gone, "there is no message to change any more")
    return {one.id: one for one in found if one.edits is not None}


def _goes(letter: Letter, rhythms: Collection[str | None], now: datetime) -> bool:
    """Tell whether an alert with nothing beside it goes as it is: nearly all of them do."""
    if letter.alert_id is None or letter.rhythm.cap is not None:
        return False
    decision = decide(letter.rhythm, [_waiting(_row(letter), rhythms)], (), now)
    return bool(decision.go) and not decision.why


async def _again(connection: AsyncConnection, now: datetime, letter: Letter) -> Letter | None:
    """Return a digest that may be told now; None if its alerts wait again instead.

    They do also where somebody no longer wants one of them: it is cancelled for itself then, so
    that an undo finds it, and the others are told without it.
    """
    hold = held_until(letter.rhythm, now)
    if hold is not None:
        await folding.unfold(connection, letter.id, *hold)
        return None
    told = (await folding.alert_ids(connection, [letter.id])).get(letter.id, ())
    wanted = await holding.wanting(connection, told)
    if all(one in wanted for one in told):
        return letter
    await folding.take_apart(connection, letter.id, "not all of it is wanted any more")
    return None


async def _decided(connection: AsyncConnection, now: datetime, letter: Letter) -> Letter | None:
    """Return what is sent instead of an alert; None if nothing is now."""
    decision, most, left = await _decide(connection, now, letter)
    for hold in decision.holds:
        await holding.hold(connection, hold.deliveries, hold.why, hold.until)
    if decision.unwanted:
        await cancelling.cancel_unwanted(connection, decision.unwanted)
    go = _first(decision.go, most, letter.id)
    if not go:
        return None
    if not decision.why:
        return letter
    more = left + len(decision.go) - len(go)
    outcome = encode(Digest(decision.why, more))
    digest_id = await folding.fold(
        connection,
        now,
        letter.destination_id,
        [one.delivery_id for one in go],
        outcome,
        urgency=letter.urgency,
        late=[one.delivery_id for one in go if one.is_late(now)],
    )
    return replace(
        letter,
        id=digest_id,
        kind="digest",
        alert_id=None,
        outcome=outcome,
        reply_to=None,
        attempts=1,
        created_at=now,
    )


def _first(go: Sequence[Waiting], most: int, letter_id: int) -> Sequence[Waiting]:
    """Return the oldest that one message has room for, with the letter itself among them.

    A letter that is more urgent than what else waits may be younger than all of it. None where
    it does not go: the others come when it is their turn.
    """
    place = next((at for at, one in enumerate(go) if one.delivery_id == letter_id), None)
    if place is None:
        return ()
    return go[:most] if place < most else (*go[: most - 1], go[place])


async def _decide(
    connection: AsyncConnection, now: datetime, letter: Letter
) -> tuple[Decision, int, int]:
    """Return the decision, how many one message tells, and how many were not looked at."""
    others = await holding.alerts_of(connection, now, letter.destination_id, _LOOKED_AT)
    rows = sorted([_row(letter), *others], key=lambda row: row.id)
    wanting = await holding.wanting(connection, [row.alert_id for row in rows])
    waiting = [_waiting(row, wanting.get(row.alert_id, ())) for row in rows]
    told: Sequence[datetime] = ()
    if letter.rhythm.cap is not None:
        told = await holding.told_since(connection, now - _HOUR, letter.destination_id)
    decision = decide(letter.rhythm, waiting, told, now)
    left = 0
    if len(others) == _LOOKED_AT:
        left = await holding.count_alerts(connection, now, letter.destination_id) - len(others)
    has_context = letter.rhythm.context and len(decision.go) + left <= MOST_WITH_CONTEXT
    return decision, MOST_WITH_CONTEXT if has_context else MOST_BARE, left


def _row(letter: Letter) -> holding.Alert:
    return holding.Alert(
        letter.id, letter.alert_id or 0, letter.created_at, letter.due_at, letter.held_why
    )


def _waiting(row: holding.Alert, rhythms: Collection[str | None]) -> Waiting:
    return Waiting(row.id, row.alert_id, row.created_at, row.due_at, row.held_why, rhythms)


async def _told(
    connection: AsyncConnection, letters: Sequence[Letter]
) -> Mapping[int, tuple[AlertContent, ...]]:
    """Return what these deliveries tell of, by their ids."""
    ids: dict[int, tuple[int, ...]] = {
        one.id: (one.alert_id,) for one in letters if one.alert_id is not None
    }
    digests = [one.id for one in letters if one.kind == "digest"]
    if digests:
        ids.update(await folding.alert_ids(connection, digests))
    if not ids:
        return {}
    contents = await alert_contents.get(connection, [one for some in ids.values() for one in some])
    return {
        letter_id: tuple(contents[one] for one in some if one in contents)
        for letter_id, some in ids.items()
    }

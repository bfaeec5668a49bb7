"""Deliveries for alerts, by the 100,000: one statement, whatever is owed about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, literal, null, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import alert, delivery
from storage.types import Instant


async def owe_for_alerts(
    connection: AsyncConnection,
    now: datetime,
    kind: str,
    urgency: int,
    which: ColumnElement[bool],
) -> int:
    """Owe a delivery of this kind for each of these alerts; return how many."""
    at = literal(now, Instant())
    columns: dict[str, Any] = {
        "kind": literal(kind),
        "urgency": literal(urgency),
        "destination_id": alert.c.destination_id,
        "alert_id": alert.c.id,
        "outcome": null(),
        "state": literal("pending"),
        "due_at": at,
        "created_at": at,
        "attempts": literal(0),
        "possible_doubles": literal(0),
    }
    owed = await connection.execute(
        insert(delivery).from_select(list(columns), select(*columns.values()).where(which))
    )
    return owed.rowcount

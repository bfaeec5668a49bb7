"""Which message a later alert about a story replies to: the one that told the chat of it first."""

from sqlalchemy import ScalarSelect, case, select

from storage.schema import alert, delivery


def first_told() -> ScalarSelect[int | None]:
    """Return, for a delivery, the id of that message; NULL where none was sent, or for no alert.

    It may be a digest. Asked at the moment of sending, it also finds a message that was still
    waiting when the later alert was made.
    """
    this, first = alert.alias("this"), alert.alias("first")
    told, whole = delivery.alias("told"), delivery.alias("whole")
    message = case((told.c.state == "sent", told.c.message_id), else_=whole.c.message_id)
    return (
        select(message)
        .select_from(told)
        .join(first, first.c.id == told.c.alert_id)
        .outerjoin(whole, (whole.c.id == told.c.folded_into) & (whole.c.state == "sent"))
        .join(
            this,
            (first.c.story_id == this.c.story_id)
            & (first.c.destination_id == this.c.destination_id)
            & (first.c.id < this.c.id),
        )
        .where(
            this.c.id == delivery.c.alert_id,
            delivery.c.kind == "alert",
            told.c.kind == "alert",
            message.is_not(None),
        )
        .order_by(first.c.id)
        .limit(1)
        .correlate(delivery)
        .scalar_subquery()
    )

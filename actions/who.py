"""Who acts, and where: what an action is told about a person."""

from dataclasses import dataclass

from storage.destinations import Destination


@dataclass(frozen=True, slots=True)
class Who:
    """One sender in one destination.

    ``sender_id`` is the user's id, or the chat's own where an administrator writes anonymously.
    """

    destination: Destination
    sender_id: int

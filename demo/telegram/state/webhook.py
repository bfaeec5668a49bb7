"""Where Telegram pushes updates to (Bot API, setWebhook)."""

from dataclasses import dataclass


@dataclass(slots=True)
class Webhook:
    """The webhook in force.

    Attributes:
        error, failed_at: the last failure, its time in seconds since the epoch, or 0.
    """

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    error: str = ""
    failed_at: int = 0

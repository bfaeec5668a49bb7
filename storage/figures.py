"""The figures behind ``/stats``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """What an operator sees at a glance.

    ``median`` and ``p95`` are seconds from publication (or first sight, where the source gives
    no date) to Telegram's answer, over the alerts of the last 24 hours; None without any.
    """

    chats: int
    follows: int
    sources_ok: int
    sources_failing: int
    articles: int
    alerts_sent: int
    alerts_waiting: int
    median: float | None
    p95: float | None

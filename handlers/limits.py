"""The settings that handlers need, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a chat may have, and who the operators are (Telegram user ids)."""

    follows_per_chat: int
    sources_per_chat: int
    operators: frozenset[int]

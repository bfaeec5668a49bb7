"""Bot API methods in a form of our own."""

from typing import Any

from aiogram.methods import TelegramMethod


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, with each update as it came.

    aiogram reads a batch as a whole: one update of a kind that it does not know would keep all
    the others from being read, for ever.
    """

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None

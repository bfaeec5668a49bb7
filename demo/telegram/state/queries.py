"""Callback queries: pressed buttons that wait for an answer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from demo.telegram.errors import bad_request


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot showed to the person that pressed: a toast, or an alert window."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class _Query:
    asked_at: float
    answer: asyncio.Future[Answer] = field(compare=False)


class CallbackQueries:
    """Open queries; each can be answered once, and only for some seconds."""

    def __init__(self, clock: Callable[[], float], lifetime: float) -> None:
        self._clock = clock
        self._lifetime = lifetime
        self._ids = count(4_382_000_000_000_001)
        self._open: dict[str, _Query] = {}

    def ask(self) -> tuple[str, asyncio.Future[Answer]]:
        """Open a query: its id, and where the answer will be."""
        query_id = str(next(self._ids))
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._open[query_id] = _Query(self._clock(), future)
        return query_id, future

    def answer(self, query_id: str, answer: Answer) -> None:
        """Answer a query.

        Raises:
            ApiError: it is unknown, too old or answered already.
        """
        query = self._open.pop(query_id, None)
        if query is None or self._clock() - query.asked_at > self._lifetime:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if not query.answer.done():
            query.answer.set_result(answer)

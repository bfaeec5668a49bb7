"""The sender's view of the outbox: at most one delivery per chat, the most urgent first."""

import heapq
from collections.abc import Callable, Iterable

from storage.waiting_line import Head


class Queue:
    """Heads that were read from the outbox and wait for being sent.

    The outbox stays the truth: a head that is no longer owed is found out when it is marked.
    """

    def __init__(self) -> None:
        self._heads: dict[int, Head] = {}
        self._order: list[tuple[int, int, int]] = []

    def __len__(self) -> int:
        return len(self._heads)

    def put(self, heads: Iterable[Head]) -> None:
        """Add heads; of two of one chat the more urgent, then the older, stays."""
        for head in heads:
            known = self._heads.get(head.chat_id)
            if known is None or (head.urgency, head.id) < (known.urgency, known.id):
                self._heads[head.chat_id] = head
                heapq.heappush(self._order, (head.urgency, head.id, head.chat_id))

    def drop(self, chat_id: int) -> None:
        """Forget the chat's head: what is next there has to be read again."""
        self._heads.pop(chat_id, None)

    def clear(self) -> None:
        """Forget everything."""
        self._heads.clear()
        self._order.clear()

    def take(self, delay: Callable[[Head], float]) -> tuple[Head | None, float]:
        """Return the first head whose delay is 0, and how many seconds until some head is ready.

        The seconds count when no head is ready; they are infinite when there is none at all.
        """
        later = []
        soonest = float("inf")
        found = None
        while self._order:
            item = heapq.heappop(self._order)
            head = self._heads.get(item[2])
            if head is None or (head.urgency, head.id) != item[:2]:
                continue  # overtaken or dropped
            wait = delay(head)
            if wait <= 0:
                found = head
                del self._heads[head.chat_id]
                break
            soonest = min(soonest, wait)
            later.append(item)
        for item in later:
            heapq.heappush(self._order, item)
        return found, soonest

"""Whose trouble is it? A message that did not arrive may be its chat's trouble, or Telegram's.

Of its own each delivery waits longer after every try. Only where several chats are in trouble,
with no answer from Telegram between, everybody waits too: there is no use in trying the others.
"""

from bot.delivery.settling import growing_pause

_ENOUGH = 4


class Outages:
    """Counts what came to nothing since Telegram answered last."""

    def __init__(self) -> None:
        self._chats: set[int] = set()
        self._times = 0

    def answered(self) -> None:
        """Take note that Telegram is there: it took a message, or said why it does not."""
        self._chats.clear()
        self._times = 0

    def met(self, chat_id: int) -> float:
        """Take note of trouble with a chat; return for how many seconds everybody had better wait.

        0 means that it may be the chat's own.
        """
        self._chats.add(chat_id)
        if len(self._chats) < _ENOUGH:
            return 0.0
        self._times += 1
        return growing_pause(self._times)

"""How a follow's words look wherever they are shown."""

from aiogram.utils.formatting import Code

from storage.follows import Follow
from views.outside import line

_WHOLE = 400


def plain(follow: Follow, limit: int = _WHOLE) -> str:
    """Return the words in at most ``limit`` UTF-16 units, never empty."""
    return line(follow.text, limit) or f"#{follow.id}"


def code(follow: Follow) -> Code:
    """Return the whole words, set apart from the sentence; a tap copies them."""
    return Code(plain(follow))

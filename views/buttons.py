"""What a button carries: the one place that says so, for views and handlers.

Telegram gives callback data 64 bytes (Bot API, InlineKeyboardButton); ids have at most 19
digits. Buttons of old messages are pressed years later: a prefix or a field that changes its
meaning gets a new prefix, and a button that no factory here can read is answered as unknown.
"""

from typing import Annotated, Final

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from storage.follows import Follow
from views.i18n import Language
from views.queries import plain
from views.screen import Button

IN_LIST: Final = 0
IN_ANSWER: Final = -1

_LABEL = 40
# What a database's id can be; a button with another number is none of ours.
_Id = Annotated[int, Field(ge=IN_ANSWER, lt=1 << 63)]


class Remove(CallbackData, prefix="r"):
    """Stop following.

    ``alert_id`` says which message carries the button: the alert with that id,
    ``IN_LIST`` or ``IN_ANSWER`` (the answer to a single follow).
    """

    follow_id: _Id
    alert_id: _Id = IN_LIST


class Restore(CallbackData, prefix="u"):
    """Take a removal back; ``alert_id`` as in ``Remove``."""

    follow_id: _Id
    alert_id: _Id = IN_LIST


def toggle(language: Language, follow: Follow, alert_id: int) -> Button:
    """Return the button that removes a follow, or puts a removed one back, by its words."""
    query = plain(follow, _LABEL)
    if follow.active:
        label = language.gettext("Unfollow: {query}").format(query=query)
        return Button(label, data=Remove(follow_id=follow.id, alert_id=alert_id).pack())
    label = language.gettext("Undo: {query}").format(query=query)
    return Button(label, data=Restore(follow_id=follow.id, alert_id=alert_id).pack())

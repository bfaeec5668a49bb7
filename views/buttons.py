"""What a button carries: the one place that says so, for views and handlers.

Telegram gives callback data 64 bytes (Bot API, InlineKeyboardButton); ids have at most 19
digits. Buttons of old messages are pressed years later: a prefix or a field that changes its
meaning gets a new prefix, and a button that no factory here can read is answered as unknown.
"""

from typing import Annotated, Final, Literal

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
Setting = Literal[
    "default", "now", "daily", "weekly", "noted", "every", "first", "day", "week", "unmute"
]
HowToWrite = Literal["now", "daily", "weekly", "pause", "resume", "silent", "loud"]
_Page = Annotated[int, Field(ge=0, lt=1 << 31)]


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


class MuteStory(CallbackData, prefix="m"):
    """Add no further outlets to this alert, which carries the button."""

    alert_id: _Id


class UnmuteStory(CallbackData, prefix="t"):
    """Add further outlets to this alert again."""

    alert_id: _Id


class Card(CallbackData, prefix="f"):
    """Show a follow's card; ``page`` is that of the list that it goes back to."""

    follow_id: _Id
    page: _Page = 0


class Tune(CallbackData, prefix="g"):
    """Change how one follow is told, on its card: a rhythm, what becomes of reports, its mute."""

    follow_id: _Id
    page: _Page
    to: Setting


class ListPage(CallbackData, prefix="h"):
    """Show this page of ``/list``, counted from 0."""

    page: _Page


class RemoveListed(CallbackData, prefix="i"):
    """Stop following, and show this page of ``/list``."""

    follow_id: _Id
    page: _Page


class RestoreListed(CallbackData, prefix="j"):
    """Take a removal back, and show this page of ``/list``."""

    follow_id: _Id
    page: _Page


class SetRhythm(CallbackData, prefix="k"):
    """Change how a destination is written to: its digest, its pause, its sound."""

    to: HowToWrite


class Watch(CallbackData, prefix="w"):
    """Watch what a discovery found, or what was removed.

    ``common`` is 1 to watch it for everybody. ``page`` says which page of ``/sources`` carries the
    button, ``IN_ANSWER`` for a message about this source alone.
    """

    discovery_id: _Id
    common: Annotated[int, Field(ge=0, le=1)] = 0
    page: _Id = IN_ANSWER


class Decline(CallbackData, prefix="n"):
    """Leave what a discovery found alone."""

    discovery_id: _Id


class RemoveSource(CallbackData, prefix="x"):
    """Watch a source no longer; ``page`` as in ``Watch``."""

    source_id: _Id
    page: _Id = IN_ANSWER


class SourcesPage(CallbackData, prefix="p"):
    """Show this page of ``/sources``, counted from 0."""

    page: _Id


class ExportSources(CallbackData, prefix="o"):
    """Send the list of sources as a file."""


class Manage(CallbackData, prefix="c"):
    """Manage a channel from now on: the destination that it is."""

    destination_id: _Id


class ManageNothing(CallbackData, prefix="b"):
    """Let what is said be meant for the private chat again."""


def toggle(language: Language, follow: Follow, alert_id: int) -> Button:
    """Return the button that removes a follow, or puts a removed one back, by its words."""
    if follow.active:
        query = plain(follow, _LABEL)
        label = language.gettext("Unfollow: {query}").format(query=query)
        return Button(label, data=Remove(follow_id=follow.id, alert_id=alert_id).pack())
    return _undo(language, follow, Restore(follow_id=follow.id, alert_id=alert_id))


def story_toggle(language: Language, alert_id: int, *, muted: bool) -> Button:
    """Return the button that lets an alert be as it is, or has outlets added to it again."""
    if muted:
        label = language.gettext("Tell me more outlets again")
        return Button(label, data=UnmuteStory(alert_id=alert_id).pack())
    return Button(language.gettext("Mute this story"), data=MuteStory(alert_id=alert_id).pack())


def undo_listed(language: Language, follow: Follow, page: int) -> Button:
    """Return the button that puts a follow back that was removed from this page of the list."""
    return _undo(language, follow, RestoreListed(follow_id=follow.id, page=page))


def _undo(language: Language, follow: Follow, data: CallbackData) -> Button:
    query = plain(follow, _LABEL)
    return Button(language.gettext("Undo: {query}").format(query=query), data=data.pack())

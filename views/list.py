"""What a destination follows, numbered, a page at a time, with a button to each one's card."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from aiogram.utils.formatting import Bold, Text, sizeof

from storage.follows import EVERY, FIRST, Follow
from storage.rhythms import DAILY, NOW, WEEKLY
from views import examples
from views.buttons import Card, ListPage, undo_listed
from views.compose import Part, fill, screen
from views.i18n import Language
from views.queries import code, plain
from views.screen import Button, Screen

# Telegram shows at most 8 buttons in a row and 100 below a message; a phone shows fewer.
_ROW = 5
_PAGE = 50
# What the rows may take of a message's 4,096 units; the sentences around them need the rest.
_ROOM = 3_300


def listed(
    language: Language,
    follows: Sequence[Follow],
    now: datetime,
    removed: Follow | None = None,
    page: int = 0,
) -> Screen:
    """Return a page of the numbered list; long queries are shortened so that it fits a message.

    Args:
        language: whose sentences.
        follows: what is followed, in the order of the positions that ``/unfollow`` takes.
        now: the time; mutes may be over.
        removed: the follow that was just removed from the list, to be put back by a button.
        page: from 0; one behind the last is the last.
    """
    last = max(0, (len(follows) - 1) // _PAGE)
    page = min(page, last)
    start = page * _PAGE
    shown = list(enumerate(follows, 1))[start : start + _PAGE]
    return screen(
        *_removed_lines(language, removed),
        *(_list_lines(language, shown, now) if shown else [_empty_line(language)]),
        buttons=[
            [undo_listed(language, removed, page)] if removed else [],
            *_rows(shown, page),
            _turns(page, last),
        ],
    )


def _removed_lines(language: Language, removed: Follow | None) -> Iterator[Part]:
    if removed:
        yield fill(language.gettext("You no longer follow {query}."), query=code(removed))
        yield ""


def _list_lines(
    language: Language, shown: Sequence[tuple[int, Follow]], now: datetime
) -> Iterator[Part]:
    yield Bold(language.gettext("What you follow"))
    marks = [_marks(language, follow, now) for _, follow in shown]
    taken = sum(sizeof(f"{number}. {mark}") for (number, _), mark in zip(shown, marks, strict=True))
    limit = _fitting([plain(follow) for _, follow in shown], _ROOM - taken)
    for (number, follow), mark in zip(shown, marks, strict=True):
        yield f"{number}. {plain(follow, limit)}{mark}"
    yield ""
    yield language.gettext("Press a number to see what it found, to change or to remove it.")


def _marks(language: Language, follow: Follow, now: datetime) -> str:
    """Return what is special about a follow, after a dash; empty if nothing is."""
    marks = {
        language.gettext("muted"): follow.is_muted(now),
        language.gettext("at once"): follow.rhythm == NOW,
        language.gettext("daily"): follow.rhythm == DAILY,
        language.gettext("weekly"): follow.rhythm == WEEKLY,
        language.gettext("every outlet"): follow.reports == EVERY,
        language.gettext("first only"): follow.reports == FIRST,
    }
    said = ", ".join(mark for mark, holds in marks.items() if holds)
    return f" — {said}" if said else ""


def _empty_line(language: Language) -> Text:
    return fill(
        language.gettext(
            "You follow nothing yet. Send {example}, and I'll write when the news mentions it."
        ),
        example=examples.follow(examples.word(language)),
    )


def _fitting(texts: Sequence[str], room: int) -> int:
    """Return the longest that a text may be for all to fit, a newline after each."""
    sizes = [sizeof(text) + 1 for text in texts]
    limit = max(sizes)
    while sum(min(size, limit) for size in sizes) > room:
        limit -= 1
    return limit - 1


def _rows(shown: Sequence[tuple[int, Follow]], page: int) -> Iterator[list[Button]]:
    buttons = [
        Button(str(number), data=Card(follow_id=follow.id, page=page).pack())
        for number, follow in shown
    ]
    for start in range(0, len(buttons), _ROW):
        yield buttons[start : start + _ROW]


def _turns(page: int, last: int) -> list[Button]:
    if last == 0:
        return []
    before = [_turn_to("‹", page - 1)] if page > 0 else []
    after = [_turn_to("›", page + 1)] if page < last else []
    return [*before, _turn_to(f"{page + 1}/{last + 1}", page), *after]


def _turn_to(label: str, page: int) -> Button:
    return Button(label, data=ListPage(page=page).pack())

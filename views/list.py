"""What a destination follows, numbered, with a button to remove each."""

from collections.abc import Iterator, Sequence

from aiogram.utils.formatting import Bold, Text, sizeof

from storage.follows import Follow
from views import examples
from views.buttons import IN_LIST, Remove, toggle
from views.compose import Part, fill, screen
from views.i18n import Language
from views.queries import code, plain
from views.screen import Button, Screen

# Telegram shows at most 8 buttons in a row and 100 below a message.
_ROW = 5
_BUTTONS = 100
# What the rows may take of a message's 4,096 units; the sentences around them need the rest.
_ROOM = 3_300


def listed(language: Language, follows: Sequence[Follow], removed: Follow | None = None) -> Screen:
    """Return the numbered list; long queries are shortened so that all fit one message.

    Args:
        language: whose sentences.
        follows: what is followed, in the order of the positions that ``/unfollow`` takes.
        removed: the follow that was just removed from the list, to be put back by a button.
    """
    undo = [toggle(language, removed, IN_LIST)] if removed else []
    shown = follows[: _BUTTONS - len(undo)]
    return screen(
        *_removed_lines(language, removed),
        *(_list_lines(language, shown, len(follows)) if follows else [_empty_line(language)]),
        buttons=[undo, *_rows(shown)],
    )


def _removed_lines(language: Language, removed: Follow | None) -> Iterator[Part]:
    if removed:
        yield fill(language.gettext("You no longer follow {query}."), query=code(removed))
        yield ""


def _list_lines(language: Language, shown: Sequence[Follow], count: int) -> Iterator[Part]:
    yield Bold(language.gettext("What you follow"))
    numbers = [f"{number}. " for number in range(1, len(shown) + 1)]
    limit = _fitting([plain(follow) for follow in shown], _ROOM - sum(map(len, numbers)))
    for number, follow in zip(numbers, shown, strict=True):
        yield number + plain(follow, limit)
    if more := count - len(shown):
        yield language.ngettext(
            "… and {count} more, without a button here",
            "… and {count} more, without a button here",
            more,
        ).format(count=more)
    yield ""
    yield language.gettext("Press a number to unfollow.")


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


def _rows(shown: Sequence[Follow]) -> Iterator[list[Button]]:
    buttons = [
        Button(f"✕ {number}", data=Remove(follow_id=follow.id).pack())
        for number, follow in enumerate(shown, 1)
    ]
    for start in range(0, len(buttons), _ROW):
        yield buttons[start : start + _ROW]

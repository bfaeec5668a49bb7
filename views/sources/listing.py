"""The sources that a chat sees, numbered, a page at a time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram.utils.formatting import Bold, Text

from actions.sources.surveying import alike
from storage.discoveries import Proposed
from storage.watched import Watched
from views.compose import Part, fill, screen
from views.i18n import Language
from views.screen import Button, Screen
from views.sources import buttons
from views.sources.health import health
from views.sources.words import distinct, named

_PAGE = 10
_ROW = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the list is shown, and to whom.

    Attributes:
        now: aware, in the zone that times are shown in.
        page: from 0; one behind the last is the last.
        operator: whether common sources can be removed.
        removed: what was just removed, with the id of the discovery that keeps it.
    """

    now: datetime
    page: int = 0
    operator: bool = False
    removed: tuple[int, Proposed] | None = None


def sources_listed(language: Language, seen: Sequence[Watched], shown: Shown) -> Screen:
    """Return one page of what a chat sees, its own sources first."""
    last = max(0, (len(seen) - 1) // _PAGE)
    page = min(max(shown.page, 0), last)
    start = page * _PAGE
    part, same = list(enumerate(seen, 1))[start : start + _PAGE], alike(seen)
    return screen(
        *_removed(language, shown.removed),
        Bold(language.gettext("What I watch")),
        _counted(language, seen),
        *_lines(language, part, same, shown),
        "",
        language.gettext("/addsource adds a source, /removesource and its number removes it."),
        buttons=[
            *_undo(language, shown.removed, page),
            *_removals(part, shown, page),
            _turns(page, last),
            [buttons.export(language)] if seen else [],
        ],
    )


def _removed(language: Language, removed: tuple[int, Proposed] | None) -> Iterator[Part]:
    if removed:
        _, one = removed
        source = named(language, one.shown, one.url)
        yield fill(language.gettext("I no longer watch {source}."), source=source)
        yield ""


def _counted(language: Language, seen: Sequence[Watched]) -> Text:
    common = sum(one.common for one in seen)
    return fill(
        language.gettext("This chat's own sources: {own}. For everybody: {common}."),
        own=len(seen) - common,
        common=common,
    )


def _lines(
    language: Language, part: Sequence[tuple[int, Watched]], same: Collection[int], shown: Shown
) -> Iterator[Part]:
    was_common: bool | None = None
    for number, one in part:
        if one.common is not was_common:
            yield ""
            yield Bold(
                language.gettext("For everybody")
                if one.common
                else language.gettext("This chat's own")
            )
            was_common = one.common
        in_file = shown.operator and one.common and one.origin == "file"
        yield Text(
            f"{number}. ",
            distinct(language, one, same),
            f" — {health(language, one, shown.now)}",
            " (sources.toml)" if in_file else "",
        )


def _undo(
    language: Language, removed: tuple[int, Proposed] | None, page: int
) -> Iterator[list[Button]]:
    if removed:
        discovery_id, one = removed
        yield [buttons.undo(language, discovery_id, common=one.common, page=page)]


def _removals(
    part: Sequence[tuple[int, Watched]], shown: Shown, page: int
) -> Iterator[list[Button]]:
    removable = [
        buttons.remove_numbered(number, one.id, page)
        for number, one in part
        if not one.common or (shown.operator and one.origin != "file")
    ]
    for start in range(0, len(removable), _ROW):
        yield removable[start : start + _ROW]


def _turns(page: int, last: int) -> list[Button]:
    if last == 0:
        return []
    before = [buttons.turn_to("‹", page - 1)] if page > 0 else []
    after = [buttons.turn_to("›", page + 1)] if page < last else []
    return [*before, buttons.turn_to(f"{page + 1}/{last + 1}", page), *after]

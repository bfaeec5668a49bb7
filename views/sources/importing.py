"""What became of a file of many sources."""

from collections import Counter
from collections.abc import Iterator

from aiogram.utils.formatting import Text, sizeof

from actions.sources.importing import ADDED, FULL, KNOWN
from storage.discoveries import Imported, Line
from views.compose import Part, fill, screen
from views.i18n import Language
from views.screen import Document, Screen
from views.sources.refusals import short_reason
from views.sources.words import plain_name

_MARKS = {ADDED: "✓", KNOWN: "=", FULL: "…"}
_REFUSED = "✕"
# What the lines may take of a message's 4,096 units; the totals above them need the rest.
_ROOM = 3_000
_LINES = 30


def imported(language: Language, one: Imported, *, done: bool) -> Screen:
    """Return the totals and the first lines, refused ones first; while it lasts, how far it is."""
    if not done:
        decided = sum(1 for line in one.lines if line.verdict)
        return screen(
            fill(
                language.gettext(
                    "I'm trying the sources of your file: {number} of {total} so far."
                ),
                number=decided,
                total=len(one.lines),
            )
        )
    return screen(*_totals(language, one), "", *_first(language, one))


def lines_listed(language: Language, one: Imported) -> Screen:
    """Return every line with its verdict, as a file."""
    rows = [
        "\t".join(
            (
                _MARKS.get(line.verdict, _REFUSED),
                _verdict(language, line),
                plain_name(language, line.name, line.url),
                " ".join(line.url.split()),
            )
        )
        for line in one.lines
    ]
    content = "\n".join((*rows, "")).encode("utf-8", "replace")
    return screen(
        language.gettext("What became of each source of your file"),
        document=Document("sources.txt", content),
    )


def fits(one: Imported) -> bool:
    """Return whether a message has room for every line."""
    return len(one.lines) <= _LINES


def _totals(language: Language, one: Imported) -> Iterator[Part]:
    counted = Counter(line.verdict if line.verdict in _MARKS else _REFUSED for line in one.lines)
    total = len(one.lines)
    yield fill(
        language.ngettext(
            "Your file names {count} source.", "Your file names {count} sources.", total
        ),
        count=total,
    )
    for verdict, sentence in (
        (ADDED, _added(language, common=one.common)),
        (KNOWN, language.gettext("{mark} watched already: {count}")),
        (_REFUSED, language.gettext("{mark} can't be watched: {count}")),
        (FULL, language.gettext("{mark} left out, since a chat can have no more: {count}")),
    ):
        if counted[verdict]:
            yield sentence.format(mark=_MARKS.get(verdict, _REFUSED), count=counted[verdict])


def _added(language: Language, *, common: bool) -> str:
    if common:
        return language.gettext("{mark} watched for everybody from now on: {count}")
    return language.gettext("{mark} watched for this chat from now on: {count}")


def _first(language: Language, one: Imported) -> Iterator[Part]:
    refused = [line for line in one.lines if line.verdict not in _MARKS]
    others = [line for line in one.lines if line.verdict in _MARKS]
    room = _ROOM
    for line in (refused + others)[:_LINES]:
        shown = _line(language, line)
        room -= sizeof(shown.render()[0]) + 1
        if room < 0:
            break
        yield shown


def _line(language: Language, line: Line) -> Text:
    mark = _MARKS.get(line.verdict, _REFUSED)
    name = plain_name(language, line.name, line.url)
    if line.verdict in _MARKS:
        return Text(f"{mark} {name}")
    return Text(f"{mark} {name} — {_verdict(language, line)}")


def _verdict(language: Language, line: Line) -> str:
    match line.verdict:
        case "added":
            return language.gettext("added")
        case "known":
            return language.gettext("watched already")
        case "full":
            return language.gettext("left out: no room")
    return short_reason(language, line.verdict, line.detail)

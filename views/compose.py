"""From a translated sentence and its parts to a Screen."""

from collections.abc import Iterable
from string import Formatter

from aiogram.utils.formatting import Text

from views.screen import Button, Document, Screen

Part = Text | str | int


def fill(template: str, **parts: Part) -> Text:
    """Return the sentence with its ``{placeholders}`` replaced by parts, which may be formatted.

    Raises KeyError for a placeholder without a part.
    """
    nodes: list[Part] = []
    for literal, name, _, _ in Formatter().parse(template):
        nodes.append(literal)
        if name is not None:
            nodes.append(parts[name])
    return Text(*nodes)


def joined(items: Iterable[Part], separator: str) -> Text:
    """Return the items with the separator between each two."""
    nodes: list[Part] = []
    for item in items:
        nodes.extend([separator, item] if nodes else [item])
    return Text(*nodes)


def screen(
    *lines: Part,
    buttons: Iterable[Iterable[Button]] = (),
    preview: str = "",
    asks: str = "",
    document: Document | None = None,
    asks_place: str = "",
) -> Screen:
    """Return the lines, one below the other, as a Screen; rows without buttons are left out."""
    text, entities = joined(lines, "\n").render()
    entities.sort(key=lambda entity: (entity.offset, -entity.length))
    rows = (tuple(row) for row in buttons)
    return Screen(
        text=text,
        entities=tuple(entity for entity in entities if entity.length > 0),
        buttons=tuple(row for row in rows if row),
        preview=preview,
        asks=asks,
        document=document,
        asks_place=asks_place,
    )

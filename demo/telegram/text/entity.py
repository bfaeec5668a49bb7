"""One formatted stretch of a text, and texts measured in UTF-16 units."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """A MessageEntity; offset and length in UTF-16 units (Bot API, MessageEntity).

    Attributes:
        kind: the Bot API's ``type``: bold, text_link, bot_command …
        user_id: whom a text_mention names.
    """

    kind: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    user_id: int | None = None

    @property
    def end(self) -> int:
        """The offset just behind the last unit."""
        return self.offset + self.length

    def as_json(self) -> dict[str, Any]:
        """Return the object as the Bot API sends it, but for ``user`` (only its id is known)."""
        extra = {
            "url": self.url,
            "language": self.language,
            "custom_emoji_id": self.custom_emoji_id,
        }
        shape: dict[str, Any] = {"type": self.kind, "offset": self.offset, "length": self.length}
        shape |= {name: value for name, value in extra.items() if value is not None}
        if self.user_id is not None:
            shape["user"] = {"id": self.user_id, "is_bot": False, "first_name": ""}
        return shape


@dataclass(frozen=True, slots=True)
class Formatted:
    """A plain text and its entities, in the order Telegram lists them."""

    text: str
    entities: tuple[Entity, ...] = ()

    def covered_by(self, entity: Entity) -> str:
        """Return the words that an entity covers."""
        return cut(self.text, entity.offset, entity.length)

    def covered_by_kind(self, kind: str) -> tuple[str, ...]:
        """Return the words of every entity of one kind, in order."""
        return tuple(self.covered_by(entity) for entity in self.entities if entity.kind == kind)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, offset: int, length: int) -> str:
    """Return ``length`` UTF-16 units of a text from ``offset`` on."""
    wide = text.encode("utf-16-le")
    return wide[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Sort as Telegram does: by offset, an enclosing entity before what it encloses."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))

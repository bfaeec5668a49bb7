"""Files that Telegram keeps, whoever sent them."""

import mimetypes
from dataclasses import dataclass
from itertools import count
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a message holds it.

    Attributes:
        file_id, unique_id: how bots name it; the same file sent again keeps its own.
        path: where it is downloaded, behind ``/file/bot<token>/``.
    """

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes


class Files:
    """Every file, by its id and by its path."""

    def __init__(self) -> None:
        self._numbers = count()
        self._by_id: dict[str, Document] = {}

    def keep(self, name: str, content: bytes, mime: str = "") -> Document:
        """Store a file; an empty ``mime`` is guessed from the name, as Telegram does."""
        number = next(self._numbers)
        plain = PurePath(name).name or "file"
        guessed = mime or mimetypes.guess_type(plain)[0] or "application/octet-stream"
        document = Document(
            f"BQACAgIAAxkBAAI{number:012d}DwE",
            f"AgAD{number:08d}",
            f"documents/file_{number}{PurePath(plain).suffix}",
            plain,
            guessed,
            content,
        )
        self._by_id[document.file_id] = document
        return document

    def find(self, file_id: str) -> Document | None:
        """Return a file by its id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> Document | None:
        """Return a file by its path."""
        return next((one for one in self._by_id.values() if one.path == path), None)

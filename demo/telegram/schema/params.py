"""The parameters of one call, checked and converted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ATTACHED = "attach://"
"""What stands before the name of the part that holds a file (Bot API, "Sending files")."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """One call as it came.

    Attributes:
        fields: texts, or whatever the JSON held; a file is ``attach://`` and its part's name.
        uploads: the files, by the names of their parts.
    """

    fields: Mapping[str, object]
    uploads: Mapping[str, Upload] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Params:
    """What a method was called with; every value has a type that the schema allows."""

    values: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def raw(self, name: str) -> Any:
        """Return the value as it is, or None."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """Return a String, empty when it is not given."""
        return str(self.values.get(name, ""))

    def number(self, name: str, default: int = 0) -> int:
        """Return an Integer."""
        return int(self.values.get(name, default))

    def flag(self, name: str) -> bool:
        """Return a Boolean, False when it is not given."""
        return bool(self.values.get(name, False))

    def mapping(self, name: str) -> dict[str, Any]:
        """Return an object, empty when it is not given."""
        return dict(self.values.get(name) or {})

    def array(self, name: str) -> list[Any]:
        """Return an array, empty when it is not given."""
        return list(self.values.get(name) or [])

    def upload(self, name: str) -> Upload | None:
        """Return the file that an InputFile names, None if it is no upload or did not come."""
        value = self.text(name)
        if not value.startswith(ATTACHED):
            return None
        return self.uploads.get(value.removeprefix(ATTACHED))

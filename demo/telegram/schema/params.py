"""The parameters of one call, checked and converted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Params:
    """What a method was called with; every value has a type that the schema allows."""

    values: Mapping[str, Any]

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

"""Kinds by name, each loaded when it is asked for.

The bot's own process needs the names only: what loads the parsers, and their memory, are workers.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import cast

from news.kinds.kind import Kind


class Kinds(Mapping[str, Kind]):
    """Each kind's place is written ``module:function``."""

    def __init__(self, **places: str) -> None:
        self._places = places

    def __getitem__(self, name: str) -> Kind:
        module, _, function = self._places[name].partition(":")
        return cast("Kind", getattr(import_module(module), function))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

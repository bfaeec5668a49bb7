"""Reads methods.txt and objects.txt, the compact form of the Bot API's reference."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a method, or one field of an object.

    Attributes:
        types: the types it may have: ``Integer``, ``String``, ``Boolean``, ``Float``, an
            object's name, or any of these in brackets for an array.
    """

    name: str
    types: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A method with its parameters, or an object with its fields."""

    name: str
    fields: Mapping[str, Field]


@cache
def methods() -> Mapping[str, Shape]:
    """Return every method by its name in lower case: the Bot API ignores case."""
    return {shape.name.lower(): shape for shape in _shapes("methods.txt")}


@cache
def objects() -> Mapping[str, Shape]:
    """Return the nested objects that are described, by name."""
    return {shape.name: shape for shape in _shapes("objects.txt")}


def _shapes(name: str) -> list[Shape]:
    text = files("demo.telegram.schema").joinpath(name).read_text(encoding="utf-8")
    blocks: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            current.extend(line.split())
        else:
            current = blocks.setdefault(line.strip(), [])
    return [Shape(name, _fields(words)) for name, words in blocks.items()]


def _fields(words: list[str]) -> dict[str, Field]:
    fields = {}
    for word in words:
        name, _, types = word.partition("=")
        plain = name.rstrip("!")
        fields[plain] = Field(plain, tuple(types.split("|")), required=name.endswith("!"))
    return fields

"""Checks a request against the Bot API's reference.

The real server ignores unknown parameters and takes a number for a text; a program that
sends either has a mistake that would go unseen, so here the first is noted and the second
refused.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from demo.telegram.errors import bad_request
from demo.telegram.schema.params import Params, Sent
from demo.telegram.schema.reading import Field, Shape, objects

_MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "commands": "parameter commands is empty",
    "document": "there is no document in the request",
    "file_id": "file_id is not specified",
}
_WORDS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_PRIMITIVE = ("Integer", "Float", "Boolean", "String", "InputFile")


@dataclass(frozen=True, slots=True)
class Checked:
    """A call that may be carried out, and what was wrong with it without being refused."""

    params: Params
    notes: tuple[str, ...]


def checked(shape: Shape, sent: Sent) -> Checked:
    """Return the parameters of one call, converted.

    Forms carry texts only, so a text also stands for a number, a Boolean (``true``,
    ``false``) or JSON where the schema asks for one.

    Raises:
        ApiError: a required parameter is missing or a value has the wrong type.
    """
    checker = _Checker([])
    values = checker.fields(shape, sent.fields, what="")
    return Checked(Params(values, sent.uploads), tuple(checker.notes))


@dataclass(frozen=True, slots=True)
class _Checker:
    notes: list[str]

    def fields(self, shape: Shape, sent: Mapping[str, object], what: str) -> dict[str, Any]:
        present = {name: value for name, value in sent.items() if value is not None}
        self._note_strangers(shape, sent, what)
        missing = {f.name for f in shape.fields.values() if f.required} - present.keys()
        if missing:
            raise bad_request(_missing(missing, what))
        return {
            name: self._value(shape.fields[name], value, what)
            for name, value in present.items()
            if name in shape.fields
        }

    def _note_strangers(self, shape: Shape, sent: Mapping[str, object], what: str) -> None:
        for name, value in sent.items():
            if name not in shape.fields:
                self.notes.append(f"{what or shape.name} has no field {name!r}")
            elif value is None:
                self.notes.append(f"{name!r} of {what or shape.name} is null")

    def _value(self, field: Field, value: object, what: str) -> Any:
        top = what == ""
        for kind in _likeliest(field.types, value if not top else _decoded(field.types, value)):
            converted = self._as(kind, value, top=top)
            if converted is not None:
                return converted
        if "ForceReply" in field.types:
            raise bad_request("object expected as reply markup")
        owner = f"can't parse {what}: Field" if what else "parameter"
        raise bad_request(f'{owner} "{field.name}" must be of type {" or ".join(field.types)}')

    def _as(self, kind: str, value: object, *, top: bool) -> Any:
        if kind in _PRIMITIVE:
            return _primitive(kind, value, top=top)
        decoded = _json(value) if top else value
        if kind.startswith("["):
            if not isinstance(decoded, list):
                return None
            return [self._item(kind[1:-1], item) for item in decoded]
        if not isinstance(decoded, dict):
            return None
        shape = objects().get(kind)
        return decoded if shape is None else self.fields(shape, decoded, what=kind)

    def _item(self, kind: str, item: object) -> Any:
        converted = self._as(kind, item, top=False)
        if converted is None:
            raise bad_request(f"can't parse {kind.strip('[]')}: {kind} expected")
        return converted


def _missing(names: Iterable[str], what: str) -> str:
    first = min(names, key=lambda name: list(_MISSING).index(name) if name in _MISSING else 99)
    if what:
        return f"can't parse {what}: Can't find field \"{first}\""
    return _MISSING.get(first, f'parameter "{first}" is required')


def _primitive(kind: str, value: object, *, top: bool) -> Any:
    if kind in ("String", "InputFile"):
        return value if isinstance(value, str) else None
    if kind == "Boolean":
        if top and isinstance(value, str):
            return _WORDS.get(value.lower())
        return value if isinstance(value, bool) else None
    return _number(kind, value, top=top)


def _number(kind: str, value: object, *, top: bool) -> int | float | None:
    wanted = int if kind == "Integer" else float
    if top and isinstance(value, str):
        try:
            return wanted(value)
        except ValueError:
            return None
    is_number = isinstance(value, int) or (kind == "Float" and isinstance(value, float))
    return value if is_number and not isinstance(value, bool) else None  # type: ignore[return-value] # narrowed by is_number


def _json(value: object) -> object:
    """A nested object may come as JSON in a text: the only way that a form has."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return None


def _decoded(types: tuple[str, ...], value: object) -> object:
    return value if all(kind in _PRIMITIVE for kind in types) else _json(value)


def _likeliest(types: tuple[str, ...], value: object) -> list[str]:
    """Of several object types try those first whose required fields are there."""
    keys = set(value) if isinstance(value, dict) else set()

    def lacks(kind: str) -> int:
        shape = objects().get(kind)
        needed = {f.name for f in shape.fields.values() if f.required} if shape else set()
        return len(needed - keys)

    return sorted(types, key=lacks) if len(types) > 1 and keys else list(types)

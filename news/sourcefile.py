"""``sources.toml``: the sources that an operator configures."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from news.addresses import canonical, host
from news.kinds import KINDS

_KEYS = ("url", "name", "kind", "language", "selector")


class SourceFileError(Exception):
    """The file cannot be used; one line says which table is wrong and how."""


@dataclass(frozen=True, slots=True)
class ConfiguredSource:
    """One ``[[source]]`` table.

    Attributes:
        url: as written.
        name: what people see; None to use the source's own.
        kind: a key of ``news.kinds.KINDS``; None to find out by reading it.
        language: ISO 639-1 code; None when not said.
        selector: CSS selector of the links on a listing page; None when not said.
    """

    url: str
    name: str | None
    kind: str | None
    language: str | None
    selector: str | None


def load(path: Path) -> tuple[ConfiguredSource, ...]:
    """Return the sources in the file, in its order.

    Raises:
        SourceFileError: it cannot be read, is not TOML, or a table is wrong.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SourceFileError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:  # TOML's own error, and bytes that are not UTF-8
        raise SourceFileError(f"{path}: not TOML: {error}") from error
    strangers = sorted(document.keys() - {"source"})
    if strangers:
        raise SourceFileError(f"{path}: unknown {strangers[0]!r}, only [[source]] tables are read")
    tables = document.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SourceFileError(f"{path}: sources are written as [[source]] tables")
    return _distinct(path, tables)


def _distinct(path: Path, tables: list[dict[str, Any]]) -> tuple[ConfiguredSource, ...]:
    numbers: dict[str, int] = {}
    sources = []
    for number, table in enumerate(tables, start=1):
        try:
            source = _source(table)
        except ValueError as error:
            raise SourceFileError(f"{path}: source {number}: {error}") from error
        first = numbers.setdefault(canonical(source.url), number)
        if first != number:
            raise SourceFileError(
                f"{path}: source {number}: {source.url} is source {first} already"
            )
        sources.append(source)
    return tuple(sources)


def _source(table: Mapping[str, Any]) -> ConfiguredSource:
    strangers = sorted(table.keys() - set(_KEYS))
    if strangers:
        raise ValueError(f"unknown key {strangers[0]!r}, known are {', '.join(_KEYS)}")
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{key} must be a text that is not empty")
    url = table.get("url", "")
    if not host(url):
        raise ValueError("url is missing" if not url else f"{url!r} is no http(s) address")
    kind = table.get("kind")
    if kind is not None and kind not in KINDS:
        raise ValueError(f"kind {kind!r} is unknown, known are {', '.join(KINDS)}")
    language = table.get("language")
    if language is not None and not (len(language) == 2 and language.islower()):  # noqa: PLR2004
        raise ValueError(f"language {language!r} is no ISO 639-1 code such as ru or kk")
    return ConfiguredSource(
        url=url,
        name=table.get("name"),
        kind=kind,
        language=language,
        selector=table.get("selector"),
    )

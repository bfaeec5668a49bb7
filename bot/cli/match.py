"""``match``: whether a query matches a text, and where."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.cli.complaints import complain
from matching.errors import QueryError
from matching.line import match_line
from views.reasons import why


def match_lines(file: str) -> int:
    """Print a verdict for each line of FILE (``-`` for standard input); return the exit code."""
    try:
        lines = _typed() if file == "-" else _read(Path(file))
        return max((_match(number, line) for number, line in enumerate(lines, 1)), default=0)
    except OSError as error:
        complain(f"{file}: {error.strerror or error}")
        return 1


def _typed() -> Iterator[str]:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a TextIOWrapper in a process of ours
    yield from _lines(sys.stdin)


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        yield from _lines(lines)


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (line.rstrip("\r\n") for line in lines)


def _match(number: int, line: str) -> int:
    query, _, text = line.partition("\t")
    try:
        spans = match_line(query, text)
    except QueryError as error:
        print("0\t")
        complain(f"line {number}: {_wrong(error)}")
        return 1
    if not spans:
        print("0\t")
        return 0
    where = ", ".join(f"{text[span.start : span.end]}@{span.start}-{span.end}" for span in spans)
    print(f"1\t{where}")
    return 0


def _wrong(error: QueryError) -> str:
    said = why(error.reason, error.position)
    return f"{said} Did you mean this? {error.proposal}" if error.proposal else said

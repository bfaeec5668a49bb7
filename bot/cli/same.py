"""``same``: whether two headlines, with their texts if there are any, tell the same story."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.cli.complaints import Complaint, complain
from news.stories import Decision, fingerprint, same

_HEADLINES, _WITH_TEXTS = 2, 4


def same_lines(file: str) -> int:
    """Print ``1|0<TAB>score`` for each line of FILE (``-`` for standard input).

    A line that can't be read prints ``0<TAB>0`` and a complaint. Returns the exit code.
    """
    code = 0
    try:
        for number, line in enumerate(_lines(file), 1):
            try:
                decision = _decide(line)
            except Complaint as complaint:
                print("0\t0")
                complain(f"line {number}: {complaint}")
                code = 1
            else:
                print(f"{decision.is_same:d}\t{decision.score:.4f}")
    except OSError as error:
        complain(f"{file}: {error.strerror or error}")
        return 1
    return code


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a TextIOWrapper in a process of ours
        yield from (line.rstrip("\r\n") for line in sys.stdin)
        return
    with Path(file).open(encoding="utf-8", errors="replace", newline="\n") as lines:
        yield from (line.rstrip("\r\n") for line in lines)


def _decide(line: str) -> Decision:
    """Return the verdict on a line; Complaint when it is none."""
    fields = line.split("\t")
    if len(fields) not in {_HEADLINES, _WITH_TEXTS}:
        raise Complaint(
            "it takes two headlines with a tab between them, or these and two texts; "
            f"here are {len(fields)} fields"
        )
    titles = fields[:_HEADLINES]
    if not all(title.strip() for title in titles):
        raise Complaint("a headline is empty")
    texts = fields[_HEADLINES:] or ["", ""]
    one, other = (
        fingerprint(title, text, None, "", None) for title, text in zip(titles, texts, strict=True)
    )
    return same(one, other)

"""``python -m tests.chaos.report``: play all troubles and write down what they cost.

Runs ``pytest tests/chaos`` in its long form (500 kills; ROUNDS says how many) and puts the table
of what came of it into ``docs/reliability.md``, between two marks. All else in that file is
written by hand and kept. With ``--accounts`` the table is made of accounts that were taken before.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import machine
from tests.chaos.account import Account

_ROOT = Path(__file__).parents[2]
_PAGE = _ROOT / "docs" / "reliability.md"
_BEGIN, _END = "<!-- made by tests.chaos.report -->", "<!-- until here -->"
_HEAD = ("scenario", "events", "owed", "delivered", "lost", "doubled", "bound")
_ROUNDS = "500"


def main() -> int:
    """Play and write; return pytest's exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.report")
    parser.add_argument("--accounts", type=Path, nargs="+", metavar="FILE", help="play nothing")
    options = parser.parse_args()
    if options.accounts:
        _write(_read(options.accounts))
        return 0
    with TemporaryDirectory() as folder:
        file = Path(folder) / "accounts"
        code = _play(file)
        _write(_read([file]))
    return code


def _play(accounts: Path) -> int:
    environment = {"ROUNDS": _ROUNDS, **os.environ, "CHAOS_ACCOUNTS": str(accounts)}
    command = (sys.executable, "-m", "pytest", "-rs", "tests/chaos")
    return subprocess.run(command, cwd=_ROOT, env=environment, check=False).returncode


def _read(files: Sequence[Path]) -> list[Account]:
    """Return the accounts, those of the same scenario added up."""
    by_scenario: dict[str, Account] = {}
    for line in chain.from_iterable(file.read_text("utf-8").splitlines() for file in files):
        one = Account(**json.loads(line))
        total = by_scenario.setdefault(one.scenario, Account(one.scenario))
        total.add(one)
    return list(by_scenario.values())


def _write(accounts: Sequence[Account]) -> None:
    page = _PAGE.read_text("utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    table = "\n".join(_table(accounts))
    _PAGE.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{after}", "utf-8")


def _table(accounts: Sequence[Account]) -> Iterator[str]:
    yield f"`make chaos`, {datetime.now(UTC):%d %B %Y}, {machine()}"
    yield ""
    yield _row(_HEAD)
    yield _row(["---", *["---:"] * (len(_HEAD) - 1)])
    for one in accounts:
        figures = (one.events, one.owed, one.delivered, one.lost, one.doubled, one.bound)
        yield _row([one.scenario, *(f"{figure:,}" for figure in figures)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())

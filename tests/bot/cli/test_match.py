"""``match`` says what is wrong with a query in one plain line, and quickly."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.match import match_lines
from tests.support.bot_process import ROOT

LINES = (
    "stalking\tHe stalked her\n"
    'tax "reform\tanything\n'
    "site:orda.kz\tanything\n"
    "court -football\tThe courts\n"
)


def test_a_bad_query_is_explained_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.tsv"
    file.write_text(LINES, "utf-8")
    assert match_lines(str(file)) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["1\tstalked@3-10", "0\t", "0\t", "1\tcourts@4-10"]
    assert printed.err == (
        'line 2: The quote at character 5 is never closed. Did you mean this? tax "reform"\n'
        "line 3: What stands at character 1 would bring you everything that the site publishes. "
        "Add a word to look for there.\n"
    )


def test_it_does_without_what_takes_seconds_to_import() -> None:
    program = "import sys, bot.cli.match; print(sorted({'aiogram', 'babel'} & sys.modules.keys()))"
    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert printed.stdout == "[]\n"

"""``same`` answers every line, and says in one plain line what is wrong with one."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.same import same_lines
from tests.support.bot_process import ROOT

AGREED = "Суд в Таразе приговорил бизнесмена Калиева к 5 годам"
TEXT = "Как сообщили в суде, заседание прошло в закрытом режиме и завершилось поздно вечером. " * 4
LINES = (
    f"{AGREED}\tБизнесмена Калиева в Таразе приговорили к пяти годам\n"
    "one headline only\n"
    f"{AGREED}\tСуд в Таразе оправдал бизнесмена Калиева\r\n"
    f"{AGREED}\t \n"
    f"{AGREED}\tПоздний вечер в суде\t{TEXT}\t{TEXT}\n"
    f"{AGREED}\tПоздний вечер в суде\t{TEXT}\n"
)


def test_a_bad_line_is_explained_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(LINES, "utf-8")
    assert same_lines(str(file)) == 1
    printed = capsys.readouterr()
    rows = [row.split("\t") for row in printed.out.splitlines()]
    assert [row[0] for row in rows] == ["1", "0", "0", "0", "0", "0"]
    assert all((float(score) >= 0.5) == (verdict == "1") for verdict, score in rows)
    assert [line.partition(":")[0] for line in printed.err.splitlines()] == [
        "line 2",
        "line 4",
        "line 6",
    ]


def test_a_file_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert same_lines(str(tmp_path / "none.tsv")) == 1
    assert capsys.readouterr().err.endswith("none.tsv: No such file or directory\n")


def test_it_reads_standard_input_and_imports_nothing_slow() -> None:
    program = (
        "import sys; from bot.cli.same import same_lines; code = same_lines('-');"
        "print(sorted({'aiogram', 'sqlalchemy', 'trafilatura'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        input=f"{AGREED}\t{AGREED}\n".encode(),
        capture_output=True,
        check=True,
    )
    verdict, imported = done.stdout.decode().splitlines()
    assert verdict.startswith("1\t0.9")
    assert imported == "[]"

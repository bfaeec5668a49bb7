"""The dictionaries are read before the first article comes, and only once."""

import subprocess
import sys

from tests.support.bot_process import ROOT

# A process of its own: in this one another test may have read them already.
PROGRAM = """
import asyncio, sys
from bot.pipeline.dictionaries import read_dictionaries
from matching.line import match_line

opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(args[0]))
asyncio.run(read_dictionaries())
assert len(opened) > 1
opened.clear()
asyncio.run(read_dictionaries())
assert match_line("stalking", "They stalked him")
assert match_line("сталкинг", "Сталкингом")
assert match_line("Қылмыстық кодекс", "Қылмыстық кодекске өзгерістер")
print(opened)
"""


def test_once_read_nothing_is_opened_to_look_words_up() -> None:
    printed = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (printed.stderr, printed.stdout) == ("", "[]\n")

"""docs/rhythms.md shows commands that are understood, and buttons that there are."""

import re
from pathlib import Path

import pytest

from actions.rhythm.parsing import READERS
from actions.rhythm.zones import find_zone
from storage.follows import Follow
from storage.rhythms import Rhythm
from tests.storage.builders import NOW
from views.follow_card import CardFacts, follow_card
from views.i18n import load_languages

PAGE = Path(__file__).parents[2] / "docs" / "rhythms.md"
ROWS = [line.split("|")[1] for line in PAGE.read_text().splitlines() if line.startswith("| ")]
COMMANDS = [command for row in ROWS for command in re.findall(r"`/(\w+ [^`]+)`", row)]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_is_understood(command: str) -> None:
    name, _, words = command.partition(" ")
    if name == "timezone":
        assert find_zone(words).zone
    else:
        assert READERS[name](Rhythm(), words) is not None


def test_the_page_shows_every_setting() -> None:
    shown = {name for row in ROWS for name in re.findall(r"`/(\w+)", row)}
    assert shown == {*READERS, "pause", "resume", "timezone"}


def test_the_page_explains_every_button_of_a_card() -> None:
    explained = [name for row in ROWS for name in re.findall(r"\*\*(.+?)\*\*", row)]
    language = load_languages()["en"]
    for muted_until in (None, NOW.replace(year=9_000)):
        follow = Follow(1, "tax", active=True, muted_until=muted_until)
        screen = follow_card(language, CardFacts(follow, Rhythm(), NOW))
        labels = {button.text.removeprefix("✓ ") for row in screen.buttons for button in row}
        assert labels - {"‹ Back to the list"} <= set(explained)

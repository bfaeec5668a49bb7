"""What every test of views needs: the languages, and Telegram's limits in one checker."""

from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest

from views.i18n import Language, load_languages
from views.screen import Button, Screen

CODES = ("en", "ru", "kk")
NESTS = {"text_link", "blockquote", "bold", "underline"}


@pytest.fixture(scope="session")
def languages() -> Mapping[str, Language]:
    return load_languages()


@pytest.fixture(scope="session", params=CODES)
def language(request: pytest.FixtureRequest, languages: Mapping[str, Language]) -> Language:
    code: str = request.param
    return languages[code]


@pytest.fixture(scope="session")
def check() -> Callable[[Screen], Screen]:
    """Return the checker: it passes a screen that Telegram would take, unchanged."""
    return check_screen


def check_screen(screen: Screen) -> Screen:
    units = screen.text.encode("utf-16-le")  # raises on half a surrogate pair
    assert 0 < len(units) // 2 <= (1_024 if screen.document else 4_096)
    assert not (screen.asks_place and (screen.document or screen.asks or screen.buttons))
    assert not (screen.document and screen.asks)
    assert screen.text == screen.text.strip()
    check_entities(screen, units)
    buttons = [button for row in screen.buttons for button in row]
    assert len(buttons) <= 100
    assert all(0 < len(row) <= 8 for row in screen.buttons)
    for button in buttons:
        check_button(button)
    assert len(screen.asks.encode("utf-16-le")) // 2 <= 64
    assert not screen.preview or screen.preview.startswith(("http://", "https://"))
    return screen


def check_entities(screen: Screen, units: bytes) -> None:
    assert len(screen.entities) <= 100
    for entity in screen.entities:
        start, end = entity.offset * 2, (entity.offset + entity.length) * 2
        assert 0 <= start < end <= len(units)
        covered = units[start:end].decode("utf-16-le")  # raises on half a surrogate pair
        assert covered.strip()
        assert covered == covered.strip()
        assert entity.type == "text_link" or entity.url is None
    places = [(entity.offset, -entity.length) for entity in screen.entities]
    assert places == sorted(places)
    for outer, inner in pairwise(screen.entities):
        end = outer.offset + outer.length
        apart = inner.offset >= end
        nested = inner.offset + inner.length <= end and outer.type in NESTS
        assert apart or nested


def check_button(button: Button) -> None:
    assert button.text.strip()
    assert len(button.text.encode("utf-16-le")) // 2 <= 64
    assert bool(button.data) != bool(button.url)
    assert len(button.data.encode()) <= 64
    assert not button.url or button.url.startswith(("http://", "https://"))

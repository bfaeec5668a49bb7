"""Every view, from sample data, in every language, within Telegram's limits."""

import inspect
import pkgutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module

import pytest

import views
import views.alert
import views.follow
import views.help
import views.list
import views.query_errors
import views.refusals
import views.stats
import views.troubles
import views.unfollow
import views.welcome
from matching.errors import Reason
from storage.figures import Figures
from storage.follows import Follow
from views import menu, notices
from views.i18n import Language
from views.screen import Screen

BIGGEST_ID = 9_223_372_036_854_775_807
ACTIVE = Follow(BIGGEST_ID, 'stalking "Уголовный кодекс"', active=True)
REMOVED = Follow(BIGGEST_ID - 1, "сталкинг", active=False)
FIGURES = Figures(
    chats=1_234_567,
    follows=21,
    sources_ok=5,
    sources_failing=2,
    articles=0,
    alerts_sent=1,
    alerts_waiting=11,
    median=1.26,
    p95=1_234.5,
)
NO_FIGURES = Figures(0, 0, 0, 0, 0, 0, 0, median=None, p95=None)
FACTS = views.alert.AlertFacts(
    alert_id=BIGGEST_ID,
    headline="Parliament makes stalking a crime",
    url="https://news.example/2025/11/stalking",
    source="Example News",
    published=datetime(2025, 11, 24, 9, 5, tzinfo=UTC),
    excerpt="From January, stalking is punished by up to 50 days of arrest.",
    spans=((14, 22),),
    follows=(ACTIVE, REMOVED),
)
REASONS = (*Reason, "of another version")

Sample = Callable[[Language], Screen]


def _bad_query(reason: str) -> Sample:
    return lambda language: views.query_errors.bad_query(language, reason, 7)


SAMPLES: dict[str, Sample] = {
    "alert": lambda language: views.alert.alert(language, FACTS),
    "added": lambda language: views.follow.added(language, ACTIVE),
    "added, removed since": lambda language: views.follow.added(language, REMOVED),
    "words_wanted": views.follow.words_wanted,
    "duplicate": lambda language: views.follow.duplicate(language, ACTIVE),
    "limit_reached": lambda language: views.follow.limit_reached(language, 100),
    "too_long": lambda language: views.follow.too_long(language, 201, 200),
    "bad_link": views.follow.bad_link,
    "helped": views.help.helped,
    "listed, empty": lambda language: views.list.listed(language, []),
    "listed, emptied": lambda language: views.list.listed(language, [], REMOVED),
    "listed": lambda language: views.list.listed(language, [ACTIVE] * 21, REMOVED),
    "admins_only": views.refusals.admins_only,
    "chat_admins_only": views.refusals.chat_admins_only,
    "rights_unknown": views.refusals.rights_unknown,
    "measured": lambda language: views.stats.measured(language, FIGURES),
    "measured, nothing": lambda language: views.stats.measured(language, NO_FIGURES),
    "failed": views.troubles.failed,
    "outdated": views.troubles.outdated,
    "source_moved": lambda language: views.troubles.source_moved(language, "Orda.kz", 21),
    "unfollow_wanted": views.unfollow.unfollow_wanted,
    "removed": lambda language: views.unfollow.removed(language, REMOVED),
    "restored": lambda language: views.unfollow.restored(language, ACTIVE),
    "not_followed": views.unfollow.not_followed,
    "welcome": views.welcome.welcome,
    "unknown_command": views.welcome.unknown_command,
    **{f"bad_query, {reason}": _bad_query(reason) for reason in REASONS},
}
NOTICES = (
    notices.removed,
    notices.restored,
    notices.no_rights,
    notices.rights_unknown,
    notices.unknown_button,
    notices.stale_button,
    notices.failed,
)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_view_is_within_the_limits_of_telegram(
    sample: Sample, language: Language, check: Callable[[Screen], Screen]
) -> None:
    screen = check(sample(language))
    assert "{" not in screen.text
    assert all("{" not in button.text for row in screen.buttons for button in row)


def test_no_view_is_without_a_sample() -> None:
    shown = {name.split(",")[0] for name in SAMPLES}
    for module in pkgutil.iter_modules(views.__path__):
        if module.name != "compose":
            assert _views_of(import_module(f"views.{module.name}")) <= shown


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_fits_over_a_button(notice: Callable[[Language], str], language: Language) -> None:
    assert 0 < len(notice(language)) <= 200


@pytest.mark.parametrize("operator", [False, True])
def test_the_menu_is_one_that_telegram_takes(language: Language, operator: bool) -> None:
    commands = dict(menu.menu(language, operator=operator))
    assert set(commands) == {"start", "follow", "unfollow", "list", "help"} | (
        {"stats"} if operator else set()
    )
    assert all(0 < len(description) <= 256 for description in commands.values())


def _views_of(module: object) -> set[str]:
    """Return the module's own public functions that return a Screen."""
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == getattr(module, "__name__", "")
        and not name.startswith("_")
        and inspect.signature(function).return_annotation is Screen
    }

"""The operator's figures."""

from aiogram.utils.formatting import as_key_value
from babel.numbers import format_decimal

from storage.figures import Figures
from views.compose import fill, screen
from views.i18n import Language
from views.screen import Screen

_NONE = "—"


def measured(language: Language, figures: Figures) -> Screen:
    """Return every figure, a line each; a dash for what was not measured."""
    rows = (
        (language.gettext("Chats"), _count(language, figures.chats)),
        (language.gettext("Follows"), _count(language, figures.follows)),
        (language.gettext("Sources in order"), _count(language, figures.sources_ok)),
        (language.gettext("Sources failing"), _count(language, figures.sources_failing)),
        (language.gettext("Articles"), _count(language, figures.articles)),
        (language.gettext("Alerts sent"), _count(language, figures.alerts_sent)),
        (language.gettext("Alerts waiting"), _count(language, figures.alerts_waiting)),
    )
    return screen(
        *(as_key_value(name, value) for name, value in rows),
        "",
        language.gettext("From publication to sending, over the last 24 hours:"),
        fill(
            language.gettext("median {median}, 95% within {p95}"),
            median=_seconds(language, figures.median),
            p95=_seconds(language, figures.p95),
        ),
    )


def _count(language: Language, number: int) -> str:
    return format_decimal(number, locale=language.locale)


def _seconds(language: Language, seconds: float | None) -> str:
    if seconds is None:
        return _NONE
    number = format_decimal(seconds, format="#,##0.0", locale=language.locale)
    return language.gettext("{number} s").format(number=number)

"""The operator's figures."""

from collections.abc import Iterator, Mapping

from aiogram.utils.formatting import Text, as_key_value
from babel.numbers import format_decimal

from storage.figures import Figures
from views.compose import fill, screen
from views.i18n import Language
from views.marking import N_
from views.screen import Screen

_NONE = "—"
_REASONS: Mapping[str, str] = {
    "first look": N_("there before the first look"),
    "old": N_("old, from a moved archive"),
    "repeated": N_("listed twice"),
    "no address": N_("without an address"),
    "no text": N_("without words"),
    "unreadable": N_("readable in Telegram only"),
}


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
        *_left_out(language, figures.dropped),
    )


def _left_out(language: Language, dropped: Mapping[str, int]) -> Iterator[Text | str]:
    """Yield how many entries came to nothing, the commonest reason first."""
    if not dropped:
        return
    yield ""
    yield language.gettext("Entries left out today (UTC), by reason:")
    for code, entries in sorted(dropped.items(), key=lambda one: -one[1]):
        reason = language.gettext(_REASONS[code]) if code in _REASONS else code
        yield as_key_value(reason, _count(language, entries))


def _count(language: Language, number: int) -> str:
    return format_decimal(number, locale=language.locale)


def _seconds(language: Language, seconds: float | None) -> str:
    if seconds is None:
        return _NONE
    number = format_decimal(seconds, format="#,##0.0", locale=language.locale)
    return language.gettext("{number} s").format(number=number)

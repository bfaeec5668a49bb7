"""Why nothing can be watched at an address, and what to do next."""

from collections.abc import Iterator

from aiogram.utils.formatting import Text

from views.compose import fill
from views.i18n import Language
from views.outside import line
from views.sources.words import trouble

_DETAIL = 200


def reason(language: Language, code: str, detail: str, asked: str) -> Iterator[str | Text]:
    """Yield a line that names what was asked, if anything, one why it is no use, one what helps.

    Args:
        language: whose sentences.
        code: why: ours, or of ``news.discovery``; one that is not known gets a general sentence.
        detail: what a machine said, empty where nothing did.
        asked: what was typed; empty for a file.
    """
    if asked:
        yield fill(language.gettext("I can't watch {address}."), address=asked)
    why, advice = _said(language, code, detail)
    yield why
    if advice:
        yield advice


def short_reason(language: Language, code: str, detail: str) -> str:
    """Return why it is no use, in one sentence."""
    return _said(language, code, detail)[0]


def _said(language: Language, code: str, detail: str) -> tuple[str, str]:
    return language.gettext("I could not read it."), line(detail, _DETAIL) or trouble(language, "")

"""Languages: whose words a message is written in.

A ``Language`` is handed to every view. Strings are marked by calling its ``gettext``,
``ngettext`` and ``pgettext``, or with ``views.marking.N_`` where they are translated elsewhere,
which is how ``make messages`` finds them; the English text is the message's id. There is no
current language: nothing here depends on a context or a global.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

DOMAIN = "jarshy"
LOCALES = Path(__file__).resolve().parent.parent / "locales"
DEFAULT = "en"

# British conventions for dates in English: the 24-hour clock is the one that readers
# around Central Asia use, and the day's place before the month cannot be misread.
_CONVENTIONS = {"en": "en_GB", "ru": "ru", "kk": "kk"}

# Telegram offers no Kazakh or Central Asian interface to many of these readers; Russian is
# their likelier second language than English.
_RUSSIAN_SECOND = frozenset({"be", "ky", "tg", "tk", "uz"})


@dataclass(frozen=True, slots=True)
class Language:
    """One of the languages that the bot speaks.

    Attributes:
        code: ``en``, ``ru`` or ``kk`` (ISO 639-1).
        locale: the CLDR identifier for dates and numbers.
    """

    code: str
    locale: str
    _translations: Translations = field(repr=False)

    def gettext(self, message: str) -> str:
        """Return the message in this language, or as it is where it has no translation."""
        return self._translations.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the form of the message that goes with ``count``; placeholders stay."""
        return self._translations.ngettext(singular, plural, count)

    def pgettext(self, context: str, message: str) -> str:
        """Return the message as it is said in ``context``, for words with several meanings."""
        return str(self._translations.pgettext(context, message))


def load_languages(folder: Path = LOCALES) -> Mapping[str, Language]:
    """Return every language by its code: ``en``, ``ru`` and ``kk``.

    Raises OSError when a catalogue is missing: a bot that answers in the wrong language is
    better stopped at start.
    """
    return {
        code: Language(code, conventions, _translations(folder / code / "LC_MESSAGES"))
        for code, conventions in _CONVENTIONS.items()
    }


def choose(language_code: str | None) -> str:
    """Return the code of the language to speak to somebody whose Telegram is set to this one.

    Args:
        language_code: an IETF tag such as ``ru``, ``kk-KZ`` or ``pt-br`` (Bot API, User).
    """
    base = (language_code or "").replace("_", "-").split("-")[0].lower()
    if base in _CONVENTIONS:
        return base
    return "ru" if base in _RUSSIAN_SECOND else DEFAULT


def _translations(folder: Path) -> Translations:
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if not _is_fresh(compiled, source):
        return Translations(_compile(source), DOMAIN)
    with compiled.open("rb") as file:
        return Translations(file, DOMAIN)


def _is_fresh(compiled: Path, source: Path) -> bool:
    if not compiled.exists():
        return False
    return not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime


def _compile(source: Path) -> BytesIO:
    with source.open("rb") as file:
        catalogue = read_po(file, domain=DOMAIN)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return compiled

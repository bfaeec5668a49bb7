"""Choosing a language, loading it, and its plurals."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.views.test_every_view import watched
from views.follow import limit_reached, too_long
from views.i18n import LOCALES, Language, choose, load_languages
from views.troubles import source_moved

QUESTION = "Read"


@pytest.mark.parametrize(
    ("telegram", "code"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("kk", "kk"),
        ("KK_kz", "kk"),
        ("en", "en"),
        ("en-GB", "en"),
        ("ky", "ru"),
        ("uz-Cyrl", "ru"),
        ("tg", "ru"),
        ("tk", "ru"),
        ("be", "ru"),
        ("pt-br", "en"),
        ("kkj", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_telegram_languages_lead_to_one_of_ours(telegram: str | None, code: str) -> None:
    assert choose(telegram) == code


def test_without_compiled_catalogues_the_bot_speaks(tmp_path: Path) -> None:
    shutil.copytree(LOCALES, tmp_path / "l", ignore=shutil.ignore_patterns("*.mo"))
    assert load_languages(tmp_path / "l")["ru"].gettext(QUESTION) == "Читать"


def test_a_compiled_catalogue_is_used_until_its_source_is_newer(tmp_path: Path) -> None:
    folder = tmp_path / "l"
    shutil.copytree(LOCALES, folder, ignore=shutil.ignore_patterns("*.mo"))
    source = folder / "ru" / "LC_MESSAGES" / "jarshy.po"
    compiled = source.with_suffix(".mo")
    with source.open("rb") as file, compiled.open("wb") as target:
        catalogue = read_po(file, locale="ru")
        catalogue[QUESTION].string = "Прочесть"
        write_mo(target, catalogue)

    os.utime(source, (1_000, 1_000))
    assert load_languages(folder)["ru"].gettext(QUESTION) == "Прочесть"
    os.utime(compiled, (999, 999))
    assert load_languages(folder)["ru"].gettext(QUESTION) == "Читать"


def test_a_missing_language_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        load_languages(tmp_path)


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (0, "0 старых записей, которых", "0 old entries"),
        (1, "1 старую запись, которой", "1 old entry"),
        (2, "2 старые записи, которых", "2 old entries"),
        (5, "5 старых записей, которых", "5 old entries"),
        (11, "11 старых записей, которых", "11 old entries"),
        (21, "21 старую запись, которой", "21 old entries"),
    ],
)
def test_entries_are_counted_in_the_right_form(
    languages: Mapping[str, Language], count: int, russian: str, english: str
) -> None:
    assert russian in source_moved(languages["ru"], watched(), count).text
    assert english in source_moved(languages["en"], watched(), count).text
    assert f"{count} ескі жазбаны" in source_moved(languages["kk"], watched(), count).text


@pytest.mark.parametrize(
    ("count", "characters", "follows"),
    [
        (0, "0 знаков", "0 подписок"),
        (1, "1 знак,", "1 подписка "),
        (2, "2 знака", "2 подписки"),
        (5, "5 знаков", "5 подписок"),
        (21, "21 знак,", "21 подписка "),
    ],
)
def test_characters_and_follows_are_counted_in_the_right_form(
    languages: Mapping[str, Language], count: int, characters: str, follows: str
) -> None:
    assert characters in too_long(languages["ru"], count, 200).text
    assert follows in limit_reached(languages["ru"], count).text

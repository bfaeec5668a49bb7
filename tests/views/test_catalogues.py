"""The catalogues are complete, agree with the sources, and speak in the right number."""

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
MARKED = ("views", "handlers", "bot")

Ids = set[str | tuple[str, ...]]


def read(path: str, locale: str | None = None) -> Catalog:
    with (ROOT / "locales" / path).open("rb") as file:
        return read_po(file, locale=locale)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def ids(catalogue: Catalog) -> Ids:
    return {_id(message.id) for message in messages(catalogue)}


def extracted() -> Ids:
    return {_id(found[2]) for folder in MARKED for found in extract_from_dir(ROOT / folder)}


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_template_holds_what_the_sources_say() -> None:
    assert ids(read("jarshy.pot")) == extracted(), "run `make messages`"


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_a_catalogue_holds_what_the_template_does(code: str) -> None:
    catalogue = read(f"{code}/LC_MESSAGES/jarshy.po", code)
    assert ids(catalogue) == extracted(), "run `make messages`"
    assert not catalogue.obsolete


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_no_string_is_missing(code: str) -> None:
    catalogue = read(f"{code}/LC_MESSAGES/jarshy.po", code)
    for message in messages(catalogue):
        assert not message.fuzzy, message.id
        translated = forms(message.string)
        assert all(translated), message.id
        if message.pluralizable:
            assert len(translated) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_translations_have_the_placeholders_of_their_message(code: str) -> None:
    for message in messages(read(f"{code}/LC_MESSAGES/jarshy.po", code)):
        expected = placeholders(forms(message.id)[0])
        for text in filter(None, (*forms(message.id), *forms(message.string))):
            assert placeholders(text) == expected, text


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_translations_name_the_commands_of_their_message(code: str) -> None:
    for message in messages(read(f"{code}/LC_MESSAGES/jarshy.po", code)):
        for command in ("/list", "/help"):
            for text in forms(message.string):
                assert text.count(command) == forms(message.id)[0].count(command), text


def _id(found: str | list[str] | tuple[str | None, ...]) -> str | tuple[str, ...]:
    if isinstance(found, str):
        return found
    return tuple(part for part in found if part is not None)

"""Queries and texts as they come: of any language, declared or not, short, mixed, mistyped."""

import unicodedata

import pytest

from language.choosing import for_query, for_text
from language.exact import exact_keys
from language.tokens import words

RUSSIAN = "Министерство сообщило, что за сталкинг будут наказывать строже, чем до этого. "
KAZAKH = "Министрлік Қылмыстық кодекске өзгерістер енгізу туралы мәлімдеді. "
ENGLISH = "The ministry has announced that stalkers will be punished more severely than before. "
GERMAN = "Der Bundestag hat am Donnerstag über die Reform der Krankenhäuser beraten. "
QAZAQ = "Qazaqstan Respublikasynyñ Ükimeti jaña qaulyny maquldady. "


def found(query: str, text: str, language: str | None = None) -> list[str]:
    """The words of the text that a query of one word finds."""
    asked = set(for_query().query_keys(query))
    forms = for_text(language, text)
    return [word for word in words(text) if not asked.isdisjoint(forms.text_keys(word))]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        # Names in the languages around them.
        ("Құспан", RUSSIAN + "Выступил отец Құспанның.", ["Құспанның"]),
        ("Куспан", RUSSIAN + "Суд над Куспаном отложен.", ["Куспаном"]),
        ("Куспан", KAZAKH + "Сот Куспанның ісін қарады.", ["Куспанның"]),
        ("Kuspan", ENGLISH + "Kuspan’s lawyer appealed.", ["Kuspan’s"]),
        ("Tesla", RUSSIAN + "Акции Tesla выросли.", ["Tesla"]),
        ("Токаев", "Токаев подписал закон", ["Токаев"]),
        ("Токаева", "Токаев подписал закон", ["Токаев"]),
        # Headlines too short to tell the language.
        ("сот", "Соттан", ["Соттан"]),
        ("бала", "Балалар", ["Балалар"]),
        ("суд", "Судом", ["Судом"]),
        ("election", "Elections", ["Elections"]),
        # Two languages in one text.
        ("мектеп", RUSSIAN * 20 + KAZAKH * 5 + "Жаңа мектептер ашылды.", ["мектептер"]),
        ("школа", KAZAKH * 20 + "Министр об этом: «Новых школ будет больше».", ["школ"]),
        ("закон", "В Алматы прошёл форум «Жаңа Қазақстан» о законах", ["законах"]),
        # Slips and tricks of writing.
        ("сталкинг", "cталкингом", ["cталкингом"]),
        ("қаһарман", "қаhармандар", ["қаhармандар"]),
        ("әкім", "əкiмнің", ["əкiмнің"]),
        ("Қайрат", "Қаи\u0306раттың", ["Қаи\u0306раттың"]),
        ("йод", "и\u0306одом", ["и\u0306одом"]),
        ("елка", "Ёлки", ["Ёлки"]),
        ("преступление", "прес\u00adтупления", ["прес\u00adтупления"]),
        ("жертва", "жертвы-свидетели", ["жертвы"]),
        ("Qazaqstan", "Qazaqstan's", ["Qazaqstan's"]),
        ("iPhone", "В iPhone'ом нашли ошибку", ["iPhone'ом"]),
        ("Brien", "O'Brien said so", ["O'Brien"]),
        ("Facebook", "Facebookтан өшірілді", ["Facebookтан"]),
        ("don", "I don't know Don", ["Don"]),
        ("110", "статья 110-1", ["110"]),
        ("2024", "в 2024 году", ["2024"]),
        # Kazakh in Latin letters meets Cyrillic.
        ("Үкімет", QAZAQ, ["Ükimeti"]),
        ("қаулы", QAZAQ, ["qaulyny"]),
        ("Ресей", QAZAQ + "Reseidiñ elşisi keldi.", ["Reseidiñ"]),
        ("Qazaqstan", KAZAKH + "Қазақстанда өткен жиын.", ["Қазақстанда"]),
        ("bar", KAZAKH + "Мұндай заң бар.", []),
        # Languages that have a stemmer, and those that have none.
        ("Krankenhaus", GERMAN, ["Krankenhäuser"]),
        ("Reform", GERMAN + "Die Reformen gehen weiter.", ["Reform", "Reformen"]),
        ("élection", "Les Français attendent l’élection présidentielle de demain.", ["l’élection"]),
        ("選挙", "選挙", ["選挙"]),
    ],
)
def test_a_query_finds_its_word(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


@pytest.mark.parametrize("declared", ["en", "ru", "de", "KK", "ru-RU", "xx", ""])
def test_a_wrong_declaration_loses_nothing(declared: str) -> None:
    assert found("мектеп", KAZAKH + "Мектептер жабылды.", declared) == ["Мектептер"]
    assert found("сталкинг", RUSSIAN + "О сталкинге.", declared) == ["сталкинг", "сталкинге"]
    assert found("stalker", ENGLISH, declared) == ["stalkers"]
    assert "Reformen" in found("Reform", GERMAN + "Die Reformen sind da.", declared)


def test_russian_is_read_inside_kazakh_too() -> None:
    mixed = KAZAKH + "За сталкингом последует штраф. Алматыда заңға өзгерістер енгізілді."
    assert found("сталкинг", mixed) == ["сталкингом"]
    assert found("заң", mixed)[-1] == "заңға"


def test_kazakh_is_not_read_into_russian() -> None:
    # бала is a child in Kazakh, whose forms must not be looked for where nothing is Kazakh.
    assert found("бала", RUSSIAN + "Бал продлился до утра, а балалайка молчала.") == ["Бал"]


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("US", "US", True),
        ("US", "us", False),
        ("US", "U\u00adS", True),
        ("IT", "ІТ", False),  # Cyrillic
        ("Қайрат", unicodedata.normalize("NFD", "Қайрат"), True),
        ("ёлка", "елка", False),
        ("Kuspan", "Kuspan's", False),
    ],
)
def test_exact_keys_tell_case_form_and_script_apart(word: str, other: str, same: bool) -> None:
    assert (exact_keys(word) == exact_keys(other)) is same


def test_an_exact_key_is_no_key_of_forms() -> None:
    (key,) = exact_keys("US")
    assert key not in for_text("en").text_keys("US")
    assert exact_keys("\u00ad") == ()

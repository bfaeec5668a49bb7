import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.detection import KAZAKH_LATIN, languages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Президент подписал закон о бюджете на следующий год", {"ru"}),
        ("Президент келесі жылға арналған бюджет туралы заңға қол қойды", {"kk"}),
        ("The president has signed the budget for the coming year", {"en"}),
        ("Der Präsident hat gestern den Haushalt für das kommende Jahr unterzeichnet", {"de"}),
        ("Qazaqstan Prezidenti jaña zañğa qol qoidy", {KAZAKH_LATIN}),
        ("В Алматы прошёл форум «Жаңа Қазақстан»", {"ru", "kk"}),
        ("", set()),
        ("110", set()),
    ],
)
def test_languages_of_a_text(text: str, expected: set[str]) -> None:
    assert languages(None, text) == expected


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("ru", {"ru"}), ("ru-KZ", {"ru"}), ("EN_us", {"en"}), ("", set()), (None, set())],
)
def test_a_declaration_is_believed(declared: str | None, expected: set[str]) -> None:
    assert languages(declared, "") == expected


def test_kazakh_that_is_declared_and_has_no_cyrillic_is_latin() -> None:
    assert KAZAKH_LATIN in languages("kk", "Prezident sheshim qabyldady")


@given(st.one_of(st.none(), st.text()), st.text())
@settings(derandomize=True)
def test_no_text_is_too_strange(declared: str | None, text: str) -> None:
    languages(declared, text)
    languages(None, "\ud800\x00\ufffe" + text)

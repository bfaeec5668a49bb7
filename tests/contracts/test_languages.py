"""What every language's forms must hold to, and the words by which each is judged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language import choosing
from language.forms import Forms
from language.normalising import normalise
from language.tokens import words

# By name of the forms: keyword, word of a text, whether they meet.
SAMPLES = {
    "exact": [
        ("stalking", "Stalking", True),
        ("stalking", "STALKING", True),
        ("stalking", "stalker", False),
        ("елка", "Ёлка", True),
        ("Куспан", "куспан", True),
        ("Kuspan", "Kuspan’s", True),
        ("Kuspan's", "Kuspan", False),
        ("қылмыс", "ҚЫЛМЫС", True),
        ("қылмыс", "кылмыс", False),
        ("преступление", "прес\u00adтупление", True),
        ("110", "110", True),
    ],
}

forms_of_all = pytest.mark.parametrize("forms", choosing.ALL, ids=lambda forms: forms.name)


def meet(forms: Forms, keyword: str, word: str) -> bool:
    return not set(forms.query_keys(keyword)).isdisjoint(forms.text_keys(word))


@forms_of_all
def test_words_that_must_and_must_not_meet(forms: Forms) -> None:
    samples = SAMPLES[forms.name]
    assert [(one, other, meet(forms, one, other)) for one, other, _ in samples] == samples


@forms_of_all
@given(text=st.text())
@settings(derandomize=True)
def test_a_word_meets_itself_however_it_is_written(forms: Forms, text: str) -> None:
    for word in words(text):
        if normalise(word):
            assert meet(forms, word, word)
            assert meet(forms, normalise(word), word)


@forms_of_all
@given(word=st.text())
@settings(derandomize=True)
def test_keys_are_distinct_normal_and_always_the_same(forms: Forms, word: str) -> None:
    for keys_of in (forms.query_keys, forms.text_keys):
        keys = keys_of(word)
        assert keys == keys_of(word)
        assert len(set(keys)) == len(keys)
        assert "" not in keys


@pytest.mark.parametrize("language", ["en", "ru", "kk", "de", "xx", "", None])
def test_any_declared_language_has_forms(language: str | None) -> None:
    assert choosing.for_text(language) in choosing.ALL
    assert choosing.for_query() in choosing.ALL

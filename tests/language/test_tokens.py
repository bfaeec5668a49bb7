from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.tokens import offsets, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("—  … !", []),
        ("За сталкинг — штраф.", ["За", "сталкинг", "штраф"]),
        ("Қазақстанның заңы", ["Қазақстанның", "заңы"]),
        ("жертва-свидетель", ["жертва", "свидетель"]),
        ("Qazaqstan's O’Brien 'quoted'", ["Qazaqstan's", "O’Brien", "quoted"]),
        ("3.5 млн, ст. 110-1", ["3", "5", "млн", "ст", "110", "1"]),
        ("snake_case", ["snake", "case"]),
        ("прес\u00adтупление", ["прес\u00adтупление"]),
        ("и\u0306од и Ё", ["и\u0306од", "и", "Ё"]),
        ("हिन्दी", ["हिन्दी"]),
    ],
)
def test_words_as_written(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_offsets_count_code_points_of_the_original() -> None:
    text = "😀 за\u00adкон e\u0301t 😀😀 «Код»"
    assert [(token.word, token.start, token.end) for token in tokens(text)] == [
        ("за\u00adкон", 2, 8),
        ("e\u0301t", 9, 12),
        ("Код", 17, 20),
    ]


@given(st.text())
@settings(derandomize=True)
def test_every_word_lies_where_it_says(text: str) -> None:
    places = offsets(text)
    assert [text[start:end] for start, end in places] == words(text)
    assert all(before[1] <= after[0] for before, after in pairwise(places))

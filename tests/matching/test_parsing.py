from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.errors import QueryError, Reason
from matching.parsing import MAX_WORDS, parse
from matching.query import All, Group, Phrase
from tests.matching.strategies import queries, scribbles


def test_words_side_by_side_are_one_group_and_phrases_stand_apart() -> None:
    assert parse('Criminal Code "Сталкинг закон" жертва-свидетель').root == All(
        (
            Group((Phrase(("code",)), Phrase(("criminal",)))),
            Phrase(("жертва", "свидетель")),
            Phrase(("сталкинг", "закон")),
        )
    )


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Stalking", "stalking"),
        ('"Stalking"', "stalking"),
        ("  stalking,  ", "stalking"),
        ("Code Criminal code", "code criminal"),
        ('"Criminal Code"', '"criminal code"'),
        ("«Criminal Code»", '"criminal code"'),
        ("“Criminal Code”", '"criminal code"'),
        ("„Criminal Code“", '"criminal code"'),
        ('«the "Code" act»', '"the code act"'),
        ('"Criminal Code" stalking', 'stalking "criminal code"'),
        ('a "b"', 'a "b"'),
        ('"b" "a" "b"', 'a "b"'),
        ('"b" c a', 'a c "b"'),
        ('a b "x y" c d', 'a b "x y" c d'),
        ('c d "x" a b "x" e f', 'a b "x" c d "x" e f'),
        ("жертва-свидетель", '"жертва свидетель"'),
        ("суд жертва—свидетель", "жертва свидетель суд"),
        ("суд жертва-свидетель", "жертва-свидетель суд"),
        ("Orda.kz AT&T", "at-t orda-kz"),
        ("3,5 24/7 1,b", "1 24-7 3-5 b"),
        ("stalking,harassment", "harassment stalking"),
        ("Ёлка O’Brien", "o'brien елка"),
        ("a AND b", "a and b"),
        ("-football", "football"),
        ("stray» word", "stray word"),
    ],
)
def test_the_normal_form(typed: str, normal: str) -> None:
    assert parse(typed).normal == normal
    assert parse(normal) == parse(typed)


@pytest.mark.parametrize(
    ("typed", "reason", "position"),
    [
        ("", Reason.NO_WORDS, 1),
        (" — * ", Reason.NO_WORDS, 1),
        ("\u02bc", Reason.NO_WORDS, 1),
        ('stalking "code', Reason.UNCLOSED_QUOTE, 10),
        ("a\nb «c", Reason.UNCLOSED_QUOTE, 5),
        ('"a" "', Reason.UNCLOSED_QUOTE, 5),
        ('a ""', Reason.EMPTY_PHRASE, 3),
        ("😀 «…» a", Reason.EMPTY_PHRASE, 3),
        ("ab " * MAX_WORDS + "cd", Reason.TOO_MANY_WORDS, 3 * MAX_WORDS + 1),
    ],
)
def test_what_is_no_query_says_why_and_where(typed: str, reason: Reason, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert (caught.value.reason, caught.value.position) == (reason, position)


@pytest.mark.parametrize("piece", ["«", '"', "„", "„\n", "»", "«»«", "*", " ", "\u02bc"])
def test_no_input_costs_its_square(piece: str) -> None:
    began = perf_counter()
    with pytest.raises(QueryError):
        parse(piece * 100_001)
    assert perf_counter() - began < 10  # the square would take minutes


def test_as_many_words_as_allowed_are_a_query() -> None:
    assert parse("ab " * MAX_WORDS).normal == "ab"


@given(scribbles)
@settings(derandomize=True, max_examples=500)
def test_anything_typed_is_a_query_with_a_stable_normal_form_or_an_error(typed: str) -> None:
    with suppress(QueryError):
        query = parse(typed)
        assert parse(query.normal) == query


@given(queries)
@settings(derandomize=True, max_examples=500)
def test_printed_and_parsed_again_a_query_is_the_same(typed: str) -> None:
    query = parse(typed)
    assert parse(query.normal) == query


@given(st.permutations(['"a b"', '"stalking"', '"c"', '"a b"', '"d e f"']))
@settings(derandomize=True, max_examples=50)
def test_the_order_of_what_must_all_be_met_is_irrelevant(parts: list[str]) -> None:
    assert parse(" ".join(parts)).normal == 'c "a b" stalking "d e f"'


@given(st.permutations(["a", "b-c", "d", "a", "D"]))
@settings(derandomize=True, max_examples=50)
def test_the_order_of_words_in_a_group_is_irrelevant(words: list[str]) -> None:
    assert parse(" ".join(words)).normal == "a b-c d"

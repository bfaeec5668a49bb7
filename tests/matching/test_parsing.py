from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.errors import QueryError, Reason
from matching.parsing import MAX_DEPTH, MAX_LENGTH, MAX_WORDS, parse
from matching.query import All, Either, Group, Language, Not, Phrase, Scope, Site
from tests.matching.strategies import queries, scribbles


def test_words_side_by_side_are_one_group_and_all_else_stands_apart() -> None:
    assert parse('Criminal Code "Сталкинг закон" жертва-свидетель').root == All(
        (
            Phrase(("жертва", "свидетель")),
            Phrase(("сталкинг", "закон")),
            Group((Phrase(("code",)), Phrase(("criminal",)))),
        )
    )


def test_not_binds_tightest_then_and_then_or() -> None:
    assert parse("a b OR NOT c AND d").root == Either(
        (
            Group((Phrase(("a",)), Phrase(("b",)))),
            All((Phrase(("d",)), Not(Phrase(("c",))))),
        )
    )


def test_prefixes_say_where_and_how_often() -> None:
    assert parse('title:Stalking x3:"a b" lead:(c d) site:Orda.kz lang:RU').root == All(
        (
            Language("ru"),
            Group((Phrase(("c",)), Phrase(("d",))), Scope.LEAD),
            Site("orda.kz"),
            Phrase(("stalking",), Scope.TITLE),
            Phrase(("a", "b"), times=3),
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
        ('stalking "Criminal Code"', '"criminal code" AND stalking'),
        ('"b" "a" "b"', "a AND b"),
        ('"b" c a', "a c AND b"),
        ('c d "x" a b "x" e f', "a b AND c d AND e f AND x"),
        ("жертва-свидетель", '"жертва свидетель"'),
        ("суд жертва—свидетель", "жертва свидетель суд"),
        ("суд жертва-свидетель", "жертва-свидетель суд"),
        ("Orda.kz AT&T", "at-t orda-kz"),
        ("3,5 24/7 1,b", "1 24-7 3-5 b"),
        ("stalking,harassment", "harassment stalking"),
        ("12:30 https://orda.kz/?id=5", "12-30 5 https id orda-kz"),
        ("Ёлка O’Brien", "o'brien елка"),
        ("stray» word", "stray word"),
        ("суд — закон", "закон суд"),
        ("a and b", "a and b"),
        ("a AND b", "a AND b"),
        ("a И b", "a AND b"),
        ("a ЖӘНЕ b", "a AND b"),
        ("b OR a", "a OR b"),
        ("b ИЛИ a", "a OR b"),
        ("b НЕМЕСЕ a", "a OR b"),
        ("b|a || c", "a OR b OR c"),
        ("law -football", "law AND -football"),
        ("law –football", "law AND -football"),
        ("law NOT football", "law AND -football"),
        ("law НЕ football", "law AND -football"),
        ("law ЕМЕС football", "law AND -football"),
        ("law -football match", "law AND match AND -football"),
        ("law -(football match)", "law AND -(football match)"),
        ('law -"football match"', 'law AND -"football match"'),
        ("law -title:(football match)", "law AND -title:(football match)"),
        ("law -(a OR b)", "law AND -a AND -b"),
        ("law -(a AND b)", "(-a OR -b) AND law"),
        ("law -(-(a b))", "a b AND law"),
        ("a OR b c AND d", "a OR b c AND d"),
        ("(a OR b) c", "(a OR b) AND c"),
        ("((a)) (b)", "a AND b"),
        ("a OR (b OR (c OR a))", "a OR b OR c"),
        ("a AND (a OR b)", "a"),
        ("a OR a AND b", "a"),
        ("Stalk*", "stalk*"),
        ("stalk** law", "law stalk*"),
        ("=US", "=US"),
        ('"=US"', "=US"),
        ("=us-Law code", "=us-Law code"),
        ('"=IT department" law', '"=IT department" AND law'),
        ('="Big Apple"', '"=Big =Apple"'),
        ('"b a"~3', '"a b"~3'),
        ('"a a"~3', "a"),
        ('"b a"~0', '"b a"'),
        ("TITLE: Stalking", "title:stalking"),
        ("title:(a OR b c)", "title:(b c) OR title:a"),
        ("lead:(title:a -b)", "title:a AND -lead:b"),
        ("title:lead:a", "title:a"),
        ("title:x3:a", "title:x3:a"),
        ("х3:title:a", "title:x3:a"),
        ("x2:x3:a x1:b", "b AND x3:a"),
        ("a site:https://www.Orda.kz/news", "a AND site:orda.kz"),
        ("a site:қазақ.қаз", "a AND site:xn--80aau21bd.xn--80ao21a"),
        ("a lang:RU", "a AND lang:ru"),
    ],
)
def test_the_normal_form(typed: str, normal: str) -> None:
    assert parse(typed).normal == normal
    assert parse(normal) == parse(typed)


@pytest.mark.parametrize(
    ("earlier", "today"),
    [
        ("stalking", "stalking"),
        ('stalking "criminal code"', '"criminal code" AND stalking'),
        ('a b "x y" c d', '"x y" AND a b AND c d'),
        ('a b "x" c d "x" e f', "a b AND c d AND e f AND x"),
        ('c "a b" stalking "d e f"', '"a b" AND "d e f" AND c AND stalking'),
        ("and or not", "and not or"),
        ("жертва-свидетель o'brien", "o'brien жертва-свидетель"),
    ],
)
def test_normal_forms_of_the_first_version_mean_what_they_meant(earlier: str, today: str) -> None:
    assert parse(earlier).normal == today


@pytest.mark.parametrize(
    ("typed", "reason", "position", "proposal"),
    [
        ("", Reason.NO_WORDS, 1, None),
        (" — ", Reason.NO_WORDS, 1, None),
        ("\u02bc", Reason.NO_WORDS, 1, None),
        ('stalking "code', Reason.UNCLOSED_QUOTE, 10, 'stalking "code"'),
        ("a\nb «c", Reason.UNCLOSED_QUOTE, 5, "a b «c»"),
        ('"a" "', Reason.UNCLOSED_QUOTE, 5, '"a"'),
        ('a (b "c', Reason.UNCLOSED_QUOTE, 6, 'a (b "c")'),
        ("a (b OR c", Reason.UNCLOSED_PARENTHESIS, 3, "a (b OR c)"),
        ("a b) c", Reason.UNOPENED_PARENTHESIS, 4, "a b c"),
        ('a ""', Reason.EMPTY_PHRASE, 3, "a"),
        ("😀 «…» a", Reason.EMPTY_PHRASE, 3, "😀 a"),
        ("a ()", Reason.EMPTY_PARENTHESES, 3, "a"),
        ("()", Reason.EMPTY_PARENTHESES, 1, None),
        ("a OR", Reason.MISSING_TERM, 3, "a"),
        ("ИЛИ a", Reason.MISSING_TERM, 1, "a"),
        ("a AND OR b", Reason.MISSING_TERM, 7, "a AND b"),
        ("(a OR) b", Reason.MISSING_TERM, 4, "(a ) b"),
        ("a NOT", Reason.MISSING_TERM, 3, "a"),
        ("a title:", Reason.MISSING_TERM, 3, "a"),
        (" * ", Reason.MATCHES_EVERYTHING, 2, None),
        ("law *", Reason.MATCHES_EVERYTHING, 5, "law"),
        ("sta*ing", Reason.MISPLACED_STAR, 4, "sta*"),
        ("**bold** text", Reason.MISPLACED_STAR, 1, "bold text"),
        ("=US*", Reason.MISPLACED_STAR, 4, "=US"),
        ("a st*", Reason.SHORT_BEGINNING, 3, "a st"),
        ("stalking~3", Reason.MISPLACED_NEARNESS, 9, "stalking"),
        ("x3:(a b)", Reason.UNCOUNTABLE, 1, "(a b)"),
        ("x0:a", Reason.BAD_NUMBER, 2, "x1:a"),
        ("x99:a", Reason.BAD_NUMBER, 2, "x50:a"),
        (f'"a b"~{"9" * 500}', Reason.BAD_NUMBER, 7, '"a b"~50'),
        ("a site:orda", Reason.BAD_SITE, 8, "a"),
        ('a site:"b"', Reason.BAD_SITE, 3, 'a "b"'),
        ("a lang:kz", Reason.BAD_LANGUAGE, 8, "a lang:kk"),
        ("a lang:russian", Reason.BAD_LANGUAGE, 8, "a"),
        ("-football", Reason.ONLY_EXCLUDES, 1, None),
        ("stalking OR -football", Reason.ONLY_EXCLUDES, 13, None),
        ("site:orda.kz", Reason.ONLY_SITE, 1, None),
        ("lang:ru site:orda.kz", Reason.ONLY_SITE, 9, None),
        ("stalking OR lang:ru", Reason.ONLY_LANGUAGE, 13, None),
        ("a -a", Reason.MATCHES_NOTHING, 3, None),
        ("ab " * MAX_WORDS + "cd", Reason.TOO_MANY_WORDS, 3 * MAX_WORDS + 1, "ab " * 19 + "ab"),
        ("a" * (MAX_LENGTH + 1), Reason.TOO_LONG, MAX_LENGTH + 1, "a" * MAX_LENGTH),
        ("(" * 10 + "a" + ")" * 10, Reason.TOO_DEEP, 11, None),
        ("NOT " * 200 + "a", Reason.TOO_DEEP, 4 * MAX_DEPTH + 1, None),
    ],
)
def test_what_is_no_query_says_why_and_where_and_what_would_be_one(
    typed: str, reason: Reason, position: int, proposal: str | None
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    error = caught.value
    assert (error.reason, error.position, error.proposal) == (reason, position, proposal)


@pytest.mark.parametrize("piece", ["«", '"', "„", "»", "*", " ", "(", "((a)", "-a|", "title:"])
def test_no_input_costs_more_than_its_length(piece: str) -> None:
    for repeated in (piece * 1_000, piece * 100_000):
        began = process_time()
        with pytest.raises(QueryError):
            parse(repeated[:MAX_LENGTH])
        with pytest.raises(QueryError):
            parse(repeated)
        assert process_time() - began < 3


def test_as_many_words_as_allowed_are_a_query() -> None:
    assert parse("ab " * MAX_WORDS).normal == "ab"


@given(scribbles)
@settings(derandomize=True, max_examples=500)
def test_anything_typed_is_a_query_with_a_stable_normal_form_or_an_error(typed: str) -> None:
    query = error = None
    try:
        query = parse(typed)
    except QueryError as raised:
        error = raised
    if query is not None:
        assert parse(query.normal) == query
    if error is not None:
        assert 1 <= error.position <= max(len(typed), 1)
        if error.proposal is not None:
            parse(error.proposal)


@given(queries)
@settings(derandomize=True, max_examples=500)
def test_printed_and_parsed_again_a_query_is_the_same(typed: str) -> None:
    query = parse(typed)
    assert parse(query.normal) == query


@given(st.permutations(['"a b"', '"stalking"', '"c"', '"a b"', '"d e f"']))
@settings(derandomize=True, max_examples=50)
def test_the_order_of_what_must_all_be_met_is_irrelevant(parts: list[str]) -> None:
    assert parse(" ".join(parts)).normal == '"a b" AND "d e f" AND c AND stalking'


@given(st.permutations(["a", "b-c", "d", "a", "D"]))
@settings(derandomize=True, max_examples=50)
def test_the_order_of_words_in_a_group_is_irrelevant(words: list[str]) -> None:
    assert parse(" ".join(words)).normal == "a b-c d"

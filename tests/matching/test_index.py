from collections.abc import Collection
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.tokens import offsets
from matching.analysis import analyse
from matching.document import Document, Field, Span
from matching.errors import QueryError
from matching.index import MAX_SPANS, Index
from matching.parsing import parse
from matching.query import AnalysedQuery
from matching.reading import Reading
from matching.verifying import verify
from tests.matching.slow import slow_match
from tests.matching.strategies import documents, queries, scribbles

ARTICLE = Document(
    title="New law: Stalking becomes a crime",
    summary="The Criminal Code changes.",
    text="A court spoke. The code is criminal, said U.S. Code experts.\nÉlite.",
    language="en",
)


def filled(*typed: str) -> Index:
    index = Index()
    for query_id, words in enumerate(typed):
        index.add(query_id, analyse(parse(words)))
    return index


def matched(document: Document, *typed: str) -> list[str]:
    return [typed[match.query_id] for match in filled(*typed).match(document)]


def shown(document: Document, typed: str) -> list[tuple[Field, str]]:
    [match] = filled(typed).match(document)
    return [(span.field, document.of(span.field)[span.start : span.end]) for span in match.spans]


def test_queries_that_match_and_queries_that_do_not() -> None:
    meets = [
        "stalking",
        "STALKING law",
        '"criminal code"',
        '"criminal code" stalking',
        "code criminal",
        "experts code",
        '"U.S. Code" court',
        "e\u0301lite",
    ]
    misses = [
        "stalwart",
        "law court",
        '"code criminal"',
        "stalking code",
        '"crime the"',
        "stalking missing",
        '"stalking" "missing"',
        "elite",
    ]
    assert matched(ARTICLE, *meets, *misses) == meets


def test_spans_say_in_which_field_each_word_stands() -> None:
    assert filled('"Criminal Code" stalking').match(ARTICLE)[0].spans == (
        Span(Field.TITLE, 9, 17),
        Span(Field.SUMMARY, 4, 12),
        Span(Field.SUMMARY, 13, 17),
    )


def test_a_group_shows_the_words_of_the_sentences_that_hold_all_of_it() -> None:
    document = Document("Code", "", "Code alone. A law, a code. Law alone.", "en")
    assert shown(document, "law code") == [(Field.TEXT, "law"), (Field.TEXT, "code")]


def test_neither_phrase_nor_group_reaches_over_a_sentence_or_field() -> None:
    document = Document("a court", "ruled today. It", "was\nlate", None)
    assert not matched(document, "court ruled", '"court ruled"', "it was", '"was late"')
    assert matched(document, '"court" "late"', '"ruled today"') == [
        '"court" "late"',
        '"ruled today"',
    ]


def test_the_headline_is_one_sentence() -> None:
    document = Document("Court rules! Stalking is a crime.", "", "", "en")
    assert matched(document, "court stalking") == ["court stalking"]


@pytest.mark.parametrize(
    ("typed", "text", "words"),
    [
        (
            '"criminal code"',
            "the Criminal, Criminal Enforcement, and Criminal Procedure Codes",
            ["Criminal", "Codes"],
        ),
        ('"criminal code"', "Criminal and Civil Codes", ["Criminal", "Codes"]),
        ('"criminal code"', "criminal & tax code", ["criminal", "code"]),
        ('"уголовный кодекс"', "Уголовный и гражданский кодексы", ["Уголовный", "кодексы"]),
        ('"қылмыстық кодекс"', "қылмыстық және салық кодекстері", ["қылмыстық", "кодекстері"]),
        ('"criminal law code"', "criminal law and tax codes", ["criminal", "law", "codes"]),
        ('"criminal code"', "a criminal and his dress code", []),
        ('"criminal code"', "criminal, tax codes", []),
        ('"criminal code"', "criminal tax and civil code", []),
        ('"criminal code"', "criminal and code", []),
        ('"criminal code"', "criminal (and civil) code", []),
        ('"criminal code"', "criminal and long winding old dusty road code", []),
        ('"criminal code"', "Criminal and tax. Civil code", []),
    ],
)
def test_a_phrase_is_met_where_others_share_its_last_word(
    typed: str, text: str, words: list[str]
) -> None:
    matches = filled(typed).match(Document("", "", text, None))
    assert [text[span.start : span.end] for match in matches for span in match.spans] == words


NEWS = Document(
    title="US court: stalking",
    summary="",
    text="One law here.\n\nTwo laws there, us too.\nThree acts, one law. The end of stalkers.",
    language="en",
    host="https://www.news.orda.kz:443/story",
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("title:court", ["court"]),
        ("title:law", []),
        ("lead:court", ["court"]),
        ("lead:law", ["law", "laws"]),
        ("lead:acts", []),
        ("x3:law", ["law", "laws", "law"]),
        ("x4:law", []),
        ("lead:x3:law", []),
        ('x2:"one law"', ["One", "law", "one", "law"]),
        ('x3:"one law"', []),
        ('"law three"~1', []),
        ('"law three"~2', ["Three", "law"]),
        ("=US", ["US"]),
        ("=us", ["us"]),
        ("=Us", []),
        ('"=US court"', ["US", "court"]),
        ("stalk*", ["stalking", "stalkers"]),
        ('"end of stalk*"', ["end", "of", "stalkers"]),
        ('"there two"~1', ["Two", "there"]),
        ('"there two"~0', []),
        ('"here two"~5', []),
        ("court site:orda.kz", ["court"]),
        ("court site:news.orda.kz", ["court"]),
        ("court site:da.kz", []),
        ("court -site:orda.kz", []),
        ("court lang:en", ["court"]),
        ("court lang:kk", []),
        ("court -weather", ["court"]),
        ("court -stalking", []),
        ("weather OR court", ["court"]),
        ("court OR stalking OR weather", ["court", "stalking"]),
        ("(weather OR court) AND law", ["court", "law", "laws", "law"]),
        ("court OR law -weather", ["court", "law", "laws", "law"]),
        ("court OR law -stalking", ["court"]),
    ],
)
def test_what_each_part_of_the_language_finds(typed: str, words: list[str]) -> None:
    matches = filled(typed).match(NEWS)
    spans = [span for match in matches for span in match.spans]
    assert [NEWS.of(span.field)[span.start : span.end] for span in spans] == words


def test_a_word_said_a_thousand_times_is_shown_often_enough() -> None:
    [match] = filled("law").match(Document("", "", "law " * 1000, None))
    assert len(match.spans) == MAX_SPANS
    assert match.spans[-1] == Span(Field.TEXT, 4 * (MAX_SPANS - 1), 4 * MAX_SPANS - 1)


def test_few_queries_are_verified() -> None:
    index = Index()
    for query_id in range(10_000):
        index.add(query_id, analyse(parse(f"the law number{query_id}")))
    index.match(Document("The law number7 and number8", "", "number9", "en"))
    assert str(index.work) == "3 of 10,000 queries verified, 2 matched"


@pytest.mark.parametrize(
    ("typed", "verified"),
    [
        ("site:orda.kz lang:en number{}", 1),
        ("(number{0} OR digit{0}) AND the", 1),
        ("the -number{}", 0),
        ("n{}umber* the", 1),
        ("=number{} the", 1),
    ],
)
def test_only_queries_with_a_rare_word_of_the_article_are_verified(
    typed: str, verified: int
) -> None:
    index = filled(*(typed.format(number) for number in range(1000, 2000)))
    index.match(Document("A number1234, n1234umbers", "", "", "en", "orda.kz"))
    assert index.work.verified == verified


def test_a_key_that_comes_or_goes_is_noticed_at_once() -> None:
    index = filled("law")
    document = Document("Stalking law", "", "", "en")
    for _ in range(2):
        assert [match.query_id for match in index.match(document)] == [0]
        index.add(1, analyse(parse("stalking")))
        assert [match.query_id for match in index.match(document)] == [0, 1]
        index.remove(1)


def test_a_word_that_many_follow_brings_up_them_all() -> None:
    index = filled(*(f"stalking x{times}:law" for times in range(2, 40)))
    index.match(Document("Stalking law", "", "", "en"))
    assert index.work.verified == 38
    for query_id in range(38):
        index.remove(query_id)
    assert index.match(Document("Stalking law", "", "", "en")) == []
    assert index.work.verified == 0


def test_a_query_that_cannot_be_verified_does_not_stop_the_others() -> None:
    broken = analyse(parse("court"))

    def failing(query: AnalysedQuery, reading: Reading) -> Collection[int] | None:
        if query == broken:
            raise KeyError("broken")
        return verify(query, reading)

    index = Index(verify=failing)
    for query_id, typed in enumerate(["stalking", "court", "crime"]):
        index.add(query_id, analyse(parse(typed)))
    assert [match.query_id for match in index.match(ARTICLE)] == [0, 2]
    assert index.work.failed == (1,)


def test_adding_and_removing_twice_changes_nothing() -> None:
    index = filled("stalking", "court")
    index.add(0, analyse(parse("stalking")))
    index.remove(1)
    index.remove(1)
    index.remove(99)
    assert len(index) == 1
    assert [match.query_id for match in index.match(ARTICLE)] == [0]


def test_a_query_takes_the_place_of_another_under_its_id() -> None:
    index = filled("stalking")
    index.add(0, analyse(parse("missing")))
    assert len(index) == 1
    assert index.match(ARTICLE) == []
    assert index.work.verified == 0


@given(st.lists(queries, max_size=8), documents)
@settings(derandomize=True, max_examples=400, deadline=None)
def test_the_index_finds_what_the_slow_matcher_finds(typed: list[str], document: Document) -> None:
    found = {match.query_id: match.spans for match in filled(*typed).match(document)}
    slow = {number: slow_match(parse(words), document) for number, words in enumerate(typed)}
    assert found == {number: spans for number, spans in slow.items() if spans}


@given(st.lists(queries, min_size=1, max_size=6, unique=True), documents, st.data())
@settings(derandomize=True, max_examples=200, deadline=None)
def test_the_order_of_adding_and_removing_leaves_no_trace(
    typed: list[str], document: Document, data: st.DataObject
) -> None:
    numbered = dict(enumerate(typed))
    kept = data.draw(st.sets(st.sampled_from(sorted(numbered))))
    churned = Index()
    for number in data.draw(st.permutations([*numbered, *numbered])):
        churned.add(number, analyse(parse(numbered[number])))
    for number in data.draw(st.permutations(sorted(numbered.keys() - kept))):
        churned.remove(number)
    fresh = Index()
    for number in sorted(kept):
        fresh.add(number, analyse(parse(numbered[number])))
    assert churned.match(document) == fresh.match(document)
    assert churned.work == fresh.work
    assert len(churned) == len(kept)


@given(
    st.builds(Document, title=st.text(), summary=st.text(), text=st.text(), language=st.text()),
    queries,
)
@settings(derandomize=True, deadline=None)
def test_no_document_raises(document: Document, typed: str) -> None:
    index = filled("law", typed)
    for match in index.match(document):
        words = {(span.field, span.start, span.end) for span in match.spans}
        assert words <= {
            (field, *place) for field in Field for place in offsets(document.of(field))
        }
    assert index.work.failed == ()


@given(st.one_of(scribbles, queries), documents)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_nothing_typed_raises_but_a_query_error(typed: str, document: Document) -> None:
    with suppress(QueryError):
        index = filled(typed)
        index.match(document)
        assert index.work.failed == ()

import pytest
from hypothesis import given, settings

from matching.document import Document, Field, Span
from matching.explaining import Unmet, Why, unmet
from matching.parsing import parse
from tests.matching.slow import slow_match
from tests.matching.strategies import documents, queries

ARTICLE = Document(
    title="New law",
    summary="",
    text="Stalking is a crime.\nA court spoke.\nFootball came last. Stalking again.",
    language="en",
    host="news.orda.kz",
)


def explained(typed: str) -> list[tuple[str, Why, list[str]]]:
    return [
        (lack.part, lack.why, list(lack.missing) or [_word(span) for span in lack.spans])
        for lack in unmet(parse(typed), ARTICLE)
    ]


def _word(span: Span) -> str:
    return ARTICLE.of(span.field)[span.start : span.end]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("stalking", []),
        ("site:orda.kz law -rugby", []),
        ("weather", [("weather", Why.ABSENT, ["weather"])]),
        ("stalking weather", [("stalking weather", Why.ABSENT, ["weather"])]),
        ('"law weather rain"', [('"law weather rain"', Why.ABSENT, ["weather", "rain"])]),
        ("court law", [("court law", Why.APART, ["law", "court"])]),
        ('"spoke court"', [('"spoke court"', Why.APART, ["court", "spoke"])]),
        ('"last football"~0', [('"last football"', Why.APART, ["Football", "last"])]),
        ('"last football"~1', []),
        ("title:court", [("title:court", Why.ELSEWHERE, ["court"])]),
        ("lead:football", [("lead:football", Why.ELSEWHERE, ["Football"])]),
        ("x3:stalking", [("x3:stalking", Why.TOO_FEW, ["Stalking", "Stalking"])]),
        ("law -football", [("-football", Why.EXCLUDED, ["Football"])]),
        ("law site:tengri.kz", [("site:tengri.kz", Why.OTHER_SITE, [])]),
        ("law lang:kk", [("lang:kk", Why.OTHER_LANGUAGE, [])]),
        (
            'weather AND law -football title:"court"',
            [
                ("title:court", Why.ELSEWHERE, ["court"]),
                ("weather", Why.ABSENT, ["weather"]),
                ("-football", Why.EXCLUDED, ["Football"]),
            ],
        ),
    ],
)
def test_what_is_not_met_and_why(typed: str, expected: list[tuple[str, Why, list[str]]]) -> None:
    assert explained(typed) == expected


def test_of_alternatives_each_says_why_not() -> None:
    assert unmet(parse("weather OR law -new"), ARTICLE) == (
        Unmet(
            "law AND -new OR weather",
            Why.NONE_OF,
            within=(
                (Unmet("-new", Why.EXCLUDED, spans=(Span(Field.TITLE, 0, 3),)),),
                (Unmet("weather", Why.ABSENT, missing=("weather",)),),
            ),
        ),
    )


@given(queries, documents)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_what_matches_lacks_nothing_and_what_does_not_lacks_something(
    typed: str, document: Document
) -> None:
    query = parse(typed)
    assert bool(unmet(query, document)) is not bool(slow_match(query, document))

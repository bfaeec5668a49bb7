import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.normalising import normalise
from matching.analysis import analyse
from matching.document import Document, Field, Span
from matching.highlight import Excerpt, excerpt
from matching.index import Index
from matching.parsing import parse
from tests.matching.strategies import documents, queries


def passage(document: Document, typed: str, limit: int = 300) -> Excerpt:
    index = Index()
    index.add(0, analyse(parse(typed)))
    [match] = index.match(document)
    return excerpt(document, match.spans, limit)


def marked(shown: Excerpt) -> str:
    """Return the passage with stars around its bold words."""
    text = shown.text
    for start, end in reversed(shown.spans):
        text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("stalking", "*Stalking* is now a crime."),
        ("stalking crime", "*Stalking* is now a *crime*."),
        ('"criminal code"', "The *Criminal Code* changes for the code."),
        ('"criminal code" stalking', "The *Criminal Code* changes for the code."),
        ("court", "A *court* spoke."),
        ("жертва-свидетель", "Есть *жертва-свидетель*."),
        ("headline", "The Criminal Code changes for the code."),
    ],
)
def test_the_sentence_that_shows_a_match_best(typed: str, expected: str) -> None:
    document = Document(
        title="Headline about stalking",
        summary="The Criminal Code changes for the code. Stalking is now a crime.",
        text="A court spoke. Stalking again. Есть жертва-свидетель.",
        language="en",
    )
    assert marked(passage(document, typed)) == expected


def test_the_headline_is_not_shown_again() -> None:
    document = Document("Stalking is a crime", "stalking is a crime\nMore soon.", "", "en")
    assert passage(document, "stalking") == Excerpt("More soon.", ())
    assert passage(Document("Stalking", "", "", "en"), "stalking") == Excerpt("", ())


def test_a_long_sentence_is_cut_between_words_around_the_match() -> None:
    text = "one two three " * 20 + "a stalking law, " + "four five six " * 20
    shown = passage(Document("", "", text, "en"), "law stalking", 60)
    assert marked(shown) == "…three one two three a *stalking law*, four five six four…"
    assert len(shown.text) <= 60


def test_as_many_matched_words_as_fit_are_shown() -> None:
    text = "law " + "x " * 100 + "law court law " + "y " * 100
    shown = passage(Document("", "", text, "en"), "law court", 30)
    assert marked(shown) == "…x x x *law court law* y y y y…"


@pytest.mark.parametrize("word", ["w" * 500, "w" * 500 + " tail"])
def test_a_word_longer_than_the_room_is_cut_through(word: str) -> None:
    shown = passage(Document("Law", "", word, "en"), "law", 50)
    assert shown == Excerpt("w" * 48 + "…", ())
    shown = passage(Document("", "", f"{word} other", "en"), "w" * 500, 50)
    assert shown == Excerpt("w" * 48 + "…", ((0, 48),))


def test_places_count_code_points() -> None:
    shown = passage(Document("", "", "😀 о сталкинге 😀: сталкинг!", "ru"), "сталкинг")
    assert marked(shown) == "😀 о *сталкинге* 😀: *сталкинг*!"


@given(documents, queries, st.integers(20, 80))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_bold_words_are_words_that_matched(document: Document, typed: str, limit: int) -> None:
    index = Index()
    index.add(0, analyse(parse(typed)))
    for match in index.match(document):
        shown = excerpt(document, match.spans, limit)
        matched = {
            normalise(document.of(span.field)[span.start : span.end]) for span in match.spans
        }
        assert len(shown.text) <= limit
        assert "\n" not in shown.text
        for start, end in shown.spans:
            bold = shown.text[start:end].replace("-", " ").split()
            assert bold
            assert {normalise(word) for word in bold} <= matched
        if any(span.field is not Field.TITLE for span in match.spans) and not document.title:
            assert shown.spans


@given(
    documents, st.lists(st.builds(Span, st.sampled_from(Field), st.integers(0, 90), st.just(95)))
)
@settings(derandomize=True)
def test_spans_of_an_article_that_changed_do_no_harm(document: Document, spans: list[Span]) -> None:
    shown = excerpt(document, spans, 40)
    assert len(shown.text) <= 40
    assert all(0 <= start <= end <= len(shown.text) for start, end in shown.spans)

"""What a second reading changes: sentences that are new, and nothing that merely looks so."""

import pytest

from bot.pipeline.edits import changes, differs, merged, without_headlines
from matching.analysis import analyse
from matching.document import Document
from matching.index import Index
from matching.parsing import parse
from storage.readings import ReadText

BODY = (
    "The court in Taraz opened the hearing on Monday. The judge heard three witnesses.\n"
    "The next session is on 5 June. Просмотров: 120"
)


def document(text: str, title: str = "Court opens hearing", summary: str = "") -> Document:
    return Document(title, summary, text, "en")


def text(body: str, text_from: str = "page", title: str = "Court opens hearing") -> ReadText:
    return ReadText(title, "In short.", body, "en", None, text_from, None, "https://a.kz/1")


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(BODY.replace("Taraz opened", "Taraz,  opened"), id="comma and blanks"),
        pytest.param(BODY.replace("\n", "\n\n"), id="paragraphs"),
        pytest.param(BODY.replace("Monday.", "Monday…"), id="typography"),
        pytest.param(BODY.replace("court", "COURT"), id="case"),
    ],
)
def test_how_words_are_set_makes_no_difference(same: str) -> None:
    assert not differs(document(BODY), document(same))


@pytest.mark.parametrize(
    "other",
    [BODY.replace("three", "four"), BODY.replace("Taraz", "Aktau"), BODY + " It was adjourned."],
)
def test_other_words_make_a_difference(other: str) -> None:
    assert differs(document(BODY), document(other))
    assert differs(document(BODY), document(BODY, title="Court closes hearing"))


def new_words(old: Document, new: Document, words: str) -> bool:
    """Whether the words match in what was changed."""
    index = Index()
    index.add(1, analyse(parse(words)))
    edit = changes(old, new)
    return any(edit.hold(one.spans) for one in index.match(new))


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        pytest.param("adjourned", True, id="a new sentence"),
        pytest.param("adjourned court", True, id="in part in an old one"),
        pytest.param("witnesses", False, id="an old sentence"),
        pytest.param("four", True, id="a changed number"),
        pytest.param("Aktau", True, id="a changed name"),
        pytest.param("title:hearing", False, id="the headline stays"),
    ],
)
def test_only_what_stands_in_a_changed_sentence_counts(words: str, changed: bool) -> None:
    new = (
        BODY.replace("5 June", "four June").replace("in Taraz", "in Aktau")
        + " The trial was adjourned by the court."
    )
    assert new_words(document(BODY), document(new), words.replace(" ", " AND ")) is changed


def test_a_sentence_that_moves_or_is_split_otherwise_is_not_new() -> None:
    new = "The judge heard three witnesses\n" + BODY.replace(". The judge", " The judge")
    for words in ("witnesses", "hearing", "June"):
        assert not new_words(document(BODY), document(new), words)
    assert not new_words(document(BODY), document("", summary=BODY), "witnesses")


def test_headlines_of_other_articles_beside_the_text_are_taken_out() -> None:
    old, flood = document(f"{BODY}\nFlood leaves Atyrau"), ["Flood reaches Atyrau"]
    assert without_headlines(old, f"{BODY}\n12:40 Flood reaches Atyrau", flood) == BODY
    for kept in ("Flood leaves Atyrau", "The flood reaches Atyrau today."):
        text = f"{kept}\n{BODY}\n\n"
        assert without_headlines(old, text, [*flood, "Flood leaves Atyrau"]) == text


def test_a_page_that_cannot_be_read_again_leaves_what_was_read() -> None:
    was = text(BODY)
    assert merged(was, text("", "summary"), revised=False) == was
    assert merged(was, text("Accept our cookies."), revised=False) == was


def test_new_words_of_the_entry_are_taken_whatever_becomes_of_the_page() -> None:
    known = merged(text(BODY), text("Teaser", "summary", "New headline"), revised=True)
    assert (known.title, known.text, known.text_from) == ("New headline", BODY, "page")
    known = merged(text("Old", "feed"), text("New teaser", "summary"), revised=True)
    assert (known.text, known.text_from) == ("New teaser", "summary")


def test_a_page_that_can_be_read_at_last_brings_its_text() -> None:
    known = merged(text("", "summary"), text(BODY, title=""), revised=False)
    assert (known.title, known.text, known.text_from) == ("Court opens hearing", BODY, "page")

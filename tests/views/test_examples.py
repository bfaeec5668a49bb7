"""What the bot tells people to send is understood as it says."""

from collections.abc import Callable

import pytest

from matching.describing import Kind, Understood, describe
from matching.line import match_line
from matching.parsing import parse
from matching.query import Scope
from views import examples
from views.i18n import Language

Shape = Kind | tuple[Kind, ...]


def shape(query: str) -> Shape:
    return _shape(describe(parse(query)))


def _shape(part: Understood) -> Shape:
    return (part.kind, *sorted(one.kind for one in part.parts)) if part.parts else part.kind


@pytest.mark.parametrize(
    ("example", "understood"),
    [
        (examples.word, Kind.WORD),
        (examples.form, Kind.WORD),
        (examples.together, Kind.SENTENCE),
        (examples.phrase, Kind.PHRASE),
        (examples.both, (Kind.ALL, Kind.PHRASE, Kind.WORD)),
        (examples.either, (Kind.ANY, Kind.WORD, Kind.WORD)),
        (examples.grouped, (Kind.ALL, Kind.ANY, Kind.PHRASE)),
        (examples.excluding, (Kind.ALL, Kind.NOT, Kind.WORD)),
        (examples.beginning, Kind.BEGINNING),
        (examples.near, Kind.NEAR),
        (examples.in_headline, Kind.WORD),
        (examples.often, Kind.WORD),
        (examples.on_site, (Kind.ALL, Kind.SITE, Kind.WORD)),
        (examples.in_language, (Kind.ALL, Kind.LANGUAGE, Kind.WORD)),
        (examples.exactly, Kind.EXACT),
    ],
)
def test_an_example_is_read_as_what_it_is_to_show(
    language: Language, example: Callable[[Language], str], understood: Shape
) -> None:
    assert shape(example(language)) == understood


def test_prefixes_are_read_as_such(language: Language) -> None:
    assert describe(parse(examples.in_headline(language))).scope is Scope.TITLE
    assert describe(parse(examples.often(language))).number == 3


def test_the_other_form_is_found_by_the_word(language: Language) -> None:
    assert examples.word(language) != examples.form(language)
    assert match_line(examples.word(language), examples.form(language))

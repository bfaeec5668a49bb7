import pytest

from matching.describing import Kind, Understood, describe
from matching.parsing import parse
from matching.query import Scope


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Stalking", Understood(Kind.WORD, ("stalking",))),
        ("stalk*", Understood(Kind.BEGINNING, ("stalk*",))),
        ("=US", Understood(Kind.EXACT, ("=US",))),
        ('"Criminal Code"', Understood(Kind.PHRASE, ("criminal", "code"))),
        ('x3:"the code"', Understood(Kind.PHRASE, ("the", "code"), number=3)),
        ("title:law", Understood(Kind.WORD, ("law",), Scope.TITLE)),
        ("law-court act", Understood(Kind.SENTENCE, ("act", "law court"))),
        ("lead:(b a)", Understood(Kind.SENTENCE, ("a", "b"), Scope.LEAD)),
        ('"b a"~4', Understood(Kind.NEAR, ("a", "b"), number=4)),
        (
            "law OR court -site:orda.kz lang:ru",
            Understood(
                Kind.ANY,
                parts=(
                    Understood(
                        Kind.ALL,
                        parts=(
                            Understood(Kind.WORD, ("court",)),
                            Understood(Kind.LANGUAGE, ("ru",)),
                            Understood(Kind.NOT, parts=(Understood(Kind.SITE, ("orda.kz",)),)),
                        ),
                    ),
                    Understood(Kind.WORD, ("law",)),
                ),
            ),
        ),
    ],
)
def test_what_was_understood_is_plain_data(typed: str, expected: Understood) -> None:
    assert describe(parse(typed)) == expected

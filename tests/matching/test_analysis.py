import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.analysis import RULES_VERSION, analyse, dump, load
from matching.errors import OutdatedRulesError
from matching.parsing import parse
from matching.query import All, AnalysedQuery, Group, Keys, Phrase
from tests.matching.strategies import queries


def test_an_analysed_query_is_the_same_tree_of_keys() -> None:
    assert analyse(parse('Ёлка суд "Criminal Code"')) == AnalysedQuery(
        All(
            (
                Phrase((("criminal",), ("code",))),
                Group((Phrase((("елка",),)), Phrase((("суд",),)))),
            )
        )
    )


@given(queries)
@settings(derandomize=True)
def test_what_was_dumped_loads(typed: str) -> None:
    analysed = analyse(parse(typed))
    assert load(dump(analysed)) == analysed


def test_words_with_several_keys_are_kept() -> None:
    several: Phrase[Keys] = Phrase((("code", "codex"), ("law",)))
    assert load(dump(AnalysedQuery(several))) == AnalysedQuery(several)


def test_a_dump_is_little_more_than_its_keys() -> None:
    assert len(dump(analyse(parse("сталкинг")))) <= len("сталкинг".encode()) + 10


def _stored(*root: object, version: object = RULES_VERSION) -> bytes:
    return json.dumps([version, *root]).encode()


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b"null",
        _stored([0, "a"], version=RULES_VERSION + 1),
        _stored([0, "a"], version=None),
        _stored(),
        _stored([0]),
        _stored([0, 5]),
        _stored([0, []]),
        _stored([0, ["a", 5]]),
        _stored([1, "a"]),
        _stored([2, [2, [0, "a"]]]),
        _stored([99, "a"]),
        _stored("a"),
    ],
)
def test_bytes_of_other_rules_are_refused(stored: bytes) -> None:
    with pytest.raises(OutdatedRulesError):
        load(stored)


@given(st.binary())
@settings(derandomize=True)
def test_no_bytes_raise_anything_else(stored: bytes) -> None:
    with pytest.raises(OutdatedRulesError):
        load(stored)

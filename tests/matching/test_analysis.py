import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language import choosing
from matching.analysis import RULES_VERSION, analyse, dump, load
from matching.errors import OutdatedRulesError
from matching.parsing import parse
from matching.query import (
    All,
    AnalysedQuery,
    Either,
    Group,
    Keys,
    Node,
    Not,
    Phrase,
    keys_of,
    leaves_of,
)
from tests.matching.strategies import queries


def test_an_analysed_query_has_the_shape_of_the_query() -> None:
    query = parse('stalking OR суд "=US code*" -(title:"b a"~3 AND lang:ru) site:orda.kz')
    assert shape(analyse(query).root) == shape(query.root)


def shape(node: Node[Any]) -> object:
    match node:
        case Phrase(words, scope, times):
            return len(words), scope, times
        case Group(phrases, scope, nearness):
            return tuple(map(shape, phrases)), scope, nearness
        case All(parts) | Either(parts):
            return type(node), tuple(map(shape, parts))
        case Not(part):
            return type(node), shape(part)
        case _:
            return node


def test_words_have_the_keys_of_their_forms_and_marked_ones_their_own() -> None:
    keys = choosing.for_query().query_keys
    assert list(leaves_of(analyse(parse('"=US laws stalk*"')).root)) == [
        "=US " + " ".join(keys("us")),
        " ".join(keys("laws")),
        "stalk*",
    ]


@pytest.mark.parametrize(
    ("typed", "rarest"),
    [
        ("stalking", {"stalking"}),
        ("the stalking law", {"stalking"}),
        ('"the law" stalking', {"stalking"}),
        ("-stalking law", {"law"}),
        ("stalking OR law", {"stalking", "law"}),
        ("stalking the OR law -courtroom", {"stalking", "law"}),
        ("(stalking OR law) harassment", {"harassment"}),
        ("law (stalking OR -courtroom)", {"law"}),
        ("(stalking OR law) the", {"stalking", "law"}),
        ("site:orda.kz lang:ru the", {"the"}),
        ("stalking* lawyers", {"lawyers"}),
        ('title:"law of"~3', {"law"}),
    ],
)
def test_a_query_is_filed_under_its_rarest_necessary_words(typed: str, rarest: set[str]) -> None:
    query = parse(typed)
    clause = analyse(query).clause
    assert {
        leaf for place, leaf in enumerate(leaves_of(query.root)) if clause >> place & 1
    } == rarest


@given(queries)
@settings(derandomize=True)
def test_what_was_dumped_loads(typed: str) -> None:
    analysed = analyse(parse(typed))
    assert load(dump(analysed)) == analysed


def test_words_with_several_keys_are_kept() -> None:
    query = AnalysedQuery(1, Phrase((Keys("code codex"), Keys("law"))))
    assert load(dump(query)) == query
    assert keys_of(query) == ["code", "codex"]


def test_a_dump_is_little_more_than_its_keys() -> None:
    analysed = analyse(parse("сталкинг"))
    keys: list[Keys] = list(leaves_of(analysed.root))
    assert len(dump(analysed)) <= len(" ".join(keys).encode()) + 25


_LAW = [0, ["law"]]


def test_bytes_of_these_rules_are_taken() -> None:
    assert load(_stored(_LAW)) == AnalysedQuery(1, Phrase((Keys("law"),)))


def _stored(*root: object, version: object = RULES_VERSION) -> bytes:
    return json.dumps([version, [1, *root]]).encode()


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b"null",
        b'[1,[0,"law"]]',
        _stored(_LAW, version=RULES_VERSION + 1),
        _stored(_LAW, version=None),
        _stored(),
        _stored([0]),
        _stored([0, 5]),
        _stored([0, []]),
        _stored([0, ["a", 5]]),
        _stored([0, ["a"], 9]),
        _stored([1, [_LAW]]),
        _stored([5, [_LAW]]),
        _stored([99, ["a"]]),
        _stored("a"),
        json.dumps([RULES_VERSION, [0, _LAW]]).encode(),
        json.dumps([RULES_VERSION, ["1", _LAW]]).encode(),
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

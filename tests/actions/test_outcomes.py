"""Outcomes are stored in the outbox and come back, from this version or another."""

import json
from dataclasses import fields
from typing import Any

import pytest

from actions.outcomes import Added, BadQuery, Listed, Outcome, Outdated, decode, encode

KINDS: tuple[type[Outcome], ...] = Outcome.__args__
_SAMPLES: dict[Any, Any] = {int: 2**40, str: "no_words", bool: True}


def sample(kind: type[Outcome]) -> Outcome:
    values: dict[str, Any] = {field.name: _SAMPLES[field.type] for field in fields(kind)}
    return kind(**values)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_outcome_survives_being_stored(kind: type[Outcome]) -> None:
    outcome = sample(kind)
    assert decode(json.loads(json.dumps(encode(outcome)))) == outcome


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.__name__ for kind in KINDS}) == len(KINDS)


def test_the_stored_form_is_plain() -> None:
    assert encode(BadQuery("no_words", 3)) == {
        "outcome": "BadQuery",
        "reason": "no_words",
        "position": 3,
        "proposal": "",
    }


def test_a_field_that_came_later_has_its_default() -> None:
    assert decode({"outcome": "Listed"}) == Listed(removed=0)
    bad_query = {"outcome": "BadQuery", "reason": "no_words", "position": 1}
    assert decode(bad_query) == BadQuery("no_words", 1, proposal="")


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"outcome": None},
        {"outcome": "Teleported"},
        {"outcome": "Added"},
        {"outcome": "Added", "follow_id": 1, "colour": "red"},
        {"outcome": "Welcome", "self": 1},
        {"outcome": ["Added"], "follow_id": 1},
        {"follow_id": 1},
    ],
)
def test_what_this_version_does_not_know_is_outdated(stored: dict[str, Any]) -> None:
    before = dict(stored)
    assert decode(stored) == Outdated()
    assert stored == before


def test_decoding_leaves_the_stored_form_alone() -> None:
    stored = encode(Added(follow_id=1))
    assert decode(stored) == decode(stored) == Added(follow_id=1)

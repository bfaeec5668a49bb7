"""What docs/query-language.md tells people to send does what it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from matching.errors import QueryError
from matching.line import match_line
from matching.parsing import parse

PAGE = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text("utf-8")
ROW = re.compile(
    r"^\| `(?P<query>[^`]+)` \| (?P<finds>[^|]+) \|(?: (?P<misses>[^|]+) \|)?$", re.MULTILINE
)
REFUSED = re.compile(r"refused with a reason: (.*?)\. ", re.DOTALL)


def rows(*, with_texts: bool) -> Iterator[tuple[str, str, str]]:
    for row in ROW.finditer(PAGE):
        if bool(row["misses"]) is with_texts:
            yield row["query"], row["finds"], row["misses"]


@pytest.mark.parametrize(("query", "finds", "misses"), rows(with_texts=True))
def test_a_query_finds_what_stands_beside_it(query: str, finds: str, misses: str) -> None:
    assert match_line(query, finds)
    assert not match_line(query, misses)


@pytest.mark.parametrize("query", [query for query, _, _ in rows(with_texts=False)])
def test_a_query_with_prefixes_is_one(query: str) -> None:
    parse(query)


def test_what_is_said_to_be_refused_is() -> None:
    [refused] = REFUSED.findall(PAGE)
    queries = re.findall("`([^`]+)`", refused)
    assert len(queries) == 5
    for query in queries:
        with pytest.raises(QueryError):
            parse(query)


def test_no_row_is_overlooked() -> None:
    assert len(list(rows(with_texts=True))) == 21
    assert len(list(rows(with_texts=False))) == 7

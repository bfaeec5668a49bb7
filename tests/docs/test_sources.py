"""The kind that docs/sources.md shows is one."""

import re
from pathlib import Path
from typing import Any

import pytest

from news.kinds import KINDS
from news.kinds.kind import Kind, NotReadableError

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text("utf-8")
URL = "https://news.example.kz/list"


@pytest.fixture
def read_table() -> Kind:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(code.group(1), names)
    kind: Kind = names["read_table"]
    return kind


def test_the_example_reads_what_it_says(read_table: Kind) -> None:
    body = "Парламент принял закон\t/1\nno address\nA library\thttps://a.example/2\n".encode()
    entries = read_table(body, URL, "text/plain; charset=utf-8").entries
    assert [(entry.title, entry.url) for entry in entries] == [
        ("Парламент принял закон", "https://news.example.kz/1"),
        ("A library", "https://a.example/2"),
    ]


def test_the_example_refuses_what_is_none(read_table: Kind) -> None:
    with pytest.raises(NotReadableError):
        read_table(b"<html></html>", URL, "text/html")


def test_every_kind_is_explained() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert explained == {*KINDS, "chat"}

import subprocess
import sys

import pytest

from matching.errors import QueryError
from matching.line import match_line


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("сталкинг", "За Сталкинг последует штраф", ["Сталкинг"]),
        ("criminal code", "Criminal law is dull. It has no code", []),
        ('"criminal code" dull', "The criminal code. All dull", ["criminal", "code", "dull"]),
        ("zakon", "закон", []),
    ],
)
def test_the_words_of_a_text_that_satisfy_a_query(
    query: str, text: str, expected: list[str]
) -> None:
    assert [text[span.start : span.end] for span in match_line(query, text)] == expected


def test_what_is_no_query_is_said() -> None:
    with pytest.raises(QueryError):
        match_line('"', "text")


def test_matching_loads_nothing_of_telegram_or_the_database() -> None:
    code = "import sys, matching.line, matching.highlight; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"aiogram", "sqlalchemy", "asyncio", "aiohttp"} & set(loaded)

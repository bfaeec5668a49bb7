"""``parse`` says what is missing from what it prints."""

import json
from pathlib import Path

import pytest

from bot.cli.parse import parse_files

FEED = """<rss version="2.0"><channel><title>Жаршы</title>
<item><title>Мост открыли</title><link>https://a.kz/1</link></item>
<item><title>Лавина сошла</title><link>https://a.kz/2</link></item></channel></rss>"""


def test_a_feed_that_ends_in_the_middle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, cut = tmp_path / "whole.xml", tmp_path / "cut.xml"
    whole.write_text(FEED, "utf-8")
    cut.write_text(FEED[: FEED.index(" сошла")], "utf-8")
    assert parse_files([whole, cut], "") == 0
    printed = capsys.readouterr()
    titles = [json.loads(line)["title"] for line in printed.out.splitlines()]
    assert titles == ["Мост открыли", "Лавина сошла", "Мост открыли"]
    (complaint,) = printed.err.splitlines()
    assert complaint.startswith(f"{cut}: it ends in the middle")

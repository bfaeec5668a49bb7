"""Sources of one name are told apart, and a notice says where its source is."""

from collections.abc import Mapping

import pytest

from actions.sources.surveying import survey
from tests.views.test_every_view import NOW, watched
from views.i18n import Language
from views.sources.listing import Shown, sources_listed
from views.sources.news import source_news
from views.sources.status import surveyed
from views.troubles import source_moved

ALIKE = [
    watched(number, name=name, url=f"http://127.0.2.11:8080/{number}", looked_at=None)
    for number, name in ((1, "Steppe"), (2, " steppe"), (3, "Orda"))
]


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_sources_of_one_name_are_told_apart(languages: Mapping[str, Language], code: str) -> None:
    language = languages[code]
    for shown in (
        sources_listed(language, ALIKE, Shown(NOW)).text,
        surveyed(language, 1, survey(ALIKE, NOW), NOW).text,
    ):
        assert "(127.0.2.11:8080/1)" in shown
        assert "(127.0.2.11:8080/2)" in shown
        assert "8080/3" not in shown


def test_a_notice_says_where_its_source_is(languages: Mapping[str, Language]) -> None:
    [one, *_] = ALIKE
    language = languages["en"]
    for screen in (source_news(language, one, "failing", "x"), source_moved(language, one, 5)):
        assert one.url in screen.text.splitlines()
    hostile = watched(1, url="http://a.example/\u202e\nb", host="a.example:80")
    assert "\u202e" not in source_news(language, hostile, "failing", "x").text
    chat = watched(1, url="tg:chat/-100", host="")
    assert "tg:" not in source_news(language, chat, "failing", "x").text

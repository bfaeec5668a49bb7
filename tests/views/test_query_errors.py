"""What is no query is answered with what is wrong, where, and what to send instead."""

from collections.abc import Callable, Mapping

import pytest

from matching import parsing, restricting
from matching.errors import QueryError, Reason
from matching.parsing import parse
from views.i18n import Language
from views.query_errors import bad_query
from views.reasons import why
from views.screen import Screen

REASONS = (*Reason, "of another version")
MISTAKES = {
    Reason.UNCLOSED_QUOTE: 'tax "reform',
    Reason.UNCLOSED_PARENTHESIS: "tax (reform",
    Reason.UNOPENED_PARENTHESIS: "tax) reform",
    Reason.EMPTY_PHRASE: '"" tax',
    Reason.EMPTY_PARENTHESES: "tax ()",
    Reason.NO_WORDS: "?!",
    Reason.MISSING_TERM: "tax OR",
    Reason.MISPLACED_STAR: "*tax",
    Reason.SHORT_BEGINNING: "t*",
    Reason.MISPLACED_NEARNESS: "tax~3",
    Reason.UNCOUNTABLE: "x3:(tax reform)",
    Reason.BAD_NUMBER: "x51:tax",
    Reason.BAD_SITE: "tax site:nowhere",
    Reason.BAD_LANGUAGE: "tax lang:russian",
    Reason.MATCHES_EVERYTHING: "*",
    Reason.ONLY_EXCLUDES: "-tax",
    Reason.ONLY_SITE: "site:news.example",
    Reason.ONLY_LANGUAGE: "lang:ru",
    Reason.MATCHES_NOTHING: "tax -tax",
    Reason.TOO_MANY_WORDS: "tax " * (parsing.MAX_WORDS + 1),
    Reason.TOO_LONG: "t" * (parsing.MAX_LENGTH + 1),
    Reason.TOO_DEEP: "(" * 9 + "tax" + ")" * 9,
}


def mistake(reason: str) -> QueryError:
    with pytest.raises(QueryError) as raised:
        parse(MISTAKES[Reason(reason)])
    assert raised.value.reason == reason
    return raised.value


def commands(screen: Screen) -> list[str]:
    units = screen.text.encode("utf-16-le")
    return [
        units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
        for entity in screen.entities
        if entity.type == "code"
    ]


def test_every_reason_has_a_line_of_its_own(language: Language) -> None:
    lines = {why(reason, 7, language.gettext) for reason in REASONS}
    assert len(lines) == len(REASONS)


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.NO_WORDS])
def test_a_line_points_at_the_character(language: Language, reason: Reason) -> None:
    assert "4711" in why(reason, 4711, language.gettext)


@pytest.mark.parametrize("reason", Reason)
def test_what_a_mistake_is_answered_with_can_be_sent_as_it_is(
    language: Language, check: Callable[[Screen], Screen], reason: Reason
) -> None:
    error = mistake(reason)
    screen = check(bad_query(language, error.reason, error.position, error.proposal or ""))
    assert screen.text.startswith(why(reason, error.position, language.gettext))
    assert len(screen.text.splitlines()) == 1
    [command] = commands(screen)
    assert command.startswith("/follow ")
    parse(command.removeprefix("/follow "))


def test_the_nearest_query_is_proposed(languages: Mapping[str, Language]) -> None:
    error = mistake(Reason.UNCLOSED_QUOTE)
    screen = bad_query(languages["en"], error.reason, error.position, error.proposal or "")
    assert screen.text == (
        'The quote at character 5 is never closed. Did you mean this? /follow tax "reform"'
    )


def test_without_a_proposal_an_example_shows_how(languages: Mapping[str, Language]) -> None:
    assert bad_query(languages["en"], Reason.ONLY_SITE, 1).text == (
        "What stands at character 1 would bring you everything that the site publishes. "
        "Add a word to look for there. "
        "Write it like this: /follow stalking site:orda.kz"
    )


@pytest.mark.parametrize("proposal", ["🏛" * 200, "ﷺ" * 200, "שלום " * 40, "\u202e{tax}", "\u200b"])
def test_whatever_is_proposed_the_answer_stays_one_that_telegram_takes(
    language: Language, check: Callable[[Screen], Screen], proposal: str
) -> None:
    [command] = commands(check(bad_query(language, Reason.TOO_DEEP, 9, proposal)))
    assert "\u202e" not in command


def test_counts_and_distances_have_the_bound_that_is_told() -> None:
    assert restricting.MAX_TIMES == restricting.MAX_NEARNESS

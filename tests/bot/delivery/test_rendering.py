"""What an alert shows of the article: the sentence that answers the query, however it is made."""

from collections.abc import Callable

import pytest
from aiogram.methods import SendMessage
from aiogram.types import ReplyKeyboardMarkup

from actions.outcomes import PlaceWanted
from tests.support.owing import Outbox

Holds = Callable[[list[str]], bool]
TEXT = (
    "The sitting began late.\n"
    "Members spoke of the budget for an hour. Then the courts were given new powers. "
    "A film was shown."
)
RUSSIAN = "Заседание началось поздно. За сталкингом последует штраф."
KAZAKH = "Отырыс кеш басталды. Алматыда Қылмыстық кодекске өзгерістер енгізілді."


@pytest.mark.parametrize(
    ("words", "text", "sentence", "marked"),
    [
        ("court", TEXT, "Then the courts were given new powers.", ["courts"]),
        ("(court OR tax) -football", TEXT, "Then the courts were given new powers.", ["courts"]),
        ("title:day court*", TEXT, "Then the courts were given new powers.", ["courts"]),
        ('"new power"', TEXT, "Then the courts were given new powers.", ["new powers"]),
        ("сталкинг", RUSSIAN, "За сталкингом последует штраф.", ["сталкингом"]),
        ("кодекс", KAZAKH, "Алматыда Қылмыстық кодекске өзгерістер енгізілді.", ["кодекске"]),
    ],
)
async def test_an_alert_shows_the_sentence_with_the_form_that_was_found(
    owing: Outbox, everything_sent: Holds, words: str, text: str, sentence: str, marked: list[str]
) -> None:
    await owing.follows(await owing.chat(7), words)
    assert await owing.publish("A long day in parliament", text) == 1
    async with owing.sending():
        await owing.until(everything_sent)
    (message,) = owing.telegram.sent
    assert isinstance(message, SendMessage)
    assert _covered(message, "blockquote") == [sentence]
    assert _covered(message, "bold")[1:] == marked


def _covered(message: SendMessage, kind: str) -> list[str]:
    units = message.text.encode("utf-16-le")
    return [
        units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
        for entity in message.entities or []
        if entity.type == kind
    ]


async def test_a_question_for_a_place_comes_with_a_button_that_sends_it(
    owing: Outbox, everything_sent: Holds
) -> None:
    await owing.owe(await owing.chat(7), PlaceWanted())
    async with owing.sending():
        await owing.until(everything_sent)
    (message,) = owing.telegram.sent
    assert isinstance(message, SendMessage)
    assert isinstance(message.reply_markup, ReplyKeyboardMarkup)
    [[button]] = message.reply_markup.keyboard
    assert (button.text, button.request_location) == ("Send where I am", True)

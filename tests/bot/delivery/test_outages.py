"""Whose trouble it is: a chat's, or everybody's."""

from bot.delivery.outages import Outages


def test_a_chat_in_trouble_holds_up_nobody_else_however_often_it_fails() -> None:
    outages = Outages()
    assert [outages.met(chat) for chat in (7, 8, 9) * 10] == [0.0] * 30


def test_several_chats_in_trouble_hold_up_everybody_for_longer_and_longer() -> None:
    outages = Outages()
    pauses = [outages.met(chat) for chat in range(1, 12)]
    assert pauses == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]


def test_any_answer_shows_that_telegram_is_there() -> None:
    outages = Outages()
    for _ in range(3):
        assert [outages.met(chat) for chat in (7, 8, 9)] == [0.0] * 3
        outages.answered()
    assert [outages.met(chat) for chat in range(1, 5)] == [0, 0, 0, 1]

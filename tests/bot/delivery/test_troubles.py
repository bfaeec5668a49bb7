"""Whose trouble it is: a chat's, or everybody's."""

from bot.delivery.troubles import Troubles


def test_a_chat_in_trouble_holds_up_nobody_else_however_often_it_fails() -> None:
    troubles = Troubles()
    assert [troubles.met(chat) for chat in (7, 8, 9) * 10] == [0.0] * 30


def test_several_chats_in_trouble_hold_up_everybody_for_longer_and_longer() -> None:
    troubles = Troubles()
    pauses = [troubles.met(chat) for chat in range(1, 12)]
    assert pauses == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]


def test_any_answer_shows_that_telegram_is_there() -> None:
    troubles = Troubles()
    for _ in range(3):
        assert [troubles.met(chat) for chat in (7, 8, 9)] == [0.0] * 3
        troubles.answered()
    assert [troubles.met(chat) for chat in range(1, 5)] == [0, 0, 0, 1]

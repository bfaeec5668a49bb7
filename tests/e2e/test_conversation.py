"""What people say in a private chat, and what the bot answers."""

import asyncio
from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest

from demo.telegram.people.person import Person
from demo.telegram.state.message import Button
from tests.support.stage import Stage
from views.i18n import load_languages
from views.welcome import welcome

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = load_languages()


def deep_link(words: str) -> str:
    return "/start follow_" + urlsafe_b64encode(words.encode()).decode().rstrip("=")


async def test_the_first_answer_speaks_the_language_of_the_person(stage: Stage) -> None:
    spoken = {"en": "en", "ru": "ru", "kk": "kk", "kk-KZ": "kk", "uz": "ru", "fr": "en", "": "en"}
    people = {code: stage.telegram.person("New", language=code) for code in spoken}
    answers = await asyncio.gather(*(stage.answer(one, "/start") for one in people.values()))
    for language, answer in zip(spoken.values(), answers, strict=True):
        assert answer.text == welcome(LANGUAGES[language]).text
        assert len(answer.text.splitlines()) == 2


async def test_who_changes_the_language_is_answered_in_the_new_one(stage: Stage) -> None:
    ann = stage.telegram.person("Ann", language="ru")
    assert "Вы " in (await stage.answer(ann, "/follow погода")).text
    switched = Person(ann.world, replace(ann.user, language="en"))
    assert "You " in (await stage.answer(switched, "/follow weather")).text


async def test_following_says_how_it_is_understood_and_twice_says_so(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    added = await stage.answer(ann, '/follow Stalking "Criminal Code"')
    assert 'You now follow Stalking "Criminal Code".' in added.text
    assert "the phrase: criminal code" in added.text
    assert "the word: stalking" in added.text
    again = await stage.answer(ann, '/FOLLOW  stalking   "criminal code"')
    assert "You already follow" in again.text


async def test_what_cannot_be_followed_gets_one_helpful_line(stage: Stage) -> None:
    people = [stage.telegram.person("Ann") for _ in range(4)]
    words = ("x" * 201, 'stalking "Criminal', "?!", "word " * 100)
    answers = await asyncio.gather(
        *(stage.answer(one, f"/follow {text}") for one, text in zip(people, words, strict=True))
    )
    for answer in answers:
        assert len(answer.text.splitlines()) == 1
    assert "201 characters" in answers[0].text
    assert "200" in answers[0].text
    assert "quote at character 10" in answers[1].text
    assert "no words" in answers[2].text
    assert "499 characters" in answers[3].text
    nothing = await asyncio.gather(*(stage.answer(one, "/list") for one in people))
    assert all("You follow nothing yet" in answer.text for answer in nothing)


async def test_follow_alone_asks_and_takes_the_reply(stage: Stage) -> None:
    ann = stage.telegram.person("Ann", language="kk")
    question = await stage.answer(ann, "/follow")
    assert question.asks is not None
    assert question.asks["force_reply"] is True
    answer = await stage.answer(ann, '"Қылмыстық кодекс"', reply_to=question)
    assert '"Қылмыстық кодекс"' in answer.text
    later = await stage.answer(ann, "ауа райы")
    assert "/help" in later.text, "the question was answered: these words are no follow"


async def test_a_deep_link_follows_its_words(stage: Stage) -> None:
    ann, bob = stage.telegram.person("Ann"), stage.telegram.person("Bob")
    good, bad = await asyncio.gather(
        stage.answer(ann, deep_link("сталкинг жертва")),
        stage.answer(bob, "/start follow_%%%"),
    )
    assert "You now follow сталкинг жертва." in good.text
    assert "could not read that link" in bad.text


async def test_unfollowing_by_words_before_number(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    for words in ("apples", "pears", "1"):
        await stage.answer(ann, f"/follow {words}")
    assert "no longer follow 1." in (await stage.answer(ann, "/unfollow 1")).text
    assert "no longer follow apples." in (await stage.answer(ann, "/unfollow 1")).text
    assert "no longer follow pears." in (await stage.answer(ann, "/unfollow PEARS")).text
    assert "don't follow that" in (await stage.answer(ann, "/unfollow 1")).text


async def test_a_card_opens_from_the_list_changes_removes_and_undoes(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow apples")
    await stage.answer(ann, "/follow pears")
    shown = await stage.answer(ann, "/list")
    assert "1. apples\n2. pears" in shown.text

    known = len(stage.telegram.written)
    await ann.presses(shown, "1")
    card = await stage.told(ann, "I write: at once", since=known)
    assert card.id == shown.id, "the list itself is edited"
    known = len(stage.telegram.written)
    assert await ann.presses(card, "Weekly") == "Changed"
    card = await stage.told(ann, "I write: once a week", since=known)
    known = len(stage.telegram.written)
    await ann.presses(card, "‹ Back to the list")
    marked = await stage.told(ann, "What you follow", since=known)
    assert "1. apples — weekly\n2. pears" in marked.text

    known = len(stage.telegram.written)
    await ann.presses(marked, "1")
    card = await stage.told(ann, "I write:", since=known)
    known = len(stage.telegram.written)
    assert await ann.presses(card, "Unfollow") == "Unfollowed"
    shorter = await stage.told(ann, since=known)
    assert "1. pears" in shorter.text

    known = len(stage.telegram.written)
    assert await ann.presses(shorter, "Undo: apples") == "Followed again"
    whole = await stage.told(ann, since=known)
    assert "1. apples — weekly\n2. pears" in whole.text

    known = len(stage.telegram.written)
    stale = next(button for button in shorter.buttons if button.text.startswith("Undo"))
    assert "changed since" in str(await ann.presses(shown, stale))


async def test_a_button_from_another_time_is_answered(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    shown = await stage.answer(ann, "/start")
    button = Button("Old", data="zz:1:2")
    assert "no longer know this button" in str(await ann.presses(shown, button))


async def test_the_figures_are_for_operators(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    refused, shown = await asyncio.gather(
        stage.answer(ann, "/stats"), stage.answer(stage.operator, "/stats")
    )
    assert refused.text == "Sorry, that is for the people who run this bot."
    for name in ("Chats", "Follows", "Sources in order", "Alerts waiting", "median"):
        assert name in shown.text


async def test_the_menu_is_registered_in_each_language(stage: Stage) -> None:
    def menu(language: str) -> dict[str, str]:
        commands = stage.telegram.world.profile.menu_for([("default", 0, 0)], language)
        return {command["command"]: command["description"] for command in commands}

    await stage.telegram.wait_until(lambda: all(map(menu, ("kk", "ru", "en"))))
    sources = {"sources", "addsource", "removesource", "status", "channel", "digest", "pause"}
    assert {"follow", "unfollow", "list", "help", "start"} | sources == set(menu("kk"))
    assert len({menu(language)["follow"] for language in ("en", "ru", "kk")}) == 3
    assert menu("fr") == menu("en")
    assert "stats" not in menu("en")


async def test_talk_that_is_no_command_is_helped_along(stage: Stage) -> None:
    ann, bob = stage.telegram.person("Ann"), stage.telegram.person("Bob")
    helped, unknown = await asyncio.gather(
        stage.answer(ann, "/help"), stage.answer(bob, "good morning")
    )
    assert "/follow stalking" in helped.text
    assert "/help" in unknown.text

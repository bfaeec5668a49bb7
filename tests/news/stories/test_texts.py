"""Whole texts: what repeats is one story, unless its numbers or names say otherwise."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.stories import (
    Decision,
    Fingerprint,
    OutdatedFingerprintError,
    dump,
    fingerprint,
    load,
    same,
)

AGENCY = (
    "В четверг вечером на складе мебельной фабрики в Караганде начался пожар. По данным областного "
    "департамента, огонь охватил 1200 квадратных метров, на место прибыли 14 машин и 52 спасателя. "
    "Начальник смены Ерлан Досжанов рассказал, что людей из здания вывели до приезда пожарных. "
    "Причину устанавливает специальная комиссия, ущерб владельцы оценили в 90 миллионов тенге. "
    "Соседние дома не пострадали, движение по улице Складской открыли около полуночи."
)
LEAD = "Как сообщает наш корреспондент, вечер в области выдался тревожным для многих жителей. "
TAIL = " Напомним, что в прошлом году здесь уже случались похожие происшествия, тогда без жертв."
KAZAKH_TITLE = "Қарағандыда жиһаз қоймасы өртенді"

WEATHER = (
    "По прогнозу синоптиков, {} в Актобе ожидается переменная облачность без осадков, ветер "
    "северный {} метров в секунду, ночью температура воздуха {} градусов, днём {} градусов тепла. "
    "В горных районах местами туман и гололёд, водителям советуют быть внимательными на дорогах."
)
JUDGMENT = (
    "Районный суд рассмотрел уголовное дело о мошенничестве. Подсудимый {name} признал вину и "
    "просил о снисхождении, потерпевшие настаивали на строгом наказании. Приговором суда {name} "
    "осуждён на {years} лет лишения свободы с отбыванием в учреждении средней безопасности. "
    "Приговор пока не вступил в законную силу и может быть обжалован в областном суде."
)
DRAWN = st.lists(st.sampled_from(AGENCY.split()), max_size=80).map(" ".join)


def told(title: str, text: str, outlet: str = "", language: str | None = None) -> Fingerprint:
    return fingerprint(title, text, language, outlet, None)


def decided(text: str, again: str, title: str = "Прогноз на завтра по Актобе") -> Decision:
    return same(told(title, text), told(title, again))


@pytest.mark.parametrize("again", [AGENCY, LEAD + AGENCY, AGENCY + TAIL, AGENCY.upper()])
def test_a_text_that_repeats_is_one_story_under_any_headline(again: str) -> None:
    first = told("Пожар на складе потушен", AGENCY)
    assert same(first, told("Что известно о ночном происшествии", again)).is_same


def test_it_is_so_in_one_outlet_and_under_another_languages_headline() -> None:
    first = told("Пожар на складе потушен", AGENCY, outlet="orda.example")
    again = told("Ночное происшествие", AGENCY, outlet="orda.example")
    kazakh = fingerprint(KAZAKH_TITLE, AGENCY, "kk", "qala.example", None)
    assert same(first, again).is_same
    assert same(first, kazakh).is_same


def test_a_short_text_proves_nothing() -> None:
    short = " ".join(AGENCY.split()[:12])
    first = told("Пожар на складе потушен", short, outlet="orda.example")
    assert not same(first, told("Ночное происшествие", short, outlet="orda.example")).is_same


def test_a_short_text_is_one_story_where_one_outlet_repeats_every_word_at_once() -> None:
    def noted(title: str, text: str, outlet: str = "orda.example", hour: int = 9) -> Fingerprint:
        return fingerprint(title, text, None, outlet, datetime(2026, 3, 2, hour, tzinfo=UTC))

    title, text = "Пожар на складе", "В Караганде загорелся склад мебельной фабрики, людей вывели."
    first = noted(title, text)
    assert same(first, noted(title, text)).is_same
    assert not same(first, noted(title, text, hour=15)).is_same
    assert not same(first, noted("Пожар на рынке", text)).is_same
    assert not same(first, noted(title, text.replace("склад", "цех"))).is_same
    assert not same(
        noted("Курс", "Подробнее на сайте"), noted("Курс", "Подробнее на сайте")
    ).is_same


@pytest.mark.parametrize("outlet", ["", "pogoda.example"])
def test_daily_pages_with_other_numbers_are_not_one_story(outlet: str) -> None:
    title = "Погода в Актобе на {}"
    monday = told(title.format("5 мая"), WEATHER.format("5 мая", "3-8", 4, 17), outlet)
    tuesday = told(title.format("6 мая"), WEATHER.format("6 мая", "7-12", 2, 15), outlet)
    assert not same(monday, tuesday).is_same
    assert same(monday, monday).is_same


def test_judgments_in_the_same_words_are_of_different_people() -> None:
    first = JUDGMENT.format(name="Серик Омаров", years=5)
    assert not decided(first, JUDGMENT.format(name="Талгат Бериков", years=5), "Приговор").is_same
    assert not decided(first, JUDGMENT.format(name="Серик Омаров", years=7), "Приговор").is_same
    assert decided(first, first, "Приговор").is_same


def test_texts_about_other_people_speak_against_headlines_that_agree() -> None:
    title = "Водитель внедорожника насмерть сбил пешехода на перекрёстке"
    one = "Это видел Ерлан, рядом стоял Марат, позже пришли Айгуль и Динара из Тараза. "
    other = "Очевидец Бауыржан сказал, что звонил Сауле, а Жанат и Гульнар уехали в Риддер. "
    apart = same(told(title, one), told(title, other))
    assert apart.score < same(told(title, ""), told(title, "")).score
    assert same(told(title, one), told(title, one)).score > apart.score


@given(DRAWN, DRAWN)
@settings(deadline=None, max_examples=60)
def test_a_decision_is_symmetric_and_never_without_a_common_key(one: str, other: str) -> None:
    a, b = told("Пожар на складе", one), told("Ночное происшествие", other)
    assert same(a, b) == same(b, a)
    if same(a, b).is_same:
        assert not set(a.keys).isdisjoint(b.keys)


def test_a_fingerprint_is_small_whatever_the_article() -> None:
    long = " ".join(f"слово{at} Имя{at} {at}" for at in range(20_000))
    kept = fingerprint("Ң" * 5000, long, "kk", "orda.example", None)
    assert len(dump(kept)) <= 2048
    assert len(kept.keys) <= 24
    assert all(-(2**63) <= key < 2**63 for key in kept.keys)
    assert load(dump(kept)) == kept


@pytest.mark.parametrize("stored", [b"", b"\x00", b"\xff" * 9, b"{}", dump(told("а", "б"))[:-3]])
def test_other_bytes_are_refused(stored: bytes) -> None:
    with pytest.raises(OutdatedFingerprintError):
        load(stored)


@given(st.text(max_size=300), st.text(max_size=300), st.none() | st.text(max_size=8))
@settings(deadline=None)
def test_any_text_has_a_fingerprint(title: str, text: str, language: str | None) -> None:
    kept = fingerprint(title, text, language, "", None)
    assert load(dump(kept)) == kept
    same(kept, kept)

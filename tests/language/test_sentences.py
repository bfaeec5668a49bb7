from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.sentences import sentences
from language.tokens import offsets


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        # English
        ["Mr. Smith met Dr. Jones.", "They spoke."],
        ["The U.S. Code is law.", "It is long."],
        ["It costs 3.5 million!", "Really?", "Yes...", "No."],
        ["See No. 5 of the list.", "He said no.", "Then he left."],
        ["Books, pens, etc.", "We left at 5 p.m.", "Then we slept."],
        ['"Stop!" she said.', "He did."],
        ["Well… maybe.", "Who knows?"],
        ["The law (of 2020) passed.", "(It was late.)", "All slept."],
        # Russian
        ["В 2020 г. Казахстан принял закон.", "Он строг."],
        ["По ст. 110 УК, т.е. по тяжкой статье.", "Суд решил."],
        ["А. С. Пушкин жил на ул. Абая.", "Он писал."],
        ["Цена 5 млн. Тенге упал…", "Но не всё!"],
        ["«Нет!» — сказал он.", "«Да.»", "Ушли."],
        ["«Нет!» — Петров ушёл.", "Все молчали."],
        ["Хлеб, соль и т.д.", "Потом ушли."],
        ["1. Первое дело.", "Второе было в 2020.", "Третье."],
        ["Сообщает Orda.kz со ссылкой на МВД.", "Подробности позже."],
        # Kazakh
        ["Қ. Тоқаев 2024 ж. Астанада сөйледі.", "Ол заңды түсіндірді."],
        ["Абай ауд. Тұрғындары шағымданды.", "Сот не дейді?", "Белгісіз."],
    ],
)
def test_sentences_of_news(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n\n", " \n\t", "\u2029", "\n \n"])
def test_a_paragraph_ends_a_sentence_even_after_an_abbreviation(line_break: str) -> None:
    assert split(f"Основан в 2020 г.{line_break}Глава без точки{line_break}конец") == [
        "Основан в 2020 г.",
        "Глава без точки",
        "конец",
    ]


@given(st.text(alphabet=st.one_of(st.sampled_from(" .!?…«»\"'-\nАаг1"), st.characters())))
@settings(derandomize=True, max_examples=300)
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    spans = sentences(text)
    ends = [0, *(offset for span in spans for offset in span)]
    assert ends == sorted(ends)
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
    for first, last in offsets(text):
        assert sum(start <= first and last <= end for start, end in spans) == 1


@pytest.mark.parametrize("piece", [".", " ", "\n", '."', ". ", ". (", "«", ". - ", "a.b", " \n"])
def test_no_text_costs_its_square(piece: str) -> None:
    text = piece * 100_000
    began = process_time()
    sentences(text)
    assert process_time() - began < 5  # the square would take minutes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.normalising import normalise
from language.variants.proposing import variants
from language.variants.reasons import Reason


def proposed(name: str) -> dict[str, str]:
    return {variant.spelling: variant.reason.value for variant in variants(name)}


TOKAYEV = {
    "Токаев": "russian",
    "Тоқаев": "kazakh",
    "Tokayev": "press",
    "Tokaev": "passport",
    "Toqayev": "bgn_pcgn_kazakh",
    "Toqaev": "latin_2021",
}


@pytest.mark.parametrize("name", TOKAYEV)
def test_each_spelling_of_a_name_leads_to_all_others(name: str) -> None:
    assert proposed(name) | {name: TOKAYEV[name]} == TOKAYEV


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Құспан", {"Куспан": "russian", "Kuspan": "press", "Qūspan": "latin_2021"}),
        ("Kuspan", {"Куспан": "russian", "Құспан": "kazakh"}),
        ("Әлиев", {"Алиев": "russian", "Aliyev": "press", "Álıev": "latin_2018"}),
        ("Äliev", {"Әлиев": "kazakh", "Алиев": "russian", "Aliev": "passport"}),
        (
            "Қазақстан",
            {"Казахстан": "russian", "Kazakhstan": "press", "Qazaqstan": "bgn_pcgn_kazakh"},
        ),
        ("Казахстан", {"Қазақстан": "kazakh", "Kazakhstan": "press"}),
        ("Дмитрий", {"Dmitry": "press", "Dmitriy": "bgn_pcgn", "Dmitrij": "iso_9"}),
        ("Dmitry", {"Дмитрий": "russian", "Dmitrii": "passport"}),
        ("Mikhail", {"Михаил": "russian"}),
        ("Щербаков", {"Shcherbakov": "press", "Ŝerbakov": "iso_9"}),
        ("Жаңаөзен", {"Жанаозен": "russian", "Jañaözen": "latin_2021", "Jańaózen": "latin_2018"}),
        ("токаев", {"тоқаев": "kazakh", "tokayev": "press"}),
        (
            "Kassym-Jomart Tokayev",
            {"Касым-Жомарт Токаев": "russian", "Қасым-Жомарт Тоқаев": "kazakh"},
        ),
    ],
)
def test_names_are_spelt_by_the_usual_standards(name: str, expected: dict[str, str]) -> None:
    assert proposed(name).items() >= expected.items()


@pytest.mark.parametrize(
    "word",
    [
        *("кодекс", "сталкинг", "жертва", "кара", "criminal", "stalking", "bar"),
        *("Google", "Macron", "закон Токаева", "110", "", "Ли", "μῦθος", "a b c d e f"),
    ],
)
def test_common_and_foreign_words_have_no_other_spelling(word: str) -> None:
    assert proposed(word) == {}


def test_no_other_common_word_is_proposed() -> None:
    assert "Кара" not in proposed("Қара")
    assert proposed("Қара")["Qara"] == "bgn_pcgn_kazakh"


def test_russian_names_are_not_made_kazakh() -> None:
    for name in ("Комаров", "Макаров", "Куликов", "Хабаров"):
        assert "kazakh" not in proposed(name).values()


@given(st.text(alphabet=st.characters(categories=["L", "M", "Nd", "P", "Zs"]), max_size=20))
@settings(derandomize=True, max_examples=300)
def test_whatever_is_asked_each_proposal_is_another_spelling(name: str) -> None:
    found = variants(name)
    spelt = [normalise(variant.spelling) for variant in found]
    assert len({normalise(name), *spelt}) == len(spelt) + 1
    assert [variant.reason for variant in found] == sorted(
        (variant.reason for variant in found), key=list(Reason).index
    )

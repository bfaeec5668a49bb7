"""What every language's forms must hold to, and the words by which each is judged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language import choosing
from language.forms import Forms
from language.normalising import normalise
from language.tokens import words

# By name of the forms: what is asked for; words of a text that must meet it, and that must not.
SAMPLES: dict[str, list[tuple[str, str, str]]] = {
    "exact": [
        ("stalking", "Stalking STALKING", "stalker"),
        ("елка", "Ёлка", "ёлки"),
        ("Kuspan", "Kuspan’s", "Kuspans"),
        ("қылмыс", "ҚЫЛМЫС", "кылмыс"),
        ("преступление", "прес\u00adтупление", "преступления"),
        ("110", "110", "1100 10"),
    ],
    "english": [
        ("stalking", "Stalking stalked stalks", "stalker talking"),
        ("election", "elections Election’s", "elect selection"),
        ("elections", "election ELECTIONS", "elected"),
        ("be", "was were been", "bee"),
        ("child", "children children's", "childhood"),
        ("hearing", "hearings", "hear heard"),
        ("meeting", "meetings", "met meets"),
        ("blorate", "blorating blorated", "blore"),
        ("hear", "heard hearing", "heart"),
        ("Kuspan", "Kuspan's Kuspans", "Kuspanov"),
        ("city", "cities", "cite"),
        ("mimic", "mimicked mimicking", "mimosa"),
        ("plan", "planned planning", "plane planet"),
        ("US", "us", "bus"),
        ("G7", "g7", "g8"),
    ],
    "russian": [
        ("сталкинг", "Сталкингом сталкингу", "сталкер"),
        ("жертва", "жертвы ЖЕРТВАМИ", "жертвенный"),
        ("кодексам", "кодекс кодекса", "код"),
        ("идти", "шёл шла идут", "шаль"),
        ("человек", "людей людям", "людской"),
        ("ребёнок", "детей ребенком", "ребро"),
        ("Куспан", "Куспана Куспану Куспаном", "куст"),
        ("Бишимбаев", "Бишимбаева Бишимбаеву Бишимбаевым", "Бишкек"),
        ("акимат", "акимата акиматом", "аким"),
        ("принять", "принял приняты принявшей", "приять"),
    ],
    "kazakh": [
        ("қылмыс", "қылмысы қылмыстың Қылмыстарды қылмысқа", "қылмыскер қылмыстық"),
        ("кодекс", "кодекске кодекстің кодексінде", "код"),
        ("кітап", "кітабы кітапқа кітабымызда кітаптан", "кітапхана"),
        ("тарих", "тарихы тарихтың тарихымыздағы", "тарихи"),
        ("халық", "халқы халқымыз халықтың", "халал"),
        ("орын", "орны орнында орындар", "орман"),
        ("мектеп", "мектебі мектептердегі мектебіміз", "мекен"),
        ("Құспан", "Құспанның Құспанға Құспаннан", "құс"),
        ("кодекске", "кодекс кодекстің", "код"),
        ("Құспанның", "Құспан Құспанға", "құс"),
        ("Алматы", "Алматыда Алматыдағы Алматының", "алма алмалар"),
        ("Тоқаев", "Тоқаевтың Тоқаевқа Тоқаевпен", "тоқта"),
        ("Мәскеу", "Мәскеуде Мәскеудің", "мәселе"),
        ("министр", "министрі министрлер министрдің", "министрлік"),
        ("парк", "паркі парктің паркте", "партия"),
        ("модель", "моделі модельдер", "мода"),
        ("конгресс", "конгресі конгресінде конгресске", "конь"),
        ("жақсы", "жақсырақ жақсыны", "жақын"),
        ("айт", "айтқандай айтты айтылған", "айтарлықтай"),
        ("су", "суды суы сулар", "суық"),
        ("жоспарла", "жоспарланып жоспарлады жоспарламаған жоспарлау", "жоспарлы"),
        ("жоспарлау", "жоспарланып жоспарлайды жоспарламақшы", "жоспарлы"),
        ("оқу", "оқыды оқиды оқып оқымайтын оқығандар", "ой"),
        ("оқы", "оқуда оқиды оқысын", "оқиға"),
        ("тап", "тауып табады тапқан", "таудың"),
        ("шығу", "шықты шығып шығады шықпайды", "шыны"),
        ("қой", "қояды қойған қоюға", "қоғам"),
        ("өлтіру", "өлтірген өлтірілді өлтірмек", "өлке"),
        ("тұт", "тұтылған тұтып тұтады", "тұрды"),
        ("сұра", "сұрағандықтан сұраса сұрасын сұрамай", "сұр"),
    ],
    "kazakh latin": [
        ("Qazaqstan", "Qazaqstannyñ Qazaqstanda Qazaqstanǵa", "qazaq"),
        ("Toqaev", "Toqaevtyñ Toqaevqa", "toqta toqa"),
        ("Toqaevtyñ", "Toqaev Toqaevqa", "toqta"),
        ("ministr", "ministri ministrdiñ ministrler", "ministrlik"),
        ("mektep", "mektebi mektepterdegi", "meken"),
        ("bas", "bastyñ basy", "baspana"),
    ],
    "german": [("Wahl", "Wahlen wahl", "Wal")],
    "french": [("élection", "élections", "élu")],
    "turkish": [("seçim", "seçimler seçimleri", "seksen")],
    "greek": [("εκλογή", "εκλογές", "λόγος")],
}

forms_of_all = pytest.mark.parametrize("forms", choosing.ALL, ids=lambda forms: forms.name)


def meet(forms: Forms, keyword: str, word: str) -> bool:
    return not set(forms.query_keys(keyword)).isdisjoint(forms.text_keys(word))


@pytest.mark.parametrize("name", SAMPLES)
def test_words_that_must_and_must_not_meet(name: str) -> None:
    forms = next(forms for forms in choosing.ALL if forms.name == name)
    met = [
        (
            asked,
            " ".join(word for word in must.split() if meet(forms, asked, word)),
            " ".join(word for word in must_not.split() if not meet(forms, asked, word)),
        )
        for asked, must, must_not in SAMPLES[name]
    ]
    assert met == SAMPLES[name]


@forms_of_all
@given(text=st.text())
@settings(derandomize=True, max_examples=50, deadline=None)
def test_a_word_meets_itself_however_it_is_written(forms: Forms, text: str) -> None:
    for word in words(text):
        if normalise(word):
            assert meet(forms, word, word)
            assert meet(forms, normalise(word), word)
            assert meet(forms, word, normalise(word))


@forms_of_all
@given(text=st.text())
@settings(derandomize=True, max_examples=50, deadline=None)
def test_keys_are_distinct_and_always_the_same(forms: Forms, text: str) -> None:
    for word in (text, *words(text), "𗀀", "а𗀀"):  # pymorphy3 raises ValueError at these
        for keys_of in (forms.query_keys, forms.text_keys):
            keys = keys_of(word)
            assert keys == keys_of(word)
            assert len(set(keys)) == len(keys)
            assert "" not in keys
            assert bool(keys) == bool(normalise(word))


@pytest.mark.parametrize("language", ["en", "ru", "kk", "kk-KZ", "de", "el", "xx", "", None])
@given(text=st.text())
@settings(derandomize=True, max_examples=50, deadline=None)
def test_a_query_meets_its_own_word_in_a_text_of_any_language(
    language: str | None, text: str
) -> None:
    asked, read = choosing.for_query(), choosing.for_text(language, text)
    for word in (*words(text), "stalking", "сталкинг", "қылмыс", "Qazaqstan", "εκλογή", "110"):
        if normalise(word):
            assert not set(asked.query_keys(word)).isdisjoint(read.text_keys(word)), word

"""A headline as the decision sees it: its words with what each tells, names and numbers marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from language import choosing
from language.commonness import commonness
from language.english import is_english
from language.normalising import normalise
from language.russian import is_common
from language.tokens import Token, tokens
from news.stories.meanings import ALIASES, COMMON, MEANINGS, Meaning
from news.stories.numbers import DIGITS, magnitude, number_of, value_of

REMEMBERED = 20_000
"""Headlines that are kept as read: a new article is compared with many that were read before."""

_FUNCTION_WORD = 0.5
_COMMON_WEIGHT = 0.3
_MEANING_WEIGHT = 0.6
_NAME_WEIGHT = 1.4
# A stem that short belongs to unrelated words.
_SHORTEST_STEM = 4
# Where more of the longer words begin with capitals, capitals are a matter of style.
_TITLE_CASE = 0.7
_LONGER = 4
_ENDS_SENTENCE = frozenset('.!?:|«"“„')
_INFINITIVES = ("ть", "ти", "чь", "ться", "тись", "чься")
_RUSSIAN_PAST = ("л", "ла", "ло", "ли", "гиб", "рос", "шел", "пал")
_RUSSIAN_NOT_PAST = ("ет", "ит", "ут", "ют", "ат", "ят")
_KAZAKH_PAST = ("лды", "лді", "рды", "рді", "нды", "нді", "сты", "сті", "тты", "тті")
# Other verbs in -ады are of the past as often as not: бағалады, соттады.
_KAZAKH_NOT_PAST = ("ылады", "іледі", "ынады", "інеді", "йды", "йді", "мақ", "мек", "пақ", "пек")


class Kind(IntEnum):
    """What a term is."""

    WORD = 0
    NAME = 1
    NUMBER = 2


class Tense(IntEnum):
    """When something happens, as far as a verb's ending tells."""

    UNKNOWN = 0
    PAST = 1
    NOT_PAST = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a headline that tells something.

    Attributes:
        normal: the word in normal form.
        keys: its lemmas or stems, without the language's mark.
        kind: whether it is a name or a number.
        weight: how much it tells; 1 is an ordinary word of some length.
        meanings: what it means, if it is one of ``meanings.MEANINGS``.
        value: of a number, else 0.
    """

    normal: str
    keys: frozenset[str]
    kind: Kind
    weight: float
    meanings: frozenset[Meaning] = frozenset()
    tense: Tense = Tense.UNKNOWN
    value: float = 0.0


@lru_cache(REMEMBERED)
def read(title: str, language: str) -> tuple[Term, ...]:
    """Return the terms of a headline, in order; ``language`` is ISO 639-1, or empty if unknown."""
    forms = choosing.for_text(language or None, title)
    found, values = _with_numbers(title)
    capitals = _capitals_tell(found)
    terms: dict[str, Term] = {}
    end = 0
    for token, value in zip(found, values, strict=True):
        if value is not None:
            term = Term(f"{value:g}", frozenset(), Kind.NUMBER, 1.0, value=value)
        else:
            lemmas = frozenset(key.rpartition(":")[2] for key in forms.text_keys(token.word))
            starts = not end or not _ENDS_SENTENCE.isdisjoint(title[end : token.start])
            named = _is_name(token.word, lemmas, starts=starts, capitals=capitals)
            term = _word(normalise(token.word), lemmas, named=named)
        end = token.end
        if term.weight or (term.meanings and token.word.islower()):
            terms.setdefault(term.normal, term)
    return tuple(terms.values())


def _with_numbers(title: str) -> tuple[list[Token], list[float | None]]:
    """Return the words of a headline, numbers in one piece, and the value of each number."""
    found: list[Token] = []
    values: list[float | None] = []
    end = 0
    for token in tokens(title):
        if token.start < end:
            continue  # the rest of 1 330 or 8.4
        normal = normalise(token.word)
        times = magnitude(normal)
        if times and values and values[-1] is not None:
            values[-1] *= times
            continue
        digits = DIGITS.match(title, token.start)
        if digits and digits.end() >= token.end:
            end = digits.end()
            found.append(Token(digits[0], token.start, end))
            values.append(value_of(digits[0]))
        elif normal:
            found.append(token)
            values.append(number_of(normal))
    return found, values


def _capitals_tell(found: Sequence[Token]) -> bool:
    """Say whether a capital letter sets a name apart in this headline."""
    longer = [token.word for token in found[1:] if len(token.word) >= _LONGER]
    return sum(word[0].isupper() for word in longer) <= _TITLE_CASE * len(longer)


def _is_name(word: str, lemmas: frozenset[str], *, starts: bool, capitals: bool) -> bool:
    if not word[0].isupper():
        return False
    if capitals and (not starts or word[1:2].isupper()):
        return True
    return not any(is_common(lemma) or is_english(lemma) for lemma in lemmas)


def _word(normal: str, lemmas: frozenset[str], *, named: bool) -> Term:
    meanings = frozenset(MEANINGS[lemma] for lemma in lemmas if lemma in MEANINGS)
    aliases = {ALIASES[lemma] for lemma in lemmas if lemma in ALIASES}
    longer = {lemma for lemma in lemmas if len(lemma) >= _SHORTEST_STEM or lemma == normal}
    weight = _weight(normal, lemmas, named=named, meant=bool(meanings))
    return Term(
        normal=normal,
        keys=frozenset((longer or lemmas) | aliases),
        kind=Kind.NAME if named else Kind.WORD,
        weight=weight,
        meanings=meanings,
        tense=_tense(normal, lemmas),
    )


def _weight(normal: str, lemmas: frozenset[str], *, named: bool, meant: bool) -> float:
    if len(normal) == 1 or any(commonness(lemma) >= _FUNCTION_WORD for lemma in lemmas):
        return 0.0
    if not COMMON.isdisjoint(lemmas):
        return _COMMON_WEIGHT
    if named:
        return _NAME_WEIGHT
    return _MEANING_WEIGHT if meant else min(len(normal), 8) / 8


def _tense(normal: str, lemmas: frozenset[str]) -> Tense:
    """Tell the past from the present and future of Russian and Kazakh verbs."""
    if any(lemma.endswith(_INFINITIVES) for lemma in lemmas):
        stem = normal.removesuffix("ся").removesuffix("сь")
        if stem.endswith(_RUSSIAN_PAST):
            return Tense.PAST
        return Tense.NOT_PAST if stem.endswith(_RUSSIAN_NOT_PAST) else Tense.UNKNOWN
    if normal.endswith(_KAZAKH_NOT_PAST):
        return Tense.NOT_PAST
    return Tense.PAST if normal.endswith(_KAZAKH_PAST) else Tense.UNKNOWN

"""The sounds that decide which shape a Kazakh suffix takes, and what it does to its stem.

Suffixes agree with the last vowel (back or front) and with the last sound (a vowel, a sonorant,
a voiced or a voiceless consonant); final п, к, қ become б, г, ғ before a vowel.
"""

VOWELS = frozenset("аәеоөұүыіэяё")
BACK = frozenset("аоұыяё")
FRONT = frozenset("әеөүіэ")

_SOFTENED = {"б": "п", "г": "к", "ғ": "қ"}
_HARDENED = {hard: soft for soft, hard in _SOFTENED.items()}
# What a vowel that falls before another stood before: халық - халқы, орын - орны, ауыз - аузы.
_BEHIND_FALLEN = frozenset("қкпнлрзмбгғ")
# What foreign words lose before a vowel: моделі is of модель, конгресі of конгресс.
_LOST = {"л": "ь", "с": "с"}

# и and у are long and of either kind, ь and Russian final к, г, х soften what stands before.
_EITHER = frozenset("иую")
_SOFTENING = frozenset("ькгх")

# What may follow what, by the last sound of the stem: V a vowel, R р and glides, L л, N a nasal,
# Z з and ж, B a voiced and K a voiceless consonant.
CLASSES = "VRLNZBK"
_CLASS_OF = {
    letter: name
    for name, letters in {
        "V": VOWELS,
        "R": "рйуию",
        "L": "ль",
        "N": "мнң",
        "Z": "зж",
        "B": "бвгғд",
        "K": "птксқшщфхцчһъ",
    }.items()
    for letter in letters
}


def class_of(stem: str) -> str:
    """Return the class of a stem's last sound; of letters that are no Kazakh ones, K."""
    return _CLASS_OF.get(stem[-1:], "K")


def agrees(stem: str, *, back: bool) -> bool:
    """Say whether a suffix with a back (or front) vowel may follow this stem."""
    if stem[-1:] in _SOFTENING and not back:
        return True
    for place in range(len(stem) - 1, -1, -1):
        letter, follows_vowel = stem[place], stem[place - 1 : place] in VOWELS
        if letter in _EITHER and not (letter == "у" and follows_vowel):
            return True
        if letter == "е" and follows_vowel:
            return True  # Тоқаев, Медиев
        if letter in BACK or letter in FRONT:
            return back == (letter in BACK)
    return False


def is_back(stem: str) -> bool:
    """Say whether the last vowel that is of one kind is a back one."""
    return max(map(stem.rfind, BACK)) >= max(map(stem.rfind, FRONT))


def before_vowel(rest: str) -> list[str]:
    """Return the stems that may look like this before a suffix that begins with a vowel."""
    hard = _SOFTENED.get(rest[-1:])
    stems = [rest, rest[:-1] + hard] if hard else [rest]
    if lost := _LOST.get(rest[-1:]):
        stems.append(rest + lost)
    if rest[-1] in _BEHIND_FALLEN and rest[-2:-1] and rest[-2] not in VOWELS:
        vowel = "ы" if is_back(rest) else "і"
        stems += [f"{stem[:-1]}{vowel}{stem[-1]}" for stem in stems]
    return stems


def infinitive(stem: str) -> str:
    """Return the form under which dictionaries hold a verb, жоспарлау for жоспарла."""
    last = stem[-1]
    if last in "ыі":
        return stem[:-1] + "у"
    if last == "й":
        return stem[:-1] + "ю"
    if last == "и":
        return stem + "ю"
    return stem[:-1] + _HARDENED.get(last, last) + "у"

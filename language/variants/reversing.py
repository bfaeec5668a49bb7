"""From Latin letters back to Cyrillic, whichever of the usual systems was used."""

import re
from itertools import islice, product

from language.kazakh.latin import is_marked, readings
from language.variants.known import names_among

_VOWELS = "aeiouyäöüáóú"
# What stands for one or for several letters of Cyrillic, the longest first; what follows | is
# another way to read it.
_RULES = {
    "shch": "щ",
    "ss": "с|сс",
    "zh": "ж",
    "kh": "х",
    "ts": "ц",
    "ch": "ч",
    "sh": "ш",
    "gh": "ғ",
    "ail$": "аил",
    "iya": "ия",
    "iia": "ия",
    "iy$": "ий",
    "ii$": "ий",
    rf"(?<=[{_VOWELS}])y$": "й",
    "y$": "ы|ий",
    rf"(?<=[{_VOWELS}])ye|^ye": "е",
    "ye": "ье|е",
    rf"(?<=[{_VOWELS}])ya|^ya": "я",
    "ya": "ья|я",
    "ia$": "ия",
    "ia": "ия|я",
    "yu|iu": "ю",
    "yo": "е",
    rf"(?<=[{_VOWELS}])y": "й",
    rf"(?<=[{_VOWELS}])i": "й|и",
    "y": "ы",
}
_PLAIN = dict(zip("abdefghijklmnopqrstuvz", "абдефгхижклмнопқрстувз", strict=True))
_SPELT = re.compile("|".join([*(f"({rule})" for rule in _RULES), "(.)"]))
_READ = [written.split("|") for written in _RULES.values()]
# English, French and the like: no system writes a Cyrillic word so.
_FOREIGN = re.compile("[wx]|c(?!h)|ph|th|ck|oo|ee|ou|q(?=u)|(.)\\1\\1|[^a-z]")
_TRIED = 16


def cyrillic(word: str) -> list[str]:
    """Return what a word in Latin letters, in lower case, was in Cyrillic; the likeliest first.

    Names that the dictionary knows are preferred; otherwise there is at most one, and none for
    what cannot have been Cyrillic.
    """
    if is_marked(word) and (read := readings(word)) and not re.search("ye|zh|kh|gh", word):
        return [read[0]]
    if _FOREIGN.search(word):
        return []
    ways = [_ways(found) for found in _SPELT.finditer(word)]
    read = tuple(dict.fromkeys("".join(way) for way in islice(product(*ways), _TRIED)))
    return names_among(list(read)) or list(read[:1])


def _ways(found: re.Match[str]) -> list[str]:
    number = found.lastindex or 0
    return _READ[number - 1] if number <= len(_READ) else [_PLAIN[found[0]]]

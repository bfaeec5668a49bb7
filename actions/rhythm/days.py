"""The days of the week as people write them, in every language of the bot."""

# From Monday on. A beginning of at least two letters is enough where it is clear, and endings
# don't matter: "пятницу", "mondays".
_DAYS = (
    ("monday", "понедельник", "пн", "дүйсенбі", "дс"),
    ("tuesday", "вторник", "вт", "сейсенбі", "сс"),
    ("wednesday", "среда", "среду", "сред", "ср", "сәрсенбі"),
    ("thursday", "четверг", "чт", "бейсенбі", "бс"),
    ("friday", "пятница", "пятниц", "пт", "жұма", "жм"),
    ("saturday", "суббота", "суббот", "сб", "сенбі"),
    ("sunday", "воскресенье", "воскресен", "вс", "жексенбі", "жс"),
)
_LEAST = 2
_STEM, _LONGEST_ENDING = 4, 3


def weekday(words: str) -> int | None:
    """Return the day that a name, its beginning or a form of it means; 0 is Monday, None none."""
    for means in (_is, _begins, _is_form):
        found = [day for day, names in enumerate(_DAYS) if any(means(words, one) for one in names)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is(words: str, name: str) -> bool:
    return words == name


def _begins(words: str, name: str) -> bool:
    return len(words) >= _LEAST and name.startswith(words)


def _is_form(words: str, name: str) -> bool:
    has_stem = len(name) >= _STEM and words.startswith(name)
    return has_stem and len(words) - len(name) <= _LONGEST_ENDING

"""How often a word is met in news, roughly: what an index needs to find the rare one."""

_ENGLISH = """
    the a an of to in and or for on at by with from as is are was were be been has have had will
    would can could may not no it its he she they his her their this that these those who which
    what when where how but if than then over after before into about more new said says year
"""
_RUSSIAN = """
    и в во на с со к ко по за из от до о об у для при под над без через между про а но или не ни
    же бы ли что как так это этот эта эти то тот та те он она они его ее их мы вы я который
    которая которые где когда если уже еще также года году год был была были быть будет есть
"""
_KAZAKH = """
    және мен бен пен да де та те үшін бойынша туралы деп бұл осы сол ол олар бір екі жаңа болып
    болды болған болады бар жоқ емес немесе ал не кейін дейін қарай арқылы жылы жыл
"""
_FUNCTION_WORDS = frozenset((_ENGLISH + _RUSSIAN + _KAZAKH).split())


def commonness(key: str) -> float:
    """Return the estimated share of articles, 0 to 1, that hold a key of a query's word.

    Function words stand in nearly every article; beyond them, longer is rarer. An estimate
    without memory gives the same answer at any time, in any process.
    """
    word = key.rpartition(":")[2]
    if word in _FUNCTION_WORDS:
        return 0.9
    return 0.5 / 1.5 ** min(len(word), 16)

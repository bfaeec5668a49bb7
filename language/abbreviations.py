"""Abbreviations whose full stop is not the end of a sentence, lower case, without that stop.

Single letters and what holds a stop of its own (``т.е.``, ``U.S.``) need no entry.
"""

_ENGLISH = """
    mr mrs ms messrs dr prof rev hon gov gen lt col maj capt cmdr sgt cpl pvt adm amb sen rep pres
    supt st mt ft vs cf viz al approx est dept univ jan feb mar apr jun jul aug sept sep oct nov dec
"""
_RUSSIAN = """
    гг гор обл рн респ ул пр просп пер пл наб бул бульв мкр мкрн кв корп стр оф эт тел ст пп абз гл
    разд прил рис табл см ср напр им акад проф доц канд докт д-р г-н г-жа гр тов зам нач пом зав
    ген полк подп кап лейт серж ред изд сост худ реж тт тыс млн млрд трлн руб коп тг долл кг км мм
    га мин сек вв янв февр фев мар апр авг сент сен окт нояб ноя дек инв исх вх экз
"""
_KAZAKH = "жж ауд обл көш даң ықш шағ пәт мыс ғғ мек сағ"

LEADING = frozenset((_ENGLISH + _RUSSIAN + _KAZAKH).split())
"""What follows belongs to them: a name, a noun, a number."""

_BEFORE_NUMBERS = "no nos art arts sec secs fig figs vol vols ch para paras pp ном п.п"

BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())
"""Words of their own, unless a number follows."""

_TRAILING = "etc inc ltd co corp jr sr esq a.m p.m b.c a.d т.д т.п др проч т.б т.с.с"

TRAILING = frozenset(_TRAILING.split())
"""A capital after them begins the next sentence."""

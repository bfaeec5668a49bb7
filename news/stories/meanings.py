"""What the verbs of news mean: which are one, which contradict each other, which add a fact.

A line is ``subject value: words``. Words are lemmas as ``language`` gives them, of any language.

- Words of one line are synonyms.
- Of a subject in ``OPPOSED`` two headlines must not tell different values: a verdict is guilty or
  not, and an arrest is not the sentence.
- The values of ``ASPECT`` are other facts about an event than that it happened: its reason, what
  somebody says of it, what is planned. A headline with one and a headline without differ.
"""

from types import MappingProxyType
from typing import NamedTuple

ASPECT = "aspect"
PLAN = "plan"
"""The value of ``ASPECT`` that says: not yet."""


class Meaning(NamedTuple):
    """What a word says: a value of a subject."""

    subject: str
    value: str


_OPPOSED = """
case wanted: розыск разыскивать объявить_в_розыск wanted manhunt fugitive іздеу іздестіру
case detained: задержать задержание поймать detain detention detained caught ұстау ұсталу
case arrested: арестовать арест стража сизо arrest remand custody қамау қамауға қамалу
case charged: обвинить обвинение обвинять charge indict accuse indictment айыптау айыпталу айып
case sentenced: приговорить приговор осудить осуждать sentence convict imprison соттау сотталу үкім
case acquitted: оправдать оправдание acquit acquittal exonerate ақтау ақталу
case released: освободить отпустить выпустить помиловать амнистировать release pardon босату
case released: босатылу
case appealed: обжаловать апелляция кассация appeal апелляциялық шағымдану
course up: вырасти расти рост подорожать дорожать подорожание увеличиться увеличить повыситься
course up: повысить повышение возрасти укрепиться подняться rise grow increase surge soar jump gain
course up: өсу қымбаттау көтерілу арту ұлғаю нығаю
course down: снизиться снизить снижение упасть падать падение подешеветь дешеветь сократиться
course down: сократить сокращение уменьшиться ослабнуть обвалиться рухнуть fall drop decline
course down: decrease plunge slump shrink төмендеу арзандау азаю құлдырау қысқару
fate dead: погибнуть умереть скончаться гибель смерть die dead death killed қаза өлу өлім дүние
fate alive: выжить спастись спасти уцелеть survive rescue rescued аман құтқару құтқарылу
access open: открыть открыться открытие запустить open reopen launch ашу ашылу
access closed: закрыть закрыться закрытие close shut closure жабу жабылу
phase begun: начать начаться старт стартовать start begin kick басталу бастау
phase ended: завершить завершиться закончить закончиться окончить finish complete conclude аяқтау
phase ended: аяқталу
permission allowed: разрешить разрешение легализовать allow permit legalise legalize рұқсат
permission forbidden: запретить запрет ban prohibit forbid тыйым
rule introduced: ввести введение вступить introduce impose енгізу енгізілу
rule cancelled: отменить отмена отменять cancel abolish lift scrap revoke repeal жою жойылу
answer yes: одобрить утвердить согласиться поддержать принять approve accept adopt agree back қолдау
answer yes: мақұлдау бекіту
answer no: отклонить отвергнуть отказать отказаться отказ reject refuse decline oppose deny
answer no: қабылдамау бас_тарту
truth confirmed: подтвердить подтверждение подтвердиться confirm растау расталды
truth denied: опровергнуть опровержение отрицать refute debunk жоққа_шығару теріске
post taken: назначить избрать возглавить appoint elect тағайындау тағайындалу сайлау
post left: уволить отставка сместить покинуть dismiss resign sack fire oust отставкаға
"""
_ASPECTS = """
aspect reason: причина из-за_чего почему объяснить объяснять cause reason explain why себеп неге
aspect reaction: прокомментировать отреагировать ответить оценить комментарий реакция призвать
aspect reaction: осудить раскритиковать поблагодарить react respond comment condemn slam criticize
aspect reaction: criticise praise түсініктеме жауап пікір
aspect condolence: соболезнование проститься прощание похороны похоронить траур condolence mourn
aspect condolence: funeral bury tribute қоштасу жерлеу көңіл
aspect picture: видео фото кадр video footage photo watch бейне
aspect detail: подробность деталь вспомнить detail толығырақ
aspect plan: планировать намерить намереваться собираться собраться предложить предложение обещать
aspect plan: пообещать анонсировать прогноз прогнозировать спрогнозировать предсказать ожидать
aspect plan: ожидаться готовиться готовый намеренный захотеть хотеть мочь план допустить
aspect plan: plan expect forecast predict propose promise may could might intend will
aspect plan: жоспарлау болжам болжау ұсыну мүмкін жоспар
aspect aid: компенсация выплатить выплата помощь восстановить compensate compensation payout restore
aspect aid: өтемақы көмек төлеу
"""
OPPOSED = frozenset(line.split()[0] for line in _OPPOSED.strip().splitlines())


def _read(table: str) -> dict[str, Meaning]:
    meanings: dict[str, Meaning] = {}
    for line in table.strip().splitlines():
        name, _, words = line.partition(":")
        subject, value = name.split()
        meanings.update(dict.fromkeys(words.split(), Meaning(subject, value)))
    return meanings


# What stands in both tables is rather an aspect when it has no object: the first one wins.
MEANINGS = MappingProxyType(_read(_ASPECTS) | _read(_OPPOSED))
"""By lemma."""

_COMMON = """
    стать известно известный назвать заявить сообщить рассказать раскрыть новый первый последний
    год день время сегодня завтра вчера после человек житель россиянин россиянка казахстанец
    мужчина женщина страна область район регион город мир место власть глава министр министерство
    президент правительство полиция эксперт сми россия российский казахстан республика алматы
    астана возможный неизвестный крупный главный данные данный число попасть получить сделать
    появиться найти выявить узнать решить дать прийти пожаловаться высказаться указать отметить
    самый который свой весь наш тысяча миллион
    say report new first last year day time people man woman world country city state government
    president minister police get make take give find see show set one two three million billion
    after over amid how why what best top live update today news latest report reveal tell know
    қазақстан қазақстандық алматы астана президент үкімет министр министрлік полиция адам ел қала
    облыс аудан жыл күн жаңа бірінші туралы айту хабарлау мәлімдеу белгілі мәлім болу бүгін ер әйел
"""
COMMON = frozenset(_COMMON.split())
"""Lemmas that headlines of unrelated stories share."""

_ALIASES = """
    казахстан қазақстан рк қр казахстанский қазақстандық
    россия рф российский ресей россиянин
    сша америка американский ақш us usa u.s
    великобритания британия британский uk britain british
    украина украинский украинец
    оон un бұұ
    есть_евросоюз евросоюз ес eu
    covid коронавирус коронавирусный ковид covid-19 coronavirus
"""
ALIASES = MappingProxyType(
    {
        word: f"={words.split()[0]}"
        for words in _ALIASES.strip().splitlines()
        for word in words.split()
    }
)
"""Names of one thing, by lemma, with what they are all called here."""

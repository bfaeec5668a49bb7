"""The words by which sites name, and head, what stands beside an article, in our languages."""

import re
from functools import lru_cache

# A name's parts end at a hyphen, an underscore, or where capitals begin (sideBar).
_START = r"(?:^|[\s_-]|(?-i:(?<=[a-z])(?=[A-Z])))"
_END = r"(?:$|[\s_\d-]|(?-i:(?<=[a-z])(?=[A-Z])))"

# Lists of other articles, which may have much to tell of each.
_LIST_NAMES = re.compile(
    _START + r"(?:"
    r"related|recommend(?:ed|ation|ations|s)?|recirc(?:ulation)?|read-?(?:more|also|next)|see-?also"
    r"|more-?(?:news|stories|on|from|articles|posts)|also-?read|popular|trending|trends"
    r"|most-?(?:read|viewed|popular)|(?:latest|last|recent|other|next|prev|previous|top|hot)"
    r"-?(?:news|posts|articles|stories|entries)|latest|side-?bar|aside|rail|comments?|similar"
    r"|teasers?|chitat-?takzhe|chitayte|po-?teme|pohozhie|popularnoe"
    r"|novosti-?(?:dnya|po-?teme|partnerov)|partners?-?news|outbrain|taboola|mgid|relap|smi2"
    r"|lentainform|infox|footer|masthead"
    r")" + _END,
    re.IGNORECASE,
)
# What has no paragraphs to speak of.
_BOX_NAMES = re.compile(
    _START + r"(?:"
    r"main-?(?:news|posts|articles|stories)|news-?(?:feed|line|list|lenta|block|ticker|lent)|lenta"
    r"|ticker|bread-?crumbs?|share|sharing|sharer|social|socials|socialbar|soc|news-?letter"
    r"|subscribe|subscription|promo|advert|advertisement|adv|ads|ad|banner|cookies?|consent|gdpr"
    r"|tags?-?(?:list|cloud)|pulse|menu|nav|navi|navigation|nav-?bar|top-?bar|pagination|pager"
    r"|copyright|popup|modal|rating|vote|poll|author-?(?:box|bio|info)|carousel|swiper|slider-?news"
    r")" + _END,
    re.IGNORECASE,
)

# Whole names of what holds readers' comments, however much there is.
_COMMENTS = re.compile(
    r"(?:^|\s)(?:[bjl]-|js-|block-|section-|article-|post-|entry-|news-)?"
    r"(?:comments?(?:[-_]{1,2}(?:list|area|block|section|wrapper?|wrap|container|box|tree|thread|feed"
    r"|widget|body|content|text|form|respond|item|holder|inner|app|root))?|commentlist|commentary-list"
    r"|commentariat|disqus(?:_thread)?|cackle|mc-container|hypercomments(?:_widget)?|vk_comments"
    r"|fb-comments|isso-thread|remark42|commento|tolstoycomments-feed|respond|discussion(?:-list)?"
    r"|replies|kommentarii|komments?|pikirler)(?:$|\s)",
    re.IGNORECASE,
)

_OTHERS = (
    r"(?:read|see|watch)\s+(?:also|more|next|this|too)|also\s+(?:read|on)|related(?:\s+\w+)?"
    r"|more\s+(?:news|stories|from|on|in|about|articles)\b.*|latest(?:\s+\w+){0,2}"
    r"|most\s+(?:read|popular|viewed)|top\s+(?:news|stories)|editor.?s.?\s+(?:picks?|choice)"
    r"|recommended(?:\s+\w+)*|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)"
    r"|trending(?:\s+\w+)?|don.t\s+miss|what\s+(?:to\s+)?read\s+next|up\s+next|other\s+news"
    r"|(?:in\s+)?other\s+(?:news|stories|headlines)|popular(?:\s+\w+)?|share(?:\s+this)?(?:\s+\w+)?"
    r"|(?:читайте|смотрите|читать|почитайте|смотреть)\s+(?:также|ещ[её]|далее|по\s+теме|подробнее)"
    r"|(?:также|ещ[её])\s+(?:читайте|по\s+теме)|(?:ранее\s+)?по(?:\s+этой)?\s+теме|похожие\s+\w+"
    r"|(?:материалы|новости|статьи|публикации)\s+по\s+теме|подробнее(?:\s+по\s+теме)?"
    r"|(?:другие|ещ[её]|больше)\s+(?:новост\w+|материал\w+|стат\w+)(?:\s+\w+){0,3}"
    r"|(?:последние|главные|свежие|топ|важные)\s+(?:новости|материалы|публикации)(?:\s+\w+)?"
    r"|лента(?:\s+новостей)?|новости\s+(?:дня|часа|недели|партн[её]ров|сми2?|компаний)"
    r"|популярн\w+(?:\s+\w+)?|сам(?:ое|ые)\s+(?:читаем\w+|популярн\w+|обсуждаем\w+)(?:\s+\w+)?"
    r"|рекомендуем\w*(?:\s+\w+)?|сейчас\s+(?:читают|обсуждают|на\s+главной)|выбор\s+редакции"
    r"|вам\s+(?:может|будет)\s+(?:быть\s+)?(?:понравиться|интересно)|вас\s+может\s+заинтересовать"
    r"|поделиться(?:\s+\w+){0,3}|что\s+(?:ещ[её]\s+)?почитать|не\s+пропустите|главное(?:\s+за\s+день)?"
    r"|(?:соңғы|басты|өзге|басқа|танымал|тағы\s+да|жаңа|ұқсас|өзекті)\s+(?:жаңалықтар|мақалалар|материалдар)"
    r"(?:\s+\w+)?|(?:тағы|сондай-ақ|осыны\s+да)\s+(?:да\s+)?(?:оқы\w*|қара\w*)|ұқсас\s+\w+"
    r"|(?:осы\s+)?тақырып(?:қа|тағы|\s+бойынша)(?:\s+\w+){0,2}|оқи\s+отырыңыз(?:дар)?|оқыңыз(?:дар)?"
    r"|жаңалықтар(?:\s+лентасы|\s+таспасы)?|ең\s+(?:көп\s+)?(?:оқылған\w*|танымал\w*)(?:\s+\w+)?"
    r"|толығырақ|бөлісу|ұсынамыз|редакция\s+таңдауы"
)
_OTHERS_HEADING = re.compile(rf"^\W*(?:{_OTHERS})\W*$", re.IGNORECASE)
_COMMENTS_HEADING = re.compile(
    r"^\W*(?:(?:\d+|no|one|нет|все|всего|барлық)\s+)?(?:"
    r"(?:(?:reader.?s?|user|all|latest|recent|your)\s+)?(?:comments?|replies)(?:\s+section)?"
    r"|comments?\s+(?:on|from|by)\s+(?:this|readers?|users?)(?:\s+\w+)?"
    r"|(?:leave|add|post|write)\s+(?:(?:a|your)\s+)?(?:comment|reply)"
    r"|join\s+the\s+(?:discussion|conversation)|what\s+do\s+you\s+think|discuss(?:ion)?"
    r"|комментари[ийяев]+|(?:ваш|новый)\s+комментарий"
    r"|(?:оставить|оставьте|добавить|написать|напишите)\s+(?:свой\s+)?(?:комментарий|отзыв)"
    r"|(?:обсуждение|обсудить)(?:\s+(?:новости|статьи|материала|темы|на\s+форуме))?"
    r"|комментарии\s+(?:читателей|пользователей|посетителей|к\s+\w+)|отзывы(?:\s+читателей)?"
    r"|(?:ваше\s+мнение|мнени[ея]\s+читателей)|пікір(?:лер|іңіз|лер\s+саны)?"
    r"|пікір(?:іңізді)?\s+(?:қалдыр|қос|жаз|білдір)\w*|оқырман(?:дар)?\s+пікір\w*"
    r"|талқылау(?:\s+\w+)?|түсініктеме(?:лер)?"
    r")\W*(?:\d+\W*)?$",
    re.IGNORECASE,
)
# Lines that lead to one other article, of which only the headline may be left of the link.
_LEAD_IN = (
    r"(?:please\s+)?(?:read|see|watch)\s+(?:also|more|next|too|this)|also\s+(?:read|see|watch)"
    r"|related(?:\s+(?:news|stor(?:y|ies)|articles?|coverage|posts?|reading|topics?|links?|content))?"
    r"|more\s+on\s+this(?:\s+(?:topic|story))?|don.t\s+miss|you\s+(?:may|might)\s+also\s+like"
    r"|recommended(?:\s+(?:reading|for\s+you))?"
    r"|(?:про)?(?:читайте|читать|почитайте|смотрите|смотреть|посмотрите|слушайте|узнайте)"
    r"\s+(?:также|ещ[её]|далее|дальше|по\s+теме|в\s+тему|подробнее|больше)"
    r"|(?:также|ещ[её])\s+(?:читайте|смотрите|по(?:\s+этой)?\s+теме)|(?:ранее\s+)?по(?:\s+этой)?\s+теме"
    r"|(?:похожие|связанные)\s+(?:материалы|новости|статьи)|(?:материалы?|новости|статьи)\s+по\s+теме"
    r"|рекомендуем(?:\s+(?:(?:про|по)?читать|прочесть|посмотреть|также))?|не\s+пропустите"
    r"|что\s+(?:ещ[её]\s+)?почитать|вам\s+(?:может\s+быть|будет)\s+интересно|подробнее(?:\s+по\s+теме)?"
    r"|(?:тағы(?:\s+да)?|сондай[\s-]ақ,?|сонымен\s+(?:қатар|бірге),?|(?:осыны|мұны|бұны)(?:\s+да)?)"
    r"\s+(?:оқы\w*|оқи\s+отыр\w*|қара\w*|көр\w*)"
    r"|оқи\s+отыр\w*|оқыңыз(?:дар)?|оқып\s+көр\w*|оқуға\s+(?:кеңес\s+береміз|ұсынамыз)"
    r"|(?:осы\s+)?тақырып(?:қа\s+(?:орай|байланысты|қатысты)|\s+бойынша|тағы\s+\w+|та)"
    r"|толығырақ"
    r"|(?:ұқсас|байланысты)\s+(?:жаңалықтар|мақалалар|материалдар)|тағы\s+осы\s+тақырыпта"
)
_WHERE = (
    r"(?:\s+(?:на|по|в|наш\w*|друг\w+|эт\w+|материал\w*|новост\w*|стать\w+|тем\w+|сайт\w*|on|at|in"
    r"|our|about|this|story|topic|article|news|site|біздің|сайтта\w*|жаңалықтар\w*)){0,4}"
)
_BARE_LEAD_IN = re.compile(rf"^\W*(?:{_LEAD_IN}){_WHERE}\W*$", re.IGNORECASE)
_LED_IN = re.compile(rf"^\W*(?:{_LEAD_IN}){_WHERE}[\s»”\")]*(?:[:|>→▶»]|\s[–—-]+\s)", re.IGNORECASE)
# Words that head parts of articles, too.
_PART_HEADING = re.compile(r"^\W*(?:discussion|обсуждение|талқылау)\W*$", re.IGNORECASE)
_CALL = re.compile(
    r"^\W*(?:"
    r"(?:follow|join|like|find)\s+us\s+(?:on|in)\b|(?:subscribe|sign\s+up)\s+(?:to|for)\s+(?:our|the)\b"
    r"|подписывайтесь\b|подпишитесь\s+на\b|присоединяйтесь\s+к\s+(?:нам|нашему)\b"
    r"|(?:больше|ещ[её]\s+больше)\s+новостей\s+(?:в|на)\b|следите\s+за\s+(?:нами|новостями|нашими)\b"
    r"|(?:читайте|смотрите)\s+нас\s+(?:в|на)\b|(?:наш|біздің)\s+telegram|хотите\s+(?:больше|узнавать)\b"
    r"|(?:бізге|арнамызға|парақшамызға)\s+жазылы\w*|жазылыңыз(?:дар)?\b|бізді\s+\w+\s+оқыңыз"
    r")",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60
_LONGEST_CALL = 240
_LONGEST_LED_IN = 240
_LONGEST_HEADLINE = 150
_FEWEST_WORDS = 3


@lru_cache(maxsize=8192)
def is_list_name(names: str) -> bool:
    """Tell whether a class or an id names a list of other articles, or all that is beside one."""
    return _LIST_NAMES.search(names) is not None


@lru_cache(maxsize=8192)
def is_box_name(names: str) -> bool:
    """Tell whether a class or an id names something small beside or inside of an article."""
    return _BOX_NAMES.search(names) is not None


@lru_cache(maxsize=8192)
def is_comments_name(names: str) -> bool:
    """Tell whether a class or an id names the place of readers' comments, and nothing else."""
    return _COMMENTS.search(names) is not None


def heads_others(text: str) -> bool:
    """Tell whether a line opens a list of other articles, or calls to share this one."""
    return len(text) <= _LONGEST_HEADING and _OTHERS_HEADING.match(text) is not None


def heads_comments(text: str) -> bool:
    """Tell whether a line opens readers' comments."""
    return len(text) <= _LONGEST_HEADING and _COMMENTS_HEADING.match(text) is not None


def may_head_a_part(text: str) -> bool:
    """Tell whether a heading of comments is as usual a heading of a part of an article."""
    return _PART_HEADING.match(text) is not None


def is_lead_in(text: str) -> bool:
    """Tell whether a line does no more than announce the headline of another article."""
    return len(text) <= _LONGEST_HEADING and _BARE_LEAD_IN.match(text) is not None


def is_led_in(text: str) -> bool:
    """Tell whether a line announces another article and, behind a colon or a dash, names it."""
    return len(text) <= _LONGEST_LED_IN and _LED_IN.match(text) is not None


def is_headline(text: str) -> bool:
    """Tell whether a line is short and does not end as sentences do."""
    return (
        len(text) <= _LONGEST_HEADLINE
        and len(text.split()) >= _FEWEST_WORDS
        and not text.endswith((".", ":", ";", ","))
    )


def is_call(text: str) -> bool:
    """Tell whether a line asks to follow or to subscribe."""
    return len(text) <= _LONGEST_CALL and _CALL.match(text) is not None

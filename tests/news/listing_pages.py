"""Self-written pages that list articles, built as news sites build them, with all that surrounds.

Each page knows which addresses its main list has; whatever else it links to is around it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEWS = (
    ("parlament-priniat-zakon-o-stalkinge", "Парламент принял закон о сталкинге"),
    ("v-almaty-otkryli-novuiu-stantsiiu-metro", "В Алматы открыли новую станцию метро"),
    ("uchenye-karagandy-nashli-drevnii-gorod", "Учёные Караганды нашли древний город"),
    ("tseny-na-khleb-vyrosli-v-piati-oblastiakh", "Цены на хлеб выросли в пяти областях"),
    ("sud-rassmotrel-isk-zhitelei-poselka", "Суд рассмотрел иск жителей посёлка к заводу"),
    ("v-astane-postroiat-desiat-shkol", "В Астане построят десять школ до конца года"),
    ("pavodok-otrezal-tri-sela-ot-trassy", "Паводок отрезал три села от трассы"),
    ("minzdrav-obnovil-spisok-lekarstv", "Минздрав обновил список бесплатных лекарств"),
    ("khokkeisty-vyshli-v-final-kubka", "Хоккеисты вышли в финал кубка"),
    ("eksport-zerna-dostig-rekorda", "Экспорт зерна достиг рекорда за десять лет"),
    ("muzei-pokazal-kollektsiiu-kovrov", "Музей показал коллекцию старинных ковров"),
    ("aeroport-shymkenta-prinial-novyi-reis", "Аэропорт Шымкента принял первый рейс из Милана"),
)
OTHERS = (
    ("kak-sobrat-aptechku-v-pokhod", "Как собрать аптечку в поход: семь советов врача"),
    ("goroskop-na-nedeliu", "Что ждёт водителей после обновления правил дорожного движения"),
    ("samye-krasivye-ozera", "Самые красивые озёра страны: куда поехать на выходные"),
    ("retsept-baursakov", "Рецепт пышных баурсаков, который передают в семьях"),
    ("skolko-stoit-kvartira", "Сколько стоит снять квартиру в областных центрах"),
    ("shkolnik-izobrel-robota", "Школьник изобрёл робота, который сортирует отходы"),
    ("ferma-v-stepi", "Семья фермеров вырастила виноград посреди степи"),
    ("pensii-vyrastut", "Пенсии вырастут с января: на сколько и у кого"),
)
TEXT = (
    "Об этом сообщила пресс-служба акимата. Подробности решения, по словам чиновников, "
    "обнародуют на следующей неделе после заседания комиссии."
)
MENU = (
    *("Политика", "Общество", "Экономика", "Спорт", "Культура", "Происшествия", "Мнения"),
    *("О нас", "Контакты", "Реклама на сайте", "Политика конфиденциальности"),
)
Story = tuple[str, str]


@dataclass(frozen=True)
class Sample:
    """A page.

    Attributes:
        name: what is peculiar about it.
        address: where it lives.
        body: its HTML.
        listed: addresses and headlines of the main list, in order.
    """

    name: str
    address: str
    body: str
    listed: tuple[Story, ...]


def _each(stories: Sequence[Story], write: Callable[[int, str, str], str]) -> str:
    return "\n".join(write(number, *story) for number, story in enumerate(stories))


def _menu(item: str = "li", link_class: str = "") -> str:
    return "".join(
        f'<{item}><a class="{link_class}" href="/category/{number}">{name}</a></{item}>'
        for number, name in enumerate(MENU)
    )


def _page(inside: str, *, head: str = "", lang: str = "ru") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>Новости — Степной вестник</title>{head}</head><body>{inside}</body></html>"
    )


def _cards() -> Sample:
    """A grid of cards: picture, rubric, headline and "read more", the sidebar in an aside."""

    def card(number: int, slug: str, headline: str) -> str:
        return f"""<div class="card card-{number} rubric-{number % 3}">
<a href="/politics/{slug}" class="card__image"><img src="/i/{number}.jpg" alt=""></a>
<a class="card__rubric" href="/category/politics">Политика</a>
<h3 class="card__title"><a href="/politics/{slug}">{headline}</a></h3>
<p class="card__text">{TEXT}</p><span class="card__date">{number + 1} июля 2026, 09:30</span>
<a class="card__more" href="/politics/{slug}">Читать далее</a></div>"""

    side = _each(OTHERS, lambda _, slug, said: f'<li><a href="/life/{slug}">{said}</a></li>')
    body = _page(
        f'<header class="site-header"><nav><ul>{_menu()}</ul></nav></header>'
        f'<div class="row"><main class="content"><h1>Политика</h1>{_each(NEWS, card)}'
        '<div class="pagination"><a href="?page=1">1</a><a href="?page=2">2</a>'
        '<a href="?page=3">3</a><a href="?page=2">Следующая страница</a></div></main>'
        f"<aside><h3>Самое читаемое</h3><ul>{side}</ul></aside></div>"
        f"<footer><ul>{_menu()}</ul></footer>"
    )
    listed = tuple((f"/politics/{slug}", said) for slug, said in NEWS)
    return Sample("cards", "https://vestnik.example.kz/category/politics", body, listed)


def _times() -> Sample:
    """A ticker-like main list of times and links, and a longer unmarked column of others."""

    def line(number: int, slug: str, headline: str) -> str:
        return (
            f'<li class="{"odd" if number % 2 else "even"}"><span class="time">1{number % 10}:05'
            f'</span> <a href="/2026/07/06/{slug}-{4400 + number}/">{headline}</a></li>'
        )

    more = "".join(
        f'<div class="hot-item"><a href="/special/{slug}/">{said}</a></div>'
        for slug, said in OTHERS
    )
    body = _page(
        f'<div id="top"><div class="menu">{_menu("span")}</div></div>'
        '<table><tr><td><h2>Лента новостей</h2><div class="day">6 июля</div>'
        f'<ul class="lenta-list">{_each(NEWS, line)}</ul></td>'
        f'<td class="right"><div class="title">Популярное за неделю</div><div>{more}</div></td>'
        f'</tr></table><div id="bottom">{_menu("span")}</div>'
    )
    listed = tuple(
        (f"/2026/07/06/{slug}-{4400 + number}/", said) for number, (slug, said) in enumerate(NEWS)
    )
    return Sample("times", "https://lenta.example.kz/news/", body, listed)


def _whole_cards() -> Sample:
    """Links that are whole cards: picture, date, headline and teaser within each, no headings."""

    def card(number: int, _: str, headline: str) -> str:
        return f"""<a class="tile" href="https://portal.example.kz/kk/press/news/{7000 + number}">
<div class="tile-img"><img src="/{number}.webp"></div><div class="tile-body">
<div class="tile-date">{10 + number}.05.2026</div><div class="tile-name">{headline}</div>
<div class="tile-desc">{TEXT}</div></div></a>"""

    body = _page(
        f'<div class="header"><div class="navbar"><ul>{_menu()}</ul></div></div>'
        f'<div class="wrap"><div class="grid">{_each(NEWS, card)}</div></div>'
        '<div class="footer-links">'
        + "".join(
            f'<a href="/page/{number}">{name} и документы</a>' for number, name in enumerate(MENU)
        )
        + "</div>"
    )
    listed = tuple(
        (f"/kk/press/news/{7000 + number}", said) for number, (_, said) in enumerate(NEWS)
    )
    return Sample("whole cards", "https://portal.example.kz/kk/press/news", body, listed)


def _table() -> Sample:
    """A ministry's table of dates and titles, without a class anywhere."""

    def row(number: int, _: str, headline: str) -> str:
        href = f"index.php?option=com_content&amp;id={900 + number}"
        return f'<tr><td>{10 + number}.06.2026</td><td><a href="{href}">{headline}</a></td></tr>'

    menu = "".join(
        f'<tr><td><a href="index.php?option=page&amp;cat={number}">{name}</a></td></tr>'
        for number, name in enumerate(MENU)
    )
    body = _page(
        f"<table><tr><td><table>{menu}</table></td><td><h1>Новости ведомства</h1>"
        f"<table><tr><th>Дата</th><th>Название</th></tr>{_each(NEWS, row)}</table>"
        "</td></tr></table>"
    )
    listed = tuple(
        (f"/ru/index.php?option=com_content&id={900 + number}", said)
        for number, (_, said) in enumerate(NEWS)
    )
    return Sample("table", "https://vedomstvo.example.kz/ru/index.php?option=news", body, listed)


def _blog() -> Sample:
    """WordPress: classes written from rubrics, tags under each post, widgets in #secondary."""

    def post(number: int, slug: str, headline: str) -> str:
        return f"""<article id="post-{number}" class="post-{number} post type-post
status-publish category-popular tag-related hentry"><header class="entry-header">
<h2 class="entry-title"><a href="/{slug}/" rel="bookmark">{headline}</a></h2>
<div class="entry-meta"><a href="/{slug}/"><time datetime="2026-07-{number + 1:02}T08:00:00+05:00">
{number + 1} июля</time></a> <a href="/author/editor/">Редакция</a>
<a href="/{slug}/#respond">{number} комментариев</a></div></header>
<div class="entry-content"><p>{TEXT} <a href="/{slug}/#more-{number}">Читать</a></p></div>
<footer class="entry-footer"><a href="/tag/zakon/">закон и порядок в стране</a>,
<a href="/tag/sud/">суды и приговоры недели</a></footer></article>"""

    recent = _each(OTHERS, lambda _, slug, said: f'<li><a href="/{slug}/">{said}</a></li>')
    comments = _each(
        NEWS, lambda _, slug, said: f'<li>Гость: <a href="/{slug}/#c1">{said}</a></li>'
    )
    body = _page(
        f'<div id="page"><header id="masthead"><ul class="menu">{_menu()}</ul></header>'
        f'<div id="content" class="has-sidebar"><div id="primary">{_each(NEWS[:7], post)}'
        '<nav class="navigation"><a href="/page/2/">Предыдущие записи</a></nav></div>'
        '<div id="secondary"><div class="widget"><h2 class="widget-title">Свежие записи</h2>'
        f'<ul>{recent}</ul></div><div class="widget"><h2>Свежие комментарии</h2><ul>{comments}</ul>'
        "</div></div></div></div>"
    )
    listed = tuple((f"/{slug}/", said) for slug, said in NEWS[:7])
    return Sample("blog", "https://blog.example.kz/page/1/?from=feed", body, listed)


def _lead() -> Sample:
    """A big first story of its own structure above the list that it opens."""

    def row(number: int, slug: str, headline: str) -> str:
        return f"""<div class="news-row"><div class="news-row-time">{number + 2} часа назад</div>
<a class="news-row-title" href="/kazakhstan_news/{slug}-{5100 + number}/">{headline}</a></div>"""

    first = OTHERS[0]
    hot = _each(
        OTHERS[1:],
        lambda number, slug, said: (
            f'<div class="box-item"><a href="/read/{slug}-{6000 + number}/">{said}</a></div>'
        ),
    )
    body = _page(
        f'<nav>{_menu("div")}</nav><section class="page"><div class="column">'
        f'<div class="big-story"><a href="/kazakhstan_news/{first[0]}-5999/"><img src="/1.jpg">'
        f'<span class="big-story-title">{first[1]}</span></a></div>'
        f'<div class="news-rows">{_each(NEWS, row)}</div></div>'
        f'<div class="box"><div class="box-head">Читайте также</div>{hot}</div></section>'
    )
    listed = (
        (f"/kazakhstan_news/{first[0]}-5999/", first[1]),
        *(
            (f"/kazakhstan_news/{slug}-{5100 + number}/", said)
            for number, (slug, said) in enumerate(NEWS)
        ),
    )
    return Sample("lead", "https://novosti.example.kz/kazakhstan_news/", body, listed)


def _unlinked_headings() -> Sample:
    """Headings that are no links, a picture and "more" that are."""

    def item(number: int, _: str, headline: str) -> str:
        return f"""<div class="views-row"><div class="pic"><a href="/node/{300 + number}">
<img src="/p.png"></a></div><h4>{headline}</h4><div class="field">{TEXT}</div>
<a href="/node/{300 + number}">Толығырақ</a></div>"""

    body = _page(
        f'<div class="region-nav"><ul>{_menu()}</ul></div>'
        f'<div class="view-content">{_each(NEWS, item)}</div><ul class="pager"><li>'
        '<a href="?page=1">2</a></li></ul>',
        lang="kk",
    )
    listed = tuple((f"/node/{300 + number}", said) for number, (_, said) in enumerate(NEWS))
    return Sample("unlinked headings", "https://akimat.example.kz/kk/news", body, listed)


def _flat() -> Sample:
    """Headings and paragraphs after each other, no box around any of them."""

    def item(number: int, slug: str, headline: str) -> str:
        return f'<h3><a href="{slug}.html">{headline}</a></h3><p>{number + 1} июля. {TEXT}</p>'

    body = _page(
        '<p><a href="index.html">Главная страница нашего сайта</a> | '
        '<a href="arkhiv.html">Архив номеров газеты за прошлые годы</a> | '
        f'<a href="about.html">О газете и её редакции</a></p>{_each(NEWS, item)}'
    )
    listed = tuple((f"/gazeta/{slug}.html", said) for slug, said in NEWS)
    return Sample("flat", "http://gazeta.example.kz/gazeta/arkhiv.html", body, listed)


def _hashed() -> Sample:
    """Class names that a build made up, two columns of one list, a mega menu with long names."""

    def item(number: int, slug: str, headline: str) -> str:
        return f"""<div class="sc-1f{number % 2}a8 kXyz{number}">
<a class="sc-9d2 bTq" href="/n/{slug}"><span class="sc-77 aBc">{headline}</span></a>
<div class="sc-33 dEf">{number + 1} мин назад</div></div>"""

    mega = "".join(
        f'<div class="sc-55"><a href="/rubric/{number}">{name}: все материалы раздела</a></div>'
        for number, name in enumerate(MENU * 3)
    )
    body = _page(
        f'<div role="navigation">{mega}</div><div class="sc-10">'
        f'<div class="sc-11">{_each(NEWS[:6], item)}</div>'
        f'<div class="sc-12">{_each(NEWS[6:], item)}</div></div>'
    )
    listed = tuple((f"/n/{slug}", said) for slug, said in NEWS)
    return Sample("hashed classes", "https://app.example.kz/latest", body, listed)


def _definitions() -> Sample:
    """Dates and headlines in turn, as in dl, dt, dd; English."""

    def item(number: int, slug: str, headline: str) -> str:
        return f'<dt>{number + 1} July 2026</dt><dd><a href="/press/{slug}">{headline}</a></dd>'

    body = _page(
        f'<div id="header"><ul>{_menu()}</ul></div><div id="main"><h2>Press releases</h2>'
        f'<dl>{_each(NEWS, item)}</dl></div><div class="related"><h2>Related</h2><ul>'
        + _each(OTHERS, lambda _, slug, said: f'<li><a href="/press/{slug}">{said}</a></li>')
        + "</ul></div>",
        lang="en",
    )
    listed = tuple((f"/press/{slug}", said) for slug, said in NEWS)
    return Sample("definitions", "https://board.example.kz/press", body, listed)


def _aggregator() -> Sample:
    """Links to other sites, votes and comments beside them, a row for each in a bare table."""

    def rows(number: int, slug: str, headline: str) -> str:
        return f"""<tr class="entry"><td>{number}.</td><td><a href="vote?id={number}&amp;how=up">
<div></div></a></td><td class="title"><span><a href="https://site{number}.example/{slug}">{headline}
</a> <span>(<a href="from?site=site{number}">site{number}</a>)</span></span></td></tr>
<tr><td></td><td><a href="user?id=u{number}">u{number}</a> <a href="item?id={number}">{number} hours
ago</a> | <a href="item?id={number}">{number} comments</a></td></tr>"""

    body = _page(f"<table><tr><td><table>{_each(NEWS, rows)}</table></td></tr></table>", lang="en")
    listed = tuple(
        (f"https://site{number}.example/{slug}", said) for number, (slug, said) in enumerate(NEWS)
    )
    return Sample("aggregator", "https://links.example.kz/newest", body, listed)


def _front() -> Sample:
    """A front page: a ticker and blocks by rubric, each with its own classes and a first story."""

    def block(name: str, stories: Sequence[Story]) -> str:
        (slug, first), *rest = stories
        more = _each(rest, lambda _, slug, said: f'<li><a href="/{name}/{slug}">{said}</a></li>')
        return f"""<section class="block-{name}"><h2><a href="/{name}">{name}</a></h2>
<div class="{name}-list"><div class="main-art"><a href="/{name}/{slug}"><img src="/{name}.jpg"></a>
<h3><a href="/{name}/{slug}">{first}</a></h3></div><ul>{more}</ul></div></section>"""

    blocks = (("politics", NEWS[4:8]), ("sport", NEWS[8:]), ("life", OTHERS[:5]))
    ticker = _each(
        NEWS[:4],
        lambda number, slug, said: (
            f'<div class="l-item"><i>1{number}:10</i><a href="/all/{slug}">{said}</a></div>'
        ),
    )
    body = _page(
        f'<header><nav>{_menu()}</nav></header><div class="lenta"><h3>Лента</h3>{ticker}</div>'
        f"{''.join(block(*one) for one in blocks)}<footer>{_menu()}</footer>"
    )
    listed = (
        *((f"/all/{slug}", said) for slug, said in NEWS[:4]),
        *((f"/{name}/{slug}", said) for name, stories in blocks for slug, said in stories),
    )
    return Sample("front page", "https://vestnik.example.kz/ru/", body, listed)


def _short_titles() -> Sample:
    """Headlines of one or two words, and a cloud of tags with long names."""
    titles = ("Құрылтай", "Наурыз мейрамы", "Су тасқыны", "Жаңа мектеп", "Астық экспорты")
    posts = "".join(
        f'<article><h2><a href="/blog/{number}/kk">{title}</a></h2><p>{TEXT}</p></article>'
        for number, title in enumerate(titles)
    )
    tags = _each(NEWS, lambda number, _, said: f'<a href="/tag/{number}">{said} туралы бәрі</a>')
    body = _page(f'<div>{posts}</div><div class="tags">{tags}</div>', lang="kk")
    listed = tuple((f"/blog/{number}/kk", title) for number, title in enumerate(titles))
    return Sample("short titles", "https://blog.example.kz/blog", body, listed)


def _undated_block() -> Sample:
    """Two bare lists side by side, of which only the news is dated."""
    news = _each(
        NEWS,
        lambda number, _, said: (
            f'<li><a href="/news/view/{number + 333}">{said}</a> '
            f"<small>({number + 1}.06.2026)</small></li>"
        ),
    )
    archive = "".join(
        f'<li><a href="/news/archive/{year}">Архив новостей за {year} год</a></li>'
        for year in range(2021, 2026)
    )
    body = _page(f"<ul>{_menu()}</ul><h1>Новости</h1><ul>{news}</ul><ul>{archive}</ul>")
    listed = tuple((f"/news/view/{number + 333}", said) for number, (_, said) in enumerate(NEWS))
    return Sample("undated block", "https://akimat.example.kz/news/list", body, listed)


def _slider() -> Sample:
    """A rubric whose newest stories of all rubrics slide above its own list."""
    slides = _each(
        (*OTHERS, *NEWS[:4]),
        lambda _, slug, said: (
            f'<li><div class="cap"><h2><a href="/n/{slug}">{said}</a></h2></div></li>'
        ),
    )
    own = _each(
        NEWS[4:],
        lambda _, slug, said: (
            f'<div class="item"><h2><a href="/n/{slug}">{said}</a></h2><p>{TEXT}</p></div>'
        ),
    )
    body = _page(f'<div id="content"><ul class="slides">{slides}</ul><div>{own}</div></div>')
    listed = tuple((f"/n/{slug}", said) for slug, said in NEWS[4:])
    return Sample("slider", "https://vestnik.example.kz/sport?page=5", body, listed)


def _busy_sidebar() -> Sample:
    """A sidebar that has all that its main list lacks: more stories, dates, teasers, pictures."""
    own = _each(NEWS[:5], lambda _, slug, said: f'<p class="it"><a href="/a/{slug}">{said}</a></p>')
    side = _each(
        (*OTHERS, *NEWS[5:]),
        lambda number, slug, said: (
            f'<div class="box"><img src="/{number}.jpg"><h3><a href="/a/{slug}">{said}</a></h3>'
            f"<time>{number + 1}.07.2026</time><p>{TEXT}</p></div>"
        ),
    )
    body = _page(f'<div class="left-col">{own}</div><aside>{side}</aside>')
    listed = tuple((f"/a/{slug}", said) for slug, said in NEWS[:5])
    return Sample("busy sidebar", "https://vestnik.example.kz/a", body, listed)


def _undated_box() -> Sample:
    """A longer box of headlines above the list, told from it only by the dates in the list."""
    box = _each(OTHERS, lambda _, slug, said: f'<div><h2><a href="/n/{slug}">{said}</a></h2></div>')
    own = _each(
        NEWS[:7],
        lambda number, slug, said: (
            f'<section><h2><a href="/n/{slug}">{said}</a></h2>'
            f"<i>{number + 1} часа назад</i></section>"
        ),
    )
    body = _page(f"<div><div>{box}</div><div>{own}</div></div>")
    listed = tuple((f"/n/{slug}", said) for slug, said in NEWS[:7])
    return Sample("undated box", "https://vestnik.example.kz/sport?page=2", body, listed)


def _named_after_sidebar() -> Sample:
    """A wrapper around everything that is called a sidebar, as layouts with one are."""
    own = _each(NEWS, lambda _, slug, said: f'<div class="it"><a href="/a/{slug}">{said}</a></div>')
    top = "".join(
        f'<b><a href="/a/{slug}-na-zavtra">{said} на завтра</a></b>'
        for slug, said in (
            ("pogoda", "Погода в стране"),
            ("kurs", "Курс тенге"),
            ("tv", "Телепрограмма"),
        )
    )
    body = _page(f'<div>{top}</div><div class="page sidebar right">{own}</div>')
    listed = tuple((f"/a/{slug}", said) for slug, said in NEWS)
    return Sample("named after its sidebar", "https://vestnik.example.kz/a", body, listed)


def _sentences() -> Sample:
    """A short text with links in its sentences."""
    text = "".join(
        f'<p>Как ранее сообщалось, <a href="/n/{slug}">{said}</a>.</p>' for slug, said in NEWS[:4]
    )
    body = _page(f"<nav>{_menu()}</nav><div>{text}</div>")
    return Sample("sentences", "https://vestnik.example.kz/help", body, ())


def _menu_only() -> Sample:
    body = _page(f"<nav>{_menu()}</nav><p>{TEXT * 4}</p><footer>{_menu()}</footer>")
    return Sample("menu only", "https://vestnik.example.kz/about", body, ())


def _article() -> Sample:
    """An article with links in its sentences, and others listed below it."""
    text = "".join(
        f'<p>{TEXT} Как <a href="/n/{slug}">сообщалось</a>, {TEXT}</p>' for slug, _ in NEWS
    )
    more = _each(OTHERS, lambda _, slug, said: f'<li><a href="/n/{slug}">{said}</a></li>')
    body = _page(
        f"<nav>{_menu()}</nav><article><h1>{NEWS[0][1]}</h1>{text}</article><ul>{more}</ul>"
    )
    return Sample("article", "https://vestnik.example.kz/n/parlament-priniat-zakon", body, ())


SAMPLES = (
    _cards(),
    _times(),
    _whole_cards(),
    _table(),
    _blog(),
    _lead(),
    _unlinked_headings(),
    _flat(),
    _hashed(),
    _definitions(),
    _aggregator(),
    _front(),
    _short_titles(),
    _undated_block(),
    _slider(),
    _busy_sidebar(),
    _undated_box(),
    _named_after_sidebar(),
)
REFUSED = (_menu_only(), _article(), _sentences())
"""Pages without a list."""

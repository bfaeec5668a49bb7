from datetime import UTC, datetime

import pytest

from news.articles.article import ArticleText
from news.articles.extraction import extract
from tests.news.pages import (
    HEADLINE,
    PARAGRAPHS,
    SIDEBAR,
    article,
    cards,
    comments,
    links,
    teasers,
)

URL = "https://post.example.kz/city/tram?from=main"
TEXT = "\n".join(" ".join(paragraph.split()) for paragraph in PARAGRAPHS)

SURROUNDINGS = {
    "nothing": "",
    "nav": f"<nav>{links()}</nav>",
    "aside": f"<aside><h3>Latest news</h3>{links()}</aside>",
    "footer": f"<footer>{links()}</footer>",
    "role": f'<div role="complementary">{links(item="p", wrap="div")}</div>',
    "named sidebar": f'<div class="col sidebar"><h3>Now</h3>{links(item="p", wrap="div")}</div>',
    "named related": f'<section id="related-news">{teasers()}</section>',
    "unnamed list": f"<div><h3>In other news</h3>{links()}</div>",
    "unnamed paragraphs of links": f"<div>{links(item='p', wrap='div')}</div>",
    "table of links": f"<table><tr>{links(item='td', wrap='tr')}</tr></table>",
    "latest news": f"<div><h3>Latest news</h3>{teasers()}</div>",
    "cards": f"<section>{cards()}</section>",
    "cards with long snippets": f"<section>{cards(snippet='What was said there. ' * 11)}</section>",
    "cards without headings": f"<section>{cards(title='<div>{}</div>')}</section>",
    "a feed of news with times": "<div class='col-2'>"
    + "".join(f"<div><i>12:0{n}</i> <a href='/{n}'>{h}</a></div>" for n, h in enumerate(SIDEBAR))
    + "</div>",
    "links between line breaks": "<div><b>Other stories</b><br>"
    + "<br>".join(f"<a href='/{n}'>{h}</a>" for n, h in enumerate(SIDEBAR))
    + "</div>",
    "names in capitals": f"<div class='articleRelated'><p>{SIDEBAR[0]}</p></div>",
    "the next article": f"<article><h2><a href='/n/1'>{SIDEBAR[0]}</a></h2>"
    f"<p>{'The court heard the first witness behind closed doors on Monday. ' * 20}</p></article>",
    "tags": "<div>Tags: <a href='/1'>tram</a>, <a href='/2'>stalking</a>, <a href='/3'>x</a></div>",
    "cookies": "<div class='cookie-notice'><p>We use cookies, as all the others do.</p></div>",
    "последние новости": f"<div><h3>Последние новости</h3>{teasers()}</div>",
    "соңғы жаңалықтар": f"<div><h3>Соңғы жаңалықтар</h3>{teasers()}</div>",
}


@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=list(SURROUNDINGS))
def test_the_article_and_nothing_from_around_it(around: str) -> None:
    assert extract(article(around), URL).text == TEXT


INSIDE = {
    "related list": f"<div class='related'>{links()}</div>",
    "a promo line": f'<p><a href="/n/1">{SIDEBAR[0]}</a></p>',
    "read also": f'<p><strong>Read also:</strong></p><p><a href="/n/1">{SIDEBAR[0]}</a></p>',
    "читайте также": f"<h3>Читайте также</h3>{links()}",
    "тағы оқыңыз": f"<h4>Тағы оқыңыз:</h4>{links()}",
    "cards": f"<div>{cards()}</div>",
    "two cards": "<div>"
    + "".join(f"<div><h3><a href='/{h}'>{h}</a></h3><p>Short.</p></div>" for h in SIDEBAR[:2])
    + "</div>",
    "two links": "<ul>"
    + "".join(f"<li><a href='/{h}'>{h}</a></li>" for h in SIDEBAR[:2])
    + "</ul>",
    "quoted": f'<blockquote><em>Читайте также:</em> <a href="/n/1">{SIDEBAR[0]}</a></blockquote>',
    "по теме": f'<div><div>По теме</div><div><a href="/n/1">{SIDEBAR[0]}</a></div></div>',
    "сондай-ақ": f'<p><b>Сондай-ақ оқыңыз: <a href="/n/1">{SIDEBAR[0]}</a></b></p>',
    "a card of one link": f'<a href="/n/1"><div>По теме<h4>{SIDEBAR[0]}</h4></div></a>',
    "several links": f'<p>Читайте также:<br><a href="/n/1">{SIDEBAR[0]}</a><br>'
    f'<a href="/n/2">{SIDEBAR[1]}</a></p>',
    "marks": f'<p>— <a href="/n/1">{SIDEBAR[0]}</a>;</p><p>• <a href="/n/2">{SIDEBAR[1]}</a></p>',
    "a call": "<p>Подписывайтесь на наш Telegram-канал и узнавайте новости первыми!</p>",
    "шақыру": "<p>Біздің Telegram-арнамызға жазылыңыз!</p>",
    "share": "<div class='share-buttons'><span>Share on Facebook</span></div>",
    "one line": f'<p>Читайте также: <a href="/n/1">{SIDEBAR[0]}</a></p>',
}


@pytest.mark.parametrize("inside", INSIDE.values(), ids=list(INSIDE))
def test_boxes_between_paragraphs_go_and_paragraphs_stay(inside: str) -> None:
    assert extract(article("", inside=inside), URL).text == TEXT


COMMENTS = {
    "id": f"<div id='comments'>{comments()}</div>",
    "class": f"<div class='article__comments-list'>{comments(item='<p>{name}: {text}</p>')}</div>",
    "disqus": f"<div id='disqus_thread'>{comments()}</div>",
    "schema.org": comments(item="<div itemprop='comment'><i>{name}</i><p>{text}</p></div>"),
    "comments": f"<section><h3>Comments (6)</h3>{comments()}</section>",
    "комментарии": f"<div><h3>Комментарии</h3>{comments()}</div>",
    "6 комментариев": f"<h4>6 комментариев</h4><ul>{comments(item='<li>{text}</li>')}</ul>",
    "пікірлер": f"<div><div><span>Пікірлер (6)</span></div>{comments()}</div>",
    "a form": "<div><h3>Leave a Reply</h3><p>Your address will not be published.</p></div>",
}


@pytest.mark.parametrize("widget", COMMENTS.values(), ids=list(COMMENTS))
def test_readers_comments_are_no_part_of_the_article(widget: str) -> None:
    assert extract(article(widget), URL).text == TEXT


@pytest.mark.parametrize(
    "wrapper",
    ["entry comments-open", "post has-sidebar", "news-feed-item social-wrap", "related-layout"],
)
def test_what_holds_the_article_is_no_box_whatever_it_is_called(wrapper: str) -> None:
    page = article(f"<div>{links()}</div>").replace(
        b"<div><p>", f"<div class='{wrapper}'><p>".encode()
    )
    assert extract(page, URL).text == TEXT


LINES = [" ".join(paragraph.split()) for paragraph in PARAGRAPHS]
BODY = "".join(f"<p>{line}</p>" for line in LINES)
HEAVY = cards(title="<h3>{}</h3>", snippet="What was said there and by whom. " * 6)
LAYOUTS = {
    "cards with more to tell than the article": f"<h1>{HEADLINE}</h1><div>{BODY}</div>"
    f"<div>{HEAVY}{HEAVY}</div>",
    "cards above it": f"<div>{HEAVY}{HEAVY}</div><h1>{HEADLINE}</h1><div>{BODY}</div>",
    "line breaks": f"<h1>{HEADLINE}</h1><div>{'<br><br>'.join(LINES)}</div><div>{HEAVY}</div>",
    "no main heading": f"<div><h2>{HEADLINE}</h2>{BODY}</div><div>{HEAVY}</div>",
    "a table": f"<table><tr><td>{links()}</td><td><h1>{HEADLINE}</h1>{BODY}</td>"
    f"<td>{HEAVY}</td></tr></table>",
    "paragraphs that are divs": f"<h1>{HEADLINE}</h1>{BODY.replace('p>', 'div>')}"
    f"<div>{HEAVY}</div>",
    "misleading names": f"<div class='with-sidebar'><div class='news-feed'><h1>{HEADLINE}</h1>"
    f"<div class='text-share'>{BODY}</div></div><div class='sidebar'>{HEAVY}</div></div>",
    "headlines that are no links": f"<main><h1>{HEADLINE}</h1>{BODY}</main>"
    f"<div class='last-news'>{''.join(f'<p>{line}</p>' for line in SIDEBAR)}</div>",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_layouts(layout: str) -> None:
    head = f"<title>{HEADLINE}</title>"
    found = extract(f"<html><head>{head}</head><body>{layout}</body></html>".encode(), URL)
    assert found.text.split("\n") == LINES


def test_a_short_article_with_links_between_its_paragraphs_stays() -> None:
    promo = f"<p><a href='/n/1'>{SIDEBAR[0]}</a></p><p><a href='/n/2'>{SIDEBAR[1]}</a></p>"
    page = (
        f"<html><body><div><h1>{HEADLINE}</h1></div><div class='text'><p>The council met on"
        f" Monday.</p>{promo}<p>It approved the tram line by nine votes to four.</p></div>"
        f"<ul><li><a href='/'>Home</a></li></ul></body></html>"
    )
    text = extract(page.encode(), URL).text
    assert "approved the tram line" in text
    assert SIDEBAR[0] not in text


def test_headings_that_link_within_the_page_are_no_teasers() -> None:
    inside = "".join(
        f"<h3><a href='#{number}'>What happened at {number} o'clock that day</a></h3>"
        "<p>The council met again and heard the engineers, who had new figures to show.</p>"
        for number in range(1, 5)
    )
    assert "What happened at 3 o'clock" in extract(article("", inside=inside), URL).text


def test_links_in_prose_are_prose() -> None:
    inside = (
        '<p>The <a href="/law">law on stalking</a> was mentioned by <a href="/x">two of the '
        "speakers</a>, who said it had nothing to do with trams.</p>"
    )
    assert "law on stalking was mentioned by two of the speakers" in (
        extract(article("", inside=inside), URL).text
    )


def test_a_list_that_is_part_of_the_article_stays() -> None:
    inside = (
        "<p>The stops are:</p><ul><li>Orchard Street and the old mill</li>"
        "<li>The river embankment</li></ul>"
    )
    assert "Orchard Street and the old mill" in extract(article("", inside=inside), URL).text


def test_a_wrapper_named_like_a_box_keeps_its_article() -> None:
    page = article("").replace(b"<main>", b'<main><div class="layout with-sidebar related">')
    page = page.replace(b"</main>", b"</div></main>")
    assert extract(page, URL).text == TEXT


def test_a_form_around_the_whole_page_is_no_form() -> None:
    page = article(f"<form><p>Subscribe to our letter</p>{links()}</form>")
    page = page.replace(b"<body>", b"<body><form>").replace(b"</body>", b"</form></body>")
    assert extract(page, URL).text == TEXT


def test_what_is_known_of_a_page() -> None:
    found = extract(article("", lang="en-GB"), URL)
    assert found.title == HEADLINE
    assert found.language == "en"
    assert found.published == datetime(2026, 7, 6, 4, 30, tzinfo=UTC)
    assert found.canonical == "https://post.example.kz/city/tram"


@pytest.mark.parametrize(
    ("lang", "language"),
    [("kk-KZ", "kk"), ("kz", "kk"), ("ru_RU", "ru"), ("", None), ("rus", None)],
)
def test_the_language_a_page_declares(lang: str, language: str | None) -> None:
    assert extract(article("", lang=lang), URL).language == language


RUSSIAN = "Депутаты приняли во втором чтении закон, который вводит наказание за сталкинг. "


def russian(charset: str, declared: str | None) -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    body = "".join(f"<p>{RUSSIAN * 3}</p>" for _ in range(4))
    page = f"<html><head>{meta}<title>Закон принят</title></head><body><article>{body}</article>"
    return f"{page}</body></html>".encode(charset)


@pytest.mark.parametrize(
    ("charset", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "text/html"),
        ("utf-8", None, "text/html; charset=utf-8"),
        ("utf-8", "windows-1251", "text/html"),
        ("cp1251", "windows-1251", "text/html"),
        ("cp1251", None, "text/html; charset=windows-1251"),
        ("cp1251", "utf-8", "text/html; charset=windows-1251"),
        ("cp1251", None, None),
        ("koi8-r", "koi8-r", None),
    ],
)
def test_encodings(charset: str, declared: str | None, content_type: str | None) -> None:
    assert RUSSIAN.strip() in extract(russian(charset, declared), URL, content_type).text


@pytest.mark.parametrize("page", [b"", b"   ", b"\x00\x01", b"no markup", b"<html></html>"])
def test_a_page_without_an_article_has_no_text(page: bytes) -> None:
    found = extract(page, URL)
    assert isinstance(found, ArticleText)
    assert len(found.text) < 20


def test_an_image_in_place_of_a_page() -> None:
    assert extract(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, URL).language is None


TEASER = "<p>The council has approved the tram line, our correspondent has learned.</p>"
PAYWALLS = {
    "schema.org": '<script type="application/ld+json">{"@type": "NewsArticle",'
    ' "isAccessibleForFree": "False"}</script>' + TEASER,
    "class": f"{TEASER}<div class='paywall'><p>Support us</p></div>",
    "english": f"{TEASER}<p>Subscribe to continue reading.</p>",
    "русский": f"{TEASER}<p>Подпишитесь, чтобы читать дальше</p>",
    "тек": f"{TEASER}<p>Мақаланы толық оқу үшін жазылыңыз</p>",
    "только": f"{TEASER}<div>Материал доступен только подписчикам</div>",
}


@pytest.mark.parametrize("body", PAYWALLS.values(), ids=list(PAYWALLS))
def test_a_page_for_those_who_pay_says_so(body: str) -> None:
    page = f"<html><body><main><h1>{HEADLINE}</h1>{body}</main></body></html>"
    found = extract(page.encode(), URL)
    assert (found.flaw, found.title) == ("paywall", HEADLINE)


def test_an_article_that_is_there_is_read_whatever_is_said_of_paying() -> None:
    wall = "<div class='paywall' style='display: none'><p>Subscribe now</p></div>"
    assert extract(article(wall), URL).flaw == ""
    long = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 4)
    said = PAYWALLS["schema.org"].removesuffix(TEASER)
    found = extract(article(said, inside=long), URL)
    assert found.flaw == ""
    assert len(found.text) > 1500


@pytest.mark.parametrize(
    "body",
    [
        "<div id='root'></div><script src='/app.js'></script>",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div></div>",
        "<div id='__next'><p>Loading…</p></div><script>var a = 1;</script>",
        "<p>Включите JavaScript, чтобы увидеть страницу</p>",
    ],
)
def test_a_page_that_scripts_make_says_so(body: str) -> None:
    page = f"<html><head><title>Post</title></head><body>{body}</body></html>"
    assert extract(page.encode(), URL).flaw == "scripts"


def test_text_for_machines_stands_in_for_what_scripts_would_show() -> None:
    body = " ".join(PARAGRAPHS).replace("\n", " ")
    page = (
        '<html><body><div id="app"></div><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "headline": "Tram", "articleBody": "{body}"}}</script></body>'
    )
    found = extract(page.encode(), URL)
    assert (found.flaw, found.text) == ("", body)


RU = (
    "Вчера в Актау открыли новую набережную длиной в три километра, сообщили в акимате.",
    "На строительство потратили два миллиарда тенге, подрядчиком стала местная компания.",
    "Жители просили высадить деревья, но это обещают сделать только весной.",
)
KK = (
    "Ақтауда ұзындығы үш шақырым жаңа жағалау ашылды, деп хабарлады облыс әкімдігі.",
    "Құрылысқа екі миллиард теңге жұмсалды, мердігер жергілікті компания болып шықты.",
    "Тұрғындар ағаш отырғызуды сұрады, бірақ әкімдік оны көктемде ғана жасамақ.",
)
EN = (
    "The new embankment of Aktau, three kilometres long, was opened on Monday, the city said.",
    "Two billion tenge were spent on it, and a local company was chosen to do the work.",
    "Residents had asked for trees, which the city promises to plant in spring.",
)


def found(body: str, headline: str = "Новая набережная в Актау") -> list[str]:
    page = (
        f"<html><head><title>{headline}</title></head><body><main><article><h1>{headline}</h1>"
        f"{body}</article></main><div><a href='/about'>О нас</a></div></body></html>"
    )
    return extract(page.encode(), URL).text.split("\n")


def paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


SAID = (
    "<div><span>Асхат</span><p>Второй комментарий, и он о том, что набережная не нужна.</p></div>"
    "<div><span>Мария</span><p>А мне нравится, буду гулять каждый вечер.</p></div>"
)
COMMENTS_INSIDE = {
    "section": "<section><h3>{}</h3>" + SAID + "</section>",
    "div": "<div><h3>{}</h3>" + SAID + "</div>",
    "no container": "<h3>{}</h3>" + SAID,
    "bold": "<div><p><b>{}</b></p>" + SAID + "</div>",
    "head with a link": "<section><header><h2>{}</h2><a href='/in'>Войти</a></header><div>"
    + SAID
    + "</div></section>",
    "paragraphs": "<div><h4>{}</h4><p><b>Асхат:</b> не нужна она городу.</p><p>Вот так.</p></div>",
    "bare": "<div><h4>{}</h4>Асхат: не нужна она городу, я так считаю.<br><br>Вот так.</div>",
}
COMMENT_HEADINGS = (
    *("Комментарии", "Комментарии (12)", "Комментарии: 3", "12 комментариев", "Обсуждение"),
    *("Оставить комментарий", "Пікірлер", "Пікір қалдыру", "3 пікір", "Comments", "Comments (2)"),
    *("Leave a comment", "No comments"),
)


@pytest.mark.parametrize("heading", COMMENT_HEADINGS)
@pytest.mark.parametrize("widget", COMMENTS_INSIDE.values(), ids=list(COMMENTS_INSIDE))
def test_comments_inside_of_the_article_go_with_their_heading(widget: str, heading: str) -> None:
    assert found(paragraphs(RU[:2]) + widget.format(heading)) == list(RU[:2])


def test_a_counter_of_comments_does_not_end_the_article() -> None:
    counter = "<div><span>12 комментариев</span></div>"
    assert found(paragraphs(RU[:2]) + counter + paragraphs((*KK, *EN))) == [*RU[:2], *KK, *EN]


def test_a_part_of_an_article_that_is_called_discussion_stays() -> None:
    body = paragraphs(RU) + "<h2>Обсуждение</h2>" + paragraphs(KK)
    assert set(KK) <= set(found(body))


UNNAMED = {
    "blocks": "<div><b>{}</b><span>{}</span><p>{}</p></div>",
    "a list": "<li><span>{}</span> <time>{}</time><div>{}</div><a href='#r'>Ответить</a></li>",
    "one line": "<div><div>{}, {}</div><div>{}</div></div>",
    "a link": "<div><div><a href='/u/1'>{}</a><small>{}</small></div><p>{}</p></div>",
}
TIMES = (
    *(("12:30", "13:05"), ("5 июля 2026, 12:30", "вчера в 13:05"), ("2 часа назад", "час назад")),
    *(("3 сағат бұрын", "1 күн бұрын"), ("2 hours ago", "just now"), ("05.07.2026", "06.07.2026")),
)


@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("item", UNNAMED.values(), ids=list(UNNAMED))
def test_what_several_people_said_below_the_article_are_comments(
    item: str, times: tuple[str, str]
) -> None:
    items = item.format("Асхат", times[0], "Набережная не нужна городу, сделали бы дороги.")
    items += item.format("Мария К.", times[1], "А мне нравится, буду гулять с детьми.")
    assert found(f"{paragraphs(RU)}<div>{items}</div>") == list(RU)


def test_a_live_report_by_one_author_is_no_list_of_comments() -> None:
    entry = "<div><b>Асхат Сериков</b><span>{}</span><p>{}</p></div>"
    entries = "".join(entry.format(f"12:3{at}", line) for at, line in enumerate(KK))
    assert set(KK) <= set(found(f"{paragraphs(RU)}<div>{entries}</div>"))


ANNOUNCED = (
    "<p>Читайте также: Пожар в Актау уничтожил склад</p>",
    "<p>Смотрите также — Пожар в Актау уничтожил склад</p>",
    "<p><em>Ещё по теме:</em> Пожар в Актау уничтожил склад</p>",
    "<p>ЧИТАЙТЕ ТАКЖЕ НА НАШЕМ САЙТЕ: Пожар в Актау</p>",
    "<p>Читайте также:</p><p>Пожар в Актау уничтожил склад</p>",
    "<p>Читайте также:<br>Пожар в Актау уничтожил склад</p>",
    "<p><strong>Читайте также</strong> Пожар в Актау уничтожил склад</p>",
    "<p>Читайте также</p><ul><li>Пожар в городе Актау</li><li>Снег в Алматы растаял</li></ul>",
    "<blockquote><p>Читайте также</p><p>Пожар в Актау</p></blockquote>",
    "<h4>Рекомендуем прочитать: Пожар в Актау</h4>",
    "<p>Тағы оқыңыз: Ақтауда өрт шықты</p>",
    "<p>Сондай-ақ, оқыңыз: Ақтауда өрт шықты</p>",
    "<div>Оқи отырыңыз: Ақтауда өрт шықты</div>",
    "<p>Осы тақырыпта: Ақтауда өрт шықты</p>",
    "<p><b>Read also:</b> Fire destroys a store in Aktau</p>",
    "<p>Related: Fire destroys a store in Aktau</p>",
    "<p>READ MORE: Fire destroys a store in Aktau</p>",
)


@pytest.mark.parametrize("lines", [EN, RU, KK], ids=["en", "ru", "kk"])
@pytest.mark.parametrize("announced", ANNOUNCED)
def test_announced_headlines_without_links_go(announced: str, lines: tuple[str, ...]) -> None:
    first, *rest = (f"<p>{line}</p>" for line in lines)
    assert found(first + announced + "".join(rest)) == list(lines)


@pytest.mark.parametrize(
    "sentence",
    [
        "Читайте также книги, советует министр, и берите их с собой, ведь дорога длинная.",
        "Related matters were heard on Monday, and the court adjourned both until spring.",
        "По теме дорог министр сказал, что их станет больше уже в следующем году.",
        "<b>Комментарии</b> властей появились позже, их передала служба акимата области.",
    ],
)
def test_prose_that_begins_like_an_announcement_stays(sentence: str) -> None:
    plain = sentence.replace("<b>", "").replace("</b>", "")
    assert plain in found(f"<p>{RU[0]}</p><p>{sentence}</p><p>{RU[1]}</p>")


BARE = {
    "beside paragraphs": "<div>{lead}<br><br><p>{second}</p>{box}<p>{third}</p></div>",
    "in the article": "{lead}<br><br><p>{second}</p>{box}<p>{third}</p>",
    "after a rule": "<div><hr><i></i>{lead}<br /> <br /><p>{second}</p>{box}{third}</div>",
    "its own block": "<div>{lead}</div><p>{second}</p>{box}<p>{third}</p>",
    "bold": "<div><b>{lead}</b><br><br><p>{second}</p>{box}<p>{third}</p></div>",
    "a table": "<table><tr><td>{lead}<br><br><p>{second}</p>{box}<p>{third}</p></td></tr></table>",
    "breaks": "<div>{lead}<br><br>{second}<br><br>{box}{third}</div>",
}


@pytest.mark.parametrize("lines", [EN, RU, KK], ids=["en", "ru", "kk"])
@pytest.mark.parametrize("layout", BARE.values(), ids=list(BARE))
@pytest.mark.parametrize("wrapper", ["article", "div"])
def test_bare_text_beside_paragraphs_is_text(
    layout: str, lines: tuple[str, ...], wrapper: str
) -> None:
    box = "<blockquote><p>Читайте также</p><a href='/n/1'>Пожар в Актау</a></blockquote>"
    lead, second, third = lines
    body = layout.format(lead=lead, second=second, third=third, box=box)
    page = (
        f"<html><head><title>Набережная</title></head><body><{wrapper}><h1>Набережная</h1>{body}"
        f"</{wrapper}></body></html>"
    )
    assert extract(page.encode(), URL).text.split("\n") == list(lines)


def test_captions_beside_paragraphs_are_no_text() -> None:
    photo = "<div class='photo'><img src='1.jpg'><span>The embankment as it was.</span></div>"
    caption = "<div class='photo-caption'>The embankment of Aktau, as it was ten years ago.</div>"
    body = f"<h1>Aktau</h1><div><p>{EN[0]}</p>{photo}{caption}<p>{EN[1]}</p><p>{EN[2]}</p></div>"
    page = f"<html><head><title>Aktau</title></head><body>{body}</body></html>"
    assert extract(page.encode(), URL).text.split("\n") == list(EN)

import zlib
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from news.articles.article import ArticleText
from news.articles.lines import paragraphs
from news.articles.pdf import NoTextError, PdfError, extract
from tests.news.pdf_files import assemble, document

URL = "https://sot.example.kz/akt.pdf"
HEADLINE = "Жоғарғы сот түсініктеме берді"
PAGE = (
    HEADLINE,
    "Верховный суд разъяснил, как применять новый закон о преследо-",
    "вании. Разъяснение касается дел, возбуждённых после первого июля",
    "этого года.",
    "Қазақстан Республикасының Жоғарғы Соты бұқаралық ақпарат құрал-",
    "дарына түсініктеме берді: әрбір іс бойынша дәлелдемелер жеке",
    "бағаланады.",
)
TEXT = (
    "Верховный суд разъяснил, как применять новый закон о преследовании. Разъяснение касается "
    "дел, возбуждённых после первого июля этого года.\n"
    "Қазақстан Республикасының Жоғарғы Соты бұқаралық ақпарат құралдарына түсініктеме берді: "
    "әрбір іс бойынша дәлелдемелер жеке бағаланады."
)


def read(body: bytes) -> ArticleText:
    return extract(body, URL)


def test_the_text_layer_comes_out_in_paragraphs_below_its_first_line() -> None:
    article = read(document(PAGE, made="D:20260706093000+05'00'", language="kk-KZ"))
    assert article == ArticleText(
        title=HEADLINE,
        text=TEXT,
        language="kk",
        published=datetime(2026, 7, 6, 4, 30, tzinfo=UTC),
        canonical=None,
    )


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("Түсініктеме № 4", "Түсініктеме № 4"),
        ("Ðàçúÿñíåíèå ñóäà", "Разъяснение суда"),
        ("Überblick über das Gericht", "Überblick über das Gericht"),
        ("Microsoft Word - akt_final.docx", HEADLINE),
        ("akt_final (2).doc", HEADLINE),
        ("Untitled", HEADLINE),
        ("Документ1", HEADLINE),
        (" — 12", HEADLINE),
        ("а" * 300, HEADLINE),
    ],
)
def test_the_title_is_the_declared_one_if_it_is_any(declared: str, title: str) -> None:
    assert read(document(PAGE, title=declared)).title == title


def test_a_long_first_paragraph_gives_its_first_sentence() -> None:
    lines = ("Суд вынес решение по делу. " + "Судья огласил его в зале суда, " * 12, "Конец.")
    assert read(document(lines)).title == "Суд вынес решение по делу."


def test_without_metadata_nothing_is_made_up() -> None:
    article = read(document(PAGE))
    assert article.language is None
    assert article.published is None


def test_at_most_a_hundred_pages_are_read() -> None:
    article = read(document(*((f"Бет туралы сөз {'а' * number}",) for number in range(1, 111))))
    assert f"сөз {'а' * 100}\n" in f"{article.text}\n"
    assert "а" * 101 not in article.text


def encrypted(user: str, owner: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(document(PAGE))))
    writer.encrypt(user, owner, algorithm=algorithm)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_lock_on_copying_only_does_not_keep_readers_out(algorithm: str) -> None:
    assert read(encrypted("", "author", algorithm)).text == TEXT


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_password_does(algorithm: str) -> None:
    with pytest.raises(PdfError, match="password"):
        read(encrypted("reader", "author", algorithm))


@pytest.mark.parametrize(
    "body",
    [
        document(("",)),
        document(PAGE, has_map=False),
        document((". . . . . . 12 34 56 78",)),
        document(PAGE, packed=zlib.compress(b"q 595 0 0 842 0 0 cm /Im1 Do Q")),
    ],
)
def test_what_has_no_text_layer_says_so(body: bytes) -> None:
    with pytest.raises(NoTextError, match="no text layer"):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"\xff" * 5000,
        document(PAGE)[:300],
        document(PAGE).replace(b"/Pages 2 0 R", b"/Pages 9 0 R"),
        b"<html><body>404</body></html>",
    ],
)
def test_broken_documents_are_refused(body: bytes) -> None:
    with pytest.raises(PdfError):
        read(body)


def test_a_document_whose_table_of_places_is_lost_is_read() -> None:
    whole = document(PAGE)
    assert read(whole.replace(b"0 n \n", b"7 n \n")).text == TEXT
    assert read(whole.replace(b"startxref\n", b"startxref\n9")).text == TEXT


@pytest.mark.parametrize("size", [60_000_000, 200_000_000])
def test_a_bomb_of_instructions_costs_its_page_only(size: int) -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    body = document(PAGE, ("Үкім күшіне енді.",), packed=bomb + packer.flush())
    assert len(body) < 300_000
    assert read(body).title == "Үкім күшіне енді."


def looping(objects: dict[int, bytes], trailer: str = "/Root 1 0 R") -> bytes:
    catalog = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>"}
    return assemble({**catalog, **objects}, trailer)


@pytest.mark.parametrize(
    "body",
    [
        looping({3: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"}),
        looping({2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}),
        looping({2: b"<</Type/Pages/Kids[]/Count 999999999>>"}),
        looping({1: b"1 0 R"}),
        looping({3: b"<</Type/Page/Parent 3 0 R/Contents 3 0 R>>"}),
        looping({3: b"<</Type/Page/Parent 2 0 R/Contents[4 0 R]>>", 4: b"[4 0 R 4 0 R]"}),
        looping({3: b"<</Type/Page>>"}, "/Root 1 0 R/Prev 9"),
        looping({3: b"[" * 5000 + b"]" * 5000}),
    ],
)
def test_documents_that_lead_in_circles_end(body: bytes) -> None:
    with pytest.raises(PdfError):
        read(body)


def test_tables_of_places_that_name_each_other_end() -> None:
    body = document(PAGE)
    table = body.rindex(b"xref\n0")
    looped = body.replace(b"trailer\n<<", b"trailer\n<</Prev %d" % table)
    assert read(looped).text == TEXT


@given(st.data())
def test_damaged_documents_give_an_article_or_a_refusal(data: st.DataObject) -> None:
    whole = document(PAGE, title="Акт", made="D:2026", language="kk")
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 60)))
    with suppress(PdfError):
        read(whole[:at] + data.draw(st.binary(max_size=8)) + whole[until:])


def test_page_numbers_and_running_titles_are_no_text() -> None:
    pages = [
        f"Вестник суда, № {number}\nСтрока {'раз два три ' * number}\nстр. {number} из 4"
        for number in range(1, 5)
    ]
    assert all("Вестник" not in one and "из 4" not in one for one in paragraphs(pages))
    assert " ".join(paragraphs(pages)).count("Строка") == 4


def test_items_and_headings_stand_alone() -> None:
    page = (
        "Глава вторая\n"
        "Суд удаляется в совещательную комнату, и никто не вправе ему\n"
        "мешать, пока решение не принято окончательно и не подписано;\n"
        "1. решение подписывают все судьи, которые участвовали в деле;\n"
        "2. особое мнение прилагается к решению, но не оглашается\n"
        "§ 4. Оглашение\n\n"
        "В Алматы"
    )
    first, second, *others = paragraphs([page])
    assert first == "Глава вторая"
    assert second.startswith("Суд удаляется")
    assert second.endswith("ему мешать, пока решение не принято окончательно и не подписано;")
    assert [one[:5] for one in others] == ["1. ре", "2. ос", "§ 4. ", "В Алм"]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("Апелляция отклонена су-\nдом", "Апелляция отклонена судом"),
        ("Апелляция отклонена су\u00ad\nдом", "Апелляция отклонена судом"),
        ("Дорога Алматы -\nАстана открыта", "Дорога Алматы - Астана открыта"),
        ("Дорога Алматы-\nАстана открыта", "Дорога Алматы-Астана открыта"),
        ("The ﬁrst ﬂoor", "The first floor"),
        ("\r\n\x00Суд\x0c\r\n", "Суд"),
    ],
)
def test_words_are_put_together_again(lines: str, whole: str) -> None:
    assert "\n".join(paragraphs([lines])) == whole

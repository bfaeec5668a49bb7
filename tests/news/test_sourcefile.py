from pathlib import Path

import pytest

from news.sourcefile import ConfiguredSource, SourceFileError, load


def written(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def test_sources_in_their_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        [[source]]
        url = "https://a.kz/rss"
        name = "А-пресс"
        kind = "feed"
        language = "ru"

        [[source]]
        url = "http://127.0.0.1:8080/feed"
        """,
    )
    assert load(path) == (
        ConfiguredSource("https://a.kz/rss", "А-пресс", "feed", "ru", None),
        ConfiguredSource("http://127.0.0.1:8080/feed", None, None, None, None),
    )


def test_no_sources_are_fine(tmp_path: Path) -> None:
    assert load(written(tmp_path, "# none yet")) == ()


A = '[[source]]\nurl = "https://a.kz/rss"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (A + '[[source]]\nurl = "https://A.kz:443/rss?utm_source=x"\n', "source 2: .* is source 1"),
        (A + '[[source]]\nname = "B"\n', "source 2: url is missing"),
        (A + 'feed = "x"\n', "source 1: unknown key 'feed', known are url, name"),
        (A + 'kind = "podcast"\n', "source 1: kind 'podcast' is unknown, known are feed"),
        (A + 'language = "russian"\n', "source 1: language 'russian'"),
        (A + "name = 5\n", "source 1: name must be a text"),
        ('[[source]]\nurl = "a.kz/rss"\n', "source 1: 'a.kz/rss' is no http"),
        ('[[source]]\nurl = "ftp://a.kz/rss"\n', "source 1: .* is no http"),
        ('[[sources]]\nurl = "https://a.kz/rss"\n', "unknown 'sources'"),
        ('source = "https://a.kz/rss"\n', r"written as \[\[source\]\]"),
        ("[[source", "not TOML"),
    ],
)
def test_one_clear_line_names_the_table(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SourceFileError, match=complaint) as refusal:
        load(written(tmp_path, text))
    assert "\n" not in str(refusal.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="No such file"):
        load(tmp_path / "sources.toml")


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes("# новости".encode("cp1251"))
    with pytest.raises(SourceFileError, match="not TOML"):
        load(path)


def test_the_shipped_file_loads_in_three_languages() -> None:
    shipped = load(Path(__file__).parents[2] / "sources.toml")
    assert len(shipped) >= 25
    assert {source.language for source in shipped} == {"en", "ru", "kk"}
    assert all(source.name for source in shipped)

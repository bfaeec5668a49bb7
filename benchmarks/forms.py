"""How many of a word's forms are found, and what finding them costs.

    python -m benchmarks.forms FOLDER

FOLDER holds ``en.tsv``, ``ru.tsv`` and ``kk.tsv`` of lines ``keyword<TAB>sentence<TAB>1|0``. The
sentences are divided by a hash: one half was looked at while the rules were made, the other was
only measured. Beside recall, precision and F1 in each half stand those of plain whole words.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from zlib import crc32

from psutil import Process

from language import choosing
from language.detection import languages
from language.tokens import words
from matching.line import match_line

LANGUAGES = ("en", "ru", "kk")
ARTICLE = 400
"""Words."""

ROUNDS = 5
"""The quickest counts: the machine may have other things to do."""

# What first reads each dictionary, run in a process of its own.
DICTIONARIES = {
    "simplemma (en)": "from language.english import English; English().text_keys('stalked')",
    "pymorphy3 (ru)": "from language.russian import Russian; Russian().text_keys('сталкингом')",
    "our rules (kk)": "from language.kazakh.forms import Kazakh; Kazakh().text_keys('заңға')",
    "Snowball (one)": "from language.snowball import Snowball as S; S('dutch').text_keys('kat')",
    "iuliia (variants)": "from language.variants.romanising import of_russian; of_russian('суд')",
    "CLD2": "from language.detection import languages; languages(None, 'Суд вынес приговор')",
}
_MEASURED = """
from time import perf_counter
from psutil import Process
memory, began = Process().memory_info().rss, perf_counter()
{statement}
print(Process().memory_info().rss - memory, perf_counter() - began)
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A keyword, a sentence, and whether the sentence holds a form of the keyword."""

    keyword: str
    sentence: str
    holds: bool

    @property
    def looked_at(self) -> bool:
        """Whether the line belongs to the half that the rules were made with."""
        return crc32(self.sentence.encode()) % 2 == 0


def main(folder: Path) -> None:
    lines = {language: _read(folder / f"{language}.tsv") for language in LANGUAGES}
    _dictionaries()
    for language in LANGUAGES:
        print(language)
        sentences = list(dict.fromkeys(line.sentence for line in lines[language]))
        _speed(sentences)
        _detection(language, sentences)
        _quality(lines[language])
    print(f"memory in the end: {Process().memory_info().rss / 1e6:.0f} MB")


def _read(path: Path) -> list[Line]:
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [Line(keyword, sentence, label == "1") for keyword, sentence, label in rows]


def _dictionaries() -> None:
    print("what each dictionary takes when its first word is looked up")
    for name, statement in DICTIONARIES.items():
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED.format(statement=statement)],
            capture_output=True,
            check=True,
            text=True,
        )
        memory, seconds = map(float, done.stdout.split())
        print(f"  {name:18} {memory / 1e6:5.1f} MB  {seconds * 1e3:4.0f} ms")


def _quality(lines: list[Line]) -> None:
    halves = {
        "looked at": [line for line in lines if line.looked_at],
        "only measured": [line for line in lines if not line.looked_at],
    }
    for half, part in halves.items():
        for name, meets in (("ours", _ours), ("plain whole words", _plain)):
            found = [meets(line.keyword, line.sentence) for line in part]
            print(f"  {half:14} {name:18} {_figures([line.holds for line in part], found)}")


def _ours(keyword: str, sentence: str) -> bool:
    return bool(match_line(keyword, sentence))


def _plain(keyword: str, sentence: str) -> bool:
    return re.search(rf"\b{re.escape(keyword)}\b", sentence, re.IGNORECASE) is not None


def _figures(truth: list[bool], found: list[bool]) -> str:
    right = sum(one and other for one, other in zip(truth, found, strict=True))
    recall, precision = right / sum(truth), right / max(sum(found), 1)
    f1 = 2 * recall * precision / ((recall + precision) or 1)
    return f"recall {recall:.3f}  precision {precision:.3f}  F1 {f1:.3f}"


def _detection(language: str, sentences: list[str]) -> None:
    """Print how often a text of so many words is read by its own language, if need be by all."""
    shares = []
    for count in (3, 6, 12):
        texts = [" ".join(sentence.split()[:count]) for sentence in sentences]
        read = [languages(None, text) & set(LANGUAGES) for text in texts]
        right = sum(language in codes or not codes for codes in read)
        shares.append(f"{right / len(texts):.3f} of {count} words")
    print(f"  its language is not ruled out: {', '.join(shares)}")


def _speed(sentences: list[str]) -> None:
    articles = _articles(sentences)
    detecting = min(_seconds(partial(languages, None), articles) for _ in range(ROUNDS))
    choosing.for_text(None, articles[0]).text_keys("сталкингом")
    choosing.for_text(None, articles[0]).text_keys("stalked")
    first = _seconds(_keys, articles)
    again = min(_seconds(_keys, articles) for _ in range(ROUNDS))
    read = [word for article in articles for word in words(article)]
    keys = sum(map(_keys, articles)) / len(read)
    new = len(set(read)) / len(articles)
    print(
        f"  an article of {ARTICLE} words: {again * 1e3:.2f} ms once its words are known,"
        f" {detecting * 1e3:.2f} ms of it to detect languages; {keys:.1f} keys a word"
    )
    print(
        f"  {len(read):,} words of unrelated sentences: {1 - len(set(read)) / len(read):.0%} known"
        f" before, a new one takes {(first - again) / new * 1e6:.0f} µs"
    )


def _articles(sentences: list[str]) -> list[str]:
    articles: list[str] = []
    current: list[str] = []
    count = 0
    for sentence in sentences:
        current.append(sentence)
        count += len(words(sentence))
        if count >= ARTICLE:
            articles.append("\n".join(current))
            current, count = [], 0
    return articles


def _keys(article: str) -> int:
    text_keys = choosing.for_text(None, article).text_keys
    return sum(len(text_keys(word)) for word in words(article))


def _seconds(work: Callable[[str], object], articles: list[str]) -> float:
    began = perf_counter()
    for article in articles:
        work(article)
    return (perf_counter() - began) / len(articles)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The headline of a page, and its copies at the start of the text."""

from collections.abc import Sequence

_EDGES = " \t\n.,!?:;«»\"'“”„‘’—–-|"
_SHORTEST = 8
_LINES_ABOVE_TEXT = 4


def choose(declared: str, headings: Sequence[str]) -> str:
    """Return the headline: the page's main heading where its title confirms it.

    Titles carry the site's name before or after the headline, headings do not.

    Args:
        declared: what the metadata says.
        headings: texts of the h1 elements.
    """
    title = " ".join(declared.split())
    folded = _folded(title)
    for heading in headings:
        line = " ".join(heading.split())
        if len(line) >= _SHORTEST and _folded(line) in folded:
            return line
    return title or next((" ".join(heading.split()) for heading in headings), "")


def without(text: str, title: str, declared: str) -> str:
    """Return the text without the lines that repeat the headline.

    Whole copies go wherever they stand, parts of it only above the first paragraphs.
    """
    lines = [line for line in text.split("\n") if _folded(line) != _folded(title)]
    above = [line for line in lines[:_LINES_ABOVE_TEXT] if not _repeats(line, declared)]
    return "\n".join(above + lines[_LINES_ABOVE_TEXT:])


def _repeats(line: str, declared: str) -> bool:
    if line.startswith(("http://", "https://")):
        return True
    return len(line) >= 2 * _SHORTEST and _folded(line) in _folded(declared)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_EDGES).replace("“", '"').replace("”", '"')

"""Numbers of surrogates, which many programs write two by two for one character.

"&#55357;&#56613;" is meant to be U+1F525; XML 1.0 (4.1) and HTML know numbers of whole characters
only, and an XML parser stops there.
"""

import re

# Escaped once more, too, as in titles that are HTML.
_START = r"&(?:amp;|#38;|#[xX]26;)?+#"
_ONE = rf"{_START}(?:0*+5[5-7][0-9]{{3}}|[xX]0*+[dD][0-9a-fA-F]{{3}});"
_RUN = rf"{_ONE}(?:{_ONE})*+"
_IN_TEXT, _IN_BYTES = re.compile(_RUN), re.compile(_RUN.encode())
_ANY = re.compile(rb"#(?:0*+5[5-7]|[xX]0*+[dD])")  # quicker to look for than "&"
_NUMBER = re.compile(rf"{_START}(?:([0-9]+)|[xX]([0-9a-fA-F]+));")


def paired(text: str) -> str:
    """Return the text with one character for two numbers of surrogates; a lone one is gone."""
    return _IN_TEXT.sub(_characters, text) if "#" in text else text


def paired_bytes(document: bytes) -> bytes:
    """Do the same for UTF-8, or another encoding whose markup is ASCII, as far as it needs it."""
    if _ANY.search(document) is None:
        return document
    return _IN_BYTES.sub(lambda run: paired(run.group().decode("ascii")).encode(), document)


def _characters(run: re.Match[str]) -> str:
    units = (
        chr(int(decimal) if decimal else int(hexadecimal, 16))
        for decimal, hexadecimal in _NUMBER.findall(run.group())
    )
    return "".join(units).encode("utf-16-be", "surrogatepass").decode("utf-16-be", "ignore")

"""Which encoding a document is really in: what it declares is believed only while it fits."""

import codecs
import re

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

_DECLARATION = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)", re.IGNORECASE
)
_DECLARED_IN_TEXT = re.compile(r"(^\s*<\?xml[^>]{0,200}?)encoding\s*=\s*[\"'][^\"']*[\"']")

# Bytes in these are valid UTF-8 by accident, or only seven bits wide, so they are taken at
# their word; for all others bytes that read as UTF-8 are UTF-8, whatever is declared.
_BELIEVED = re.compile(r"^(utf-?(16|32)|gb|big5|shift|euc|iso2022|iso-2022|cp9)", re.IGNORECASE)

_WIDE = re.compile(r"^utf-?(16|32)", re.IGNORECASE)
_HEAD = 1024

# What words of one alphabet look like in another's encoding: accented letters only ("Äåïóòàòû"),
# or, of the two usual Russian ones, capitals after a small letter ("дЕОСРЮРШ").
_GARBLED = re.compile(r"[À-ÿ]{4,}|[а-яё][А-ЯЁ]{3,}")
_FOREIGN_WORD = re.compile(rb"[\x80-\xff]{4}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SAMPLE = 20_000

_NO_XML_CHARACTERS = bytes(code for code in range(32) if code not in (9, 10, 13))
_NEITHER = re.compile(rb"\xef\xbf[\xbe\xbf]")  # U+FFFE and U+FFFF

# How markup, JSON and addresses begin where each ASCII character has zeros beside it (XML 1.0,
# appendix F); nothing else begins like this.
_ZEROS = (
    ("utf-16-le", re.compile(rb"(?:[\t\n\r -~]\x00){4}")),
    ("utf-16-be", re.compile(rb"(?:\x00[\t\n\r -~]){4}")),
    ("utf-32-le", re.compile(rb"(?:[\t\n\r -~]\x00{3}){2}")),
    ("utf-32-be", re.compile(rb"(?:\x00{3}[\t\n\r -~]){2}")),
)

# Where nothing is declared and detection sees nothing either; a single-byte encoding that
# knows every byte, so that text is at worst garbled and never lost.
_LAST_RESORT = "cp1252"


def xml_as_utf8(body: bytes, content_type: str | None) -> bytes:
    """Return an XML document as UTF-8 that says so, without characters that XML forbids.

    The order is RFC 7303's (byte order mark, charset of HTTP, declaration), corrected by what
    the bytes can be. Never raises; bytes that fit nothing become U+FFFD.
    """
    declared = _DECLARATION.match(body[:1024])
    labels = (
        http_content_type_encoding(content_type or ""),
        resolve_encoding(declared.group(1).decode("ascii")) if declared else None,
    )
    encoding, content = encoding_of(body, labels)
    if encoding == "utf-8" and (declared is None or labels[1] == "utf-8"):
        text = content if _is_utf8(content) else content.decode("utf-8", "replace").encode()
        return _allowed(text)
    decoded = content.decode(encoding, "replace")
    said = _DECLARED_IN_TEXT.sub(r'\1encoding="utf-8"', decoded, count=1)
    return _allowed(said.encode("utf-8", "replace"))


def _allowed(text: bytes) -> bytes:
    """Return UTF-8 without the characters that XML forbids."""
    return _NEITHER.sub(b"", text.translate(None, _NO_XML_CHARACTERS))


def html_text(body: bytes, content_type: str | None) -> str:
    """Return an HTML page's text, by HTTP's charset, the page's own, or what the bytes can be."""
    labels = (
        http_content_type_encoding(content_type or ""),
        html_body_declared_encoding(body),
    )
    encoding, content = encoding_of(body, labels)
    return content.decode(encoding, "replace")


def encoding_of(body: bytes, labels: tuple[str | None, ...]) -> tuple[str, bytes]:
    """Return the encoding of ``body`` and the body without its byte order mark.

    Args:
        body: the document.
        labels: names of encodings that somebody declared, the most trusted first.
    """
    marked, mark = read_bom(body)
    if marked is not None and mark is not None:
        return marked, body[len(mark) :]
    if wide := _wide_by_zeros(body):
        return wide, body
    known = [label for label in labels if label and _is_text_encoding(label)]
    if b"\0" not in body[:_HEAD]:
        known = [label for label in known if not _WIDE.match(label)]
    believed = next((label for label in known if _BELIEVED.match(label)), None)
    if believed is not None and _decodes(body, believed):
        return believed, body
    if _is_utf8(body):
        return "utf-8", body
    others = [label for label in known if label != "utf-8"]
    for label in others:
        if not _decodes(body, label) or not _is_garbled(body, label):
            return label, body
    if known and not _mostly_utf8(body) and not _is_garbled(body, _LAST_RESORT):
        return _LAST_RESORT, body
    return _detected(body, but=others), body


def _wide_by_zeros(body: bytes) -> str | None:
    """Return the encoding of what begins in one whose units are wider than a byte."""
    return next((encoding for encoding, zeros in _ZEROS if zeros.match(body)), None)


def _detected(body: bytes, but: list[str]) -> str:
    if _mostly_utf8(body):
        return "utf-8"
    from charset_normalizer import from_bytes  # noqa: PLC0415 (17 ms, which few documents need)

    best = from_bytes(body[:50_000], cp_exclusion=but).best()
    return best.encoding if best is not None else _LAST_RESORT


def _mostly_utf8(body: bytes) -> bool:
    """Tell UTF-8 with a few broken characters, as cutting texts by bytes leaves them."""
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    return body.decode("utf-8", "replace").count("\ufffd") * 20 < high


def _is_garbled(body: bytes, encoding: str) -> bool:
    """Tell whether the words beyond ASCII make no sense when read like this."""
    if _FOREIGN_WORD.search(body, 0, _SAMPLE) is None:
        return False
    words = set(_WORD.findall(body[:_SAMPLE].decode(encoding, "replace")))
    garbled = {word for word in words if _GARBLED.fullmatch(word)}
    sound = {word for word in words - garbled if word[1:].islower() and not word.isascii()}
    return len(garbled) > len(sound)


def _is_utf8(body: bytes) -> bool:
    return _decodes(body, "utf-8")


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeError:
        return False
    return True


def _is_text_encoding(label: str) -> bool:
    try:
        "".encode(codecs.lookup(label).name)
    except (LookupError, UnicodeError, TypeError):
        return False
    return True


def undoubled(text: str) -> str:
    """Undo UTF-8 that was taken for Latin-1 and encoded once more ("KÃ¶ln")."""
    if text.isascii():
        return text
    for mistaken in ("latin-1", "cp1252"):
        try:
            return text.encode(mistaken).decode("utf-8")
        except UnicodeError:
            continue
    return text

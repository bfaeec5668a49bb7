"""PDF documents written by hand, as ISO 32000-1 has it: no font needs to be there to be read."""

import zlib
from collections.abc import Sequence

_FIRST = 1  # codes say nothing by themselves, as in fonts that were cut to what is used


def document(
    *pages: Sequence[str],
    title: str = "",
    made: str = "",
    language: str = "",
    has_map: bool = True,
    packed: bytes | None = None,
) -> bytes:
    """Return a document; each page is given by its lines, top to bottom.

    Args:
        pages: lines of text.
        title: for the metadata, as is.
        made: its CreationDate, ``D:20260706093000+05'00'``.
        language: the catalogue's Lang.
        has_map: whether the font says which letters its codes mean.
        packed: compressed instructions that stand in place of the first page's text.
    """
    letters = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: _FIRST + place for place, letter in enumerate(letters)}
    kids = " ".join(f"{10 + 2 * place} 0 R" for place in range(len(pages)))
    lang = f"/Lang ({language})" if language else ""
    objects: dict[int, bytes] = {
        1: f"<</Type/Catalog/Pages 2 0 R{lang}>>".encode(),
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        3: _font(has_map),
        4: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 500/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        5: _stream(_to_unicode(codes)),
        6: _information(title, made) if title or made else b"<<>>",
    }
    for place, lines in enumerate(pages):
        objects[10 + 2 * place] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {11 + 2 * place} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        ).encode()
        objects[11 + 2 * place] = (
            _stream(_instructions(lines, codes)) if place or packed is None else _packed(packed)
        )
    return assemble(objects)


def assemble(objects: dict[int, bytes], trailer: str = "/Root 1 0 R/Info 6 0 R") -> bytes:
    """Return a file of these objects, by their numbers, with its table of places."""
    body = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, written in sorted(objects.items()):
        places[number] = len(body)
        body += b"%d 0 obj\n" % number + written + b"\nendobj\n"
    table = len(body)
    size = max(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        kind = "n" if number in places else "f"
        body += f"{places.get(number, 0):010} 00000 {kind} \n".encode()
    body += f"trailer\n<</Size {size}{trailer}>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(body)


def _information(title: str, made: str) -> bytes:
    written = f"\ufeff{title}".encode("utf-16-be").hex()
    return f"<</Title<{written}>/CreationDate({made})>>".encode()


def _font(has_map: bool) -> bytes:
    mapped = "/ToUnicode 5 0 R" if has_map else ""
    return (
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H"
        f"/DescendantFonts[4 0 R]{mapped}>>"
    ).encode()


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = "\n".join(
        f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /A def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()


def _instructions(lines: Sequence[str], codes: dict[str, int]) -> bytes:
    shown = "".join(
        f"<{''.join(f'{codes[letter]:04x}' for letter in line)}> Tj 0 -14 Td\n" for line in lines
    )
    return f"BT /F1 11 Tf 72 780 Td\n{shown}ET".encode()


def _stream(data: bytes) -> bytes:
    return _packed(zlib.compress(data, 9))


def _packed(data: bytes) -> bytes:
    return b"<</Length %d/Filter/FlateDecode>>stream\n" % len(data) + data + b"\nendstream"

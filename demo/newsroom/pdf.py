"""Stories as PDF documents (ISO 32000-1): one font, whose ToUnicode map tells what is written."""

import textwrap

from demo.newsroom.story import Story

_WIDTH = 70
_LINES = 48
_LEADING = 14
_TOP = 800
_MAPPED_AT_ONCE = 100  # "bfchar" takes no more
_FIRST_PAGE = 7
_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
    "/Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>"
)
_FONT = (
    """<< /Type /Font /Subtype /Type0 /BaseFont /Steppe /Encoding /Identity-H
/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>""",
    """<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Steppe /DW 500 /FontDescriptor 5 0 R
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>""",
    """<< /Type /FontDescriptor /FontName /Steppe /Flags 4 /FontBBox [0 -200 1000 900]
/ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>""",
)


def pdf(story: Story) -> bytes:
    """Return the story, its headline first, on as many pages as it takes."""
    texts = (story.headline, story.summary, *story.paragraphs)
    codes: dict[str, int] = {}
    pages = [_page(lines, codes) for lines in _pages([text for text in texts if text])]
    return _file(_objects(pages, codes))


def _pages(texts: list[str]) -> list[list[str]]:
    """Return the lines of each page; an empty one separates paragraphs."""
    lines = [
        line
        for text in texts
        for line in ("", *textwrap.wrap(text, _WIDTH, break_on_hyphens=False))
    ][1:]
    return [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)] or [[]]


def _page(lines: list[str], codes: dict[str, int]) -> bytes:
    shown = []
    for line in lines:
        numbers = [codes.setdefault(character, len(codes) + 1) for character in line]
        shown.append(f"<{''.join(f'{number:04x}' for number in numbers)}> Tj T*")
    return f"BT /F1 11 Tf {_LEADING} TL 60 {_TOP} Td\n{chr(10).join(shown)}\nET".encode()


def _objects(pages: list[bytes], codes: dict[str, int]) -> list[bytes]:
    """Catalog, page tree, the font's four objects, then two for each page."""
    kids = " ".join(f"{_FIRST_PAGE + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *(part.encode() for part in _FONT),
        _stream(_to_unicode(codes)),
    ]
    for number, page in enumerate(pages):
        content = _FIRST_PAGE + 2 * number + 1
        objects += [_PAGE.format(content).encode(), _stream(page)]
    return objects


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = [
        f"<{number:04x}> <{character.encode('utf-16-be').hex()}>"
        for character, number in codes.items()
    ]
    groups = [pairs[at : at + _MAPPED_AT_ONCE] for at in range(0, len(pairs), _MAPPED_AT_ONCE)]
    maps = "\n".join(
        "\n".join((f"{len(group)} beginbfchar", *group, "endbfchar")) for group in groups
    )
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Steppe def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{maps}
endcmap
end
end""".encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _file(objects: list[bytes]) -> bytes:
    """Number the objects and add the table of where they begin."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)

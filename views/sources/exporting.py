"""The list of sources as a file that other programs read (OPML 2.0, opml.org)."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from storage.watched import Watched
from views.compose import fill, screen
from views.i18n import Language
from views.outside import line
from views.screen import Document, Screen

_NAME = 200


def sources_exported(language: Language, sources: Sequence[Watched]) -> Screen:
    """Return the file, or that there is nothing to put into it."""
    if not sources:
        return screen(language.gettext("This chat has no sources of its own. /addsource adds one."))
    return screen(
        fill(
            language.ngettext("{count} source", "{count} sources", len(sources)),
            count=len(sources),
        ),
        document=Document("jarshy.opml", _opml(sources)),
    )


def _opml(sources: Sequence[Watched]) -> bytes:
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = "Jarshy"
    body = ET.SubElement(root, "body")
    for one in sources:
        name, address = line(one.name, _NAME), line(one.url, len(one.url) + 2)
        ET.SubElement(body, "outline", type="rss", text=name, xmlUrl=address)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written

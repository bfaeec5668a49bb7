"""Buttons of messages about sources."""

from views.buttons import (
    IN_ANSWER,
    Decline,
    ExportSources,
    RemoveSource,
    SourcesPage,
    Watch,
)
from views.i18n import Language
from views.screen import Button


def watch(language: Language, discovery_id: int) -> Button:
    """Return the button that watches a proposal for this chat."""
    data = Watch(discovery_id=discovery_id).pack()
    return Button(language.gettext("Watch it"), data=data)


def watch_common(language: Language, discovery_id: int) -> Button:
    """Return the button that watches a proposal for everybody."""
    data = Watch(discovery_id=discovery_id, common=1).pack()
    return Button(language.gettext("Watch it for everybody"), data=data)


def watch_alone(language: Language, discovery_id: int) -> Button:
    """Return the button that watches a proposal here only, where everybody is an option."""
    data = Watch(discovery_id=discovery_id).pack()
    return Button(language.gettext("Only here"), data=data)


def decline(language: Language, discovery_id: int) -> Button:
    """Return the button that leaves a proposal alone."""
    return Button(language.gettext("No"), data=Decline(discovery_id=discovery_id).pack())


def undo(language: Language, discovery_id: int, *, common: bool, page: int = IN_ANSWER) -> Button:
    """Return the button that puts a removed source back."""
    data = Watch(discovery_id=discovery_id, common=1 if common else 0, page=page).pack()
    return Button(language.gettext("Undo"), data=data)


def remove(language: Language, source_id: int) -> Button:
    """Return the button that removes a source; its message then says so."""
    data = RemoveSource(source_id=source_id, page=IN_ANSWER).pack()
    return Button(language.gettext("Stop watching it"), data=data)


def remove_numbered(number: int, source_id: int, page: int) -> Button:
    """Return the button that removes a source from a page of the list."""
    return Button(f"✕ {number}", data=RemoveSource(source_id=source_id, page=page).pack())


def turn_to(label: str, page: int) -> Button:
    """Return the button that shows another page of the list."""
    return Button(label, data=SourcesPage(page=page).pack())


def export(language: Language) -> Button:
    """Return the button that sends the list as a file."""
    return Button(language.gettext("Export as OPML"), data=ExportSources().pack())

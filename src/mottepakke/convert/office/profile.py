"""The settings LibreOffice starts with: a fresh folder each time, with nothing that runs, fetches or remembers."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

REGISTRY = "http://openoffice.org/2001/registry"
USER_FOLDER, SETTINGS_FILE = "user", "registrymodifications.xcu"

SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
EXPORT = "/org.openoffice.Office.Common/Filter/PDF/Export"
WRITER_NEVER, CALC_NEVER = "0", "1"
"""Of linked content, never update (sw/inc/linkenum.hxx, sc/inc/global.hxx)."""
PDF_A_2B = "2"

SETTINGS: tuple[tuple[str, str, str], ...] = (
    (SECURITY, "BlockUntrustedRefererLinks", "true"),
    (SECURITY, "DisableMacrosExecution", "true"),
    (SECURITY, "DisablePythonRuntime", "true"),
    (SECURITY, "DisableActiveContent", "true"),
    (SECURITY, "DisableOLEAutomation", "true"),
    (SECURITY, "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", WRITER_NEVER),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", CALC_NEVER),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    (EXPORT, "SelectPdfVersion", PDF_A_2B),
    (EXPORT, "UseTaggedPDF", "true"),
    (EXPORT, "ExportBookmarks", "true"),
    (EXPORT, "ExportNotes", "false"),
    (EXPORT, "ExportNotesInMargin", "false"),
    (EXPORT, "ExportNotesPages", "false"),
    (EXPORT, "ExportHiddenSlides", "false"),
    (EXPORT, "ExportFormFields", "false"),
    (EXPORT, "IsSkipEmptyPages", "true"),
    (EXPORT, "ReduceImageResolution", "true"),
    (EXPORT, "MaxImageResolution", "300"),
    (EXPORT, "UseLosslessCompression", "false"),
    (EXPORT, "Quality", "92"),
)
"""Path, property and value. They serve text, sheets and slides alike, so that one start converts all kinds of files: the
options of ``--convert-to`` belong to one filter. PDF/A embeds every font, the standard ones too."""

LOCALE_SETTINGS = (
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale"),
    ("/org.openoffice.Office.Linguistic/General", "DefaultLocale"),
)
"""Decide paper size, decimal comma, dates and the language of what names none."""


def write_profile(folder: Path, language: str) -> None:
    """Make the profile folder ``folder`` (new) for documents in ``language`` (BCP 47 with region)."""
    user = folder / USER_FOLDER
    user.mkdir(parents=True)
    (user / SETTINGS_FILE).write_bytes(settings(language))


def settings(language: str) -> bytes:
    """The settings as the XML that LibreOffice reads."""
    ElementTree.register_namespace("oor", REGISTRY)
    items = ElementTree.Element(_name("items"))
    for path, name, value in (*SETTINGS, *((path, name, language) for path, name in LOCALE_SETTINGS)):
        item = ElementTree.SubElement(items, "item", {_name("path"): path})
        prop = ElementTree.SubElement(item, "prop", {_name("name"): name, _name("op"): "fuse"})
        ElementTree.SubElement(prop, "value").text = value
    return bytes(ElementTree.tostring(items, encoding="UTF-8", xml_declaration=True))


def _name(local: str) -> str:
    return f"{{{REGISTRY}}}{local}"

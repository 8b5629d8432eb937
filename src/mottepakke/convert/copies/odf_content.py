"""What is taken out of the XML of OpenDocument files, whatever kind they are of."""

from __future__ import annotations

from mottepakke.convert.copies.addresses import is_inside, is_safe_link
from mottepakke.convert.copies.formulas import changing, outside, unsafe_link
from mottepakke.convert.copies.xml import attribute, named, remove, remove_all, space, unwrap
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import Element, local

OPENDOCUMENT = ("urn:oasis:names:tc:opendocument:", "urn:org:documentfoundation:", "http://openoffice.org/")
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
HREF = "{http://www.w3.org/1999/xlink}href"
FORMULA = f"{{{TABLE}}}formula"
CONDITION = f"{{{TABLE}}}condition"

MISSING = "Pictures/missing.png"
"""The part that stands for pictures that are not fetched."""

ACTING = frozenset(("scripts", "script", "event-listeners", "event-listener", "sound", "auto-reload", "connection-resource"))
CHANGES = frozenset(("tracked-changes", "change", "change-start", "change-end"))
COMMENTS = frozenset(("annotation", "annotation-end"))
FETCHING = frozenset(
    (
        *("dde-source", "dde-links", "dde-connection-decls", "table-source", "cell-range-source", "section-source"),
        *("database-source-sql", "database-source-table", "database-source-query", "source-service", "data-mapping"),
    )
)
OBJECTS = frozenset(("object-ole", "plugin", "applet", "floating-frame", "binary-data"))
MACHINE_SETTINGS = frozenset(("LinkUpdateMode", "PrinterName", "PrinterSetup", "PrinterPaperFromSetup"))
BASE = "{http://www.w3.org/XML/1998/namespace}base"
XFORMS = "{http://www.w3.org/2002/xforms}*"
"""Forms whose data may lie elsewhere."""
REMOVED = ACTING | CHANGES | COMMENTS | FETCHING | OBJECTS
LINKS = frozenset(("a",))
CHANGING_FIELDS = {
    **dict.fromkeys(("date", "time"), "DATE"),
    **dict.fromkeys(("file-name", "template-name"), "FILENAME"),
    **dict.fromkeys(("print-date", "print-time"), "PRINTDATE"),
    **dict.fromkeys(("author-name", "author-initials"), "USERNAME"),
}
"""Fields (part 3, 7.3 to 7.5) and what to call them; unless they are fixed, LibreOffice computes them anew."""
MACHINE_FIELDS = ("sender-", "database-", "dde-connection", "execute-macro")
UNKNOWN_LANGUAGE = frozenset(("", "none", "zxx"))


def clean(root: Element, notes: Notes) -> None:
    """Take out what acts, what fetches, what depends on the clock, and what is not to be printed."""
    notes.changes += sum(len(one) for one in named(root, "tracked-changes"))
    notes.comments += sum(space(one) == OFFICE for one in named(root, "annotation"))
    for element in [one for one in root.iter("{*}*") if local(one) in REMOVED and space(one).startswith(OPENDOCUMENT)]:
        _note_removed(element, notes)
        remove(element)
    remove_all(list(root.iter(XFORMS)))
    remove_all(one for one in named(root, "config-item") if attribute(one, "name") in MACHINE_SETTINGS)
    _clean_addresses(root, notes)
    _freeze_fields(root, notes)
    _freeze_formulas(root, notes)


def _note_removed(element: Element, notes: Notes) -> None:
    name = local(element)
    address = element.get(HREF, "")
    if name in OBJECTS:
        notes.objects.append(address.removeprefix("./") or name)
    elif name in FETCHING:
        notes.external.add(address or name)
    elif name == "script":
        notes.macros = True


def _clean_addresses(root: Element, notes: Notes) -> None:
    """Links lead to pages or inside the file; everything else that has an address has it inside the package."""
    for element in root.iter("{*}*"):
        element.attrib.pop(BASE, None)
    for element in [one for one in root.iter("{*}*") if HREF in one.attrib]:
        address = element.get(HREF)
        if local(element) in LINKS:
            if not is_safe_link(address):
                notes.links.add(address)
                unwrap(element)
        elif local(element) == "template":
            notes.templates |= {address} - {""}
            remove(element)
        elif not is_inside(address):
            notes.external.add(address)
            if local(element) == "image":
                element.set(HREF, MISSING)
            else:
                del element.attrib[HREF]


def _freeze_fields(root: Element, notes: Notes) -> None:
    for element in [one for one in root.iter(f"{{{TEXT}}}*") if _is_changing(one)]:
        notes.frozen.add(CHANGING_FIELDS.get(local(element), local(element).upper()))
        unwrap(element)


def _is_changing(element: Element) -> bool:
    name = local(element)
    return (name in CHANGING_FIELDS and attribute(element, "fixed") != "true") or name.startswith(MACHINE_FIELDS)


def _freeze_formulas(root: Element, notes: Notes) -> None:
    """Formulas that would fetch, or give another value tomorrow, are left with the value they had."""
    for element in root.iter(f"{{{TABLE}}}*"):
        for key in (FORMULA, CONDITION):
            if key in element.attrib and _is_refused(element.get(key), notes):
                del element.attrib[key]
    for rule in named(root, "map", "condition", "date-is"):
        if local(rule) == "date-is" or _is_refused(attribute(rule, "condition") or attribute(rule, "value"), notes):
            remove(rule)


def _is_refused(formula: str, notes: Notes) -> bool:
    fetched, clock, link = outside(formula), changing(formula), unsafe_link(formula)
    if fetched:
        notes.external.add(fetched)
    elif clock:
        notes.frozen.add(clock)
    elif link:
        notes.links.add(link)
    return bool(fetched or clock or link)


def set_language(styles: Element, language: str, notes: Notes) -> None:
    """Read the language of the default styles (part 3, 16.4), or set it where they have none."""
    texts = [text for style in named(styles, "default-style") for text in named(style, "text-properties")]
    for text in texts:
        if text.get(f"{{{FO}}}language", "") not in UNKNOWN_LANGUAGE:
            country = text.get(f"{{{FO}}}country", "")
            notes.language = text.get(f"{{{FO}}}language") + (f"-{country}" if country not in UNKNOWN_LANGUAGE else "")
            return
    for text in texts:
        tag, _, region = language.partition("-")
        text.set(f"{{{FO}}}language", tag)
        text.set(f"{{{FO}}}country", region or "none")

"""Word files (ECMA-376 part 1 §17): changes accepted, comments and clocks taken out, the language set."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from mottepakke.convert.copies.fields import freeze_fields
from mottepakke.convert.copies.revisions import accept_changes
from mottepakke.convert.copies.setting import Setting
from mottepakke.convert.copies.xml import attribute, child, named, remove_all, sibling_name, unwrap
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import Element, local

COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
LINK_STYLE = "Pakkelenke"
TRUE = frozenset(("1", "true", "on"))


def cleaner(setting: Setting) -> Callable[[Element, str], None]:
    """What makes each part of a Word file ready to print."""
    notes = setting.notes

    def clean(root: Element, _part: str) -> None:
        if local(root) == "styles":
            _set_language(root, setting.language, notes)
            _add_link_style(root)
        notes.changes += accept_changes(root)
        remove_all(named(root, *COMMENT_MARKS))
        _mend_links(root)
        freeze_fields(root, notes)

    return clean


def _mend_links(root: Element) -> None:
    """LibreOffice writes only links (§17.16.22) whose text has a character style, and mixes up those without address."""
    for link in named(root, "hyperlink"):
        if not attribute(link, "id") and not attribute(link, "anchor"):
            unwrap(link)
            continue
        for run in named(link, "r"):
            properties = _made(run, "rPr", 0)
            if child(properties, "rStyle") is None:
                _made(properties, "rStyle", 0).set(sibling_name(run, "val"), LINK_STYLE)


def _add_link_style(styles: Element) -> None:
    """A character style that changes nothing."""
    attributes = {"type": "character", "customStyle": "1", "styleId": LINK_STYLE}
    style = etree.SubElement(
        styles, sibling_name(styles, "style"), {sibling_name(styles, key): value for key, value in attributes.items()}
    )
    etree.SubElement(style, sibling_name(styles, "name")).set(sibling_name(styles, "val"), LINK_STYLE)


def _set_language(styles: Element, language: str, notes: Notes) -> None:
    """Set the language of the document's defaults (§17.7.5) where neither they nor the default style have one."""
    properties = [child(child(child(styles, "docDefaults"), "rPrDefault"), "rPr")]
    properties += [child(style, "rPr") for style in named(styles, "style") if _is_default(style)]
    found = [child(one, "lang") for one in properties]
    declared = [attribute(one, "val") for one in found if one is not None and attribute(one, "val")]
    if declared:
        notes.language = declared[-1]
        return
    defaults = _made(_made(_made(styles, "docDefaults", 0), "rPrDefault", 0), "rPr", 0)
    _made(defaults, "lang", None).set(sibling_name(styles, "val"), language)


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in TRUE


def _made(parent: Element, name: str, index: int | None) -> Element:
    """The child of that name, put at ``index`` (None: the end) where it is missing."""
    found = child(parent, name)
    if found is None:
        found = etree.Element(sibling_name(parent, name))
        parent.insert(len(parent) if index is None else index, found)
    return found

"""Make the standard layout's Word template again: ``python -m tools.make_word_template`` from the project's folder.

Every style, the page, the settings and the theme are set here; python-docx gives the package they stand in. Colours
stand in the theme, and styles name them there, so that the writer can put a layout's colours in one place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from tools.word_template_styles import ACCENT, COLOURS, FONT, LANGUAGE, RULE, STYLES, Style

from mottepakke.write.docx.elements import PARAGRAPH_ORDER, SECTION_ORDER, Element, add, name, root, sort_in, val
from mottepakke.write.docx.template import OWN_COLOURS
from mottepakke.write.office_package import packed

TARGET = Path(__file__).parent.parent / "src" / "mottepakke" / "layouts" / "standard" / "mal.docx"


def styles_part() -> Element:
    """All styles: defaults, the three that every document has, paragraphs, characters and the table."""
    styles = root("w:styles")
    _add_defaults(styles)
    latent = {"defLockedState": "0", "defUIPriority": "99", "defSemiHidden": "0", "defUnhideWhenUsed": "0"}
    add(styles, "w:latentStyles", {f"w:{key}": value for key, value in latent.items()} | {"w:defQFormat": "0"})
    normal = _named(styles, "paragraph", "Normal", "Normal", default=True)
    add(normal, "w:qFormat")
    _add_colour(add(normal, "w:rPr"), "dk1", theme="text1")
    _hidden(_named(styles, "character", "DefaultParagraphFont", "Default Paragraph Font", default=True))
    _add_table_normal(styles)
    _hidden(_named(styles, "numbering", "NoList", "No List", default=True))
    for style in STYLES:
        _add_style(styles, style)
    _add_character_styles(styles)
    _add_table_style(styles)
    return styles


def _add_defaults(styles: Element) -> None:
    defaults = add(styles, "w:docDefaults")
    run = add(add(defaults, "w:rPrDefault"), "w:rPr")
    fonts = {"asciiTheme": "minorHAnsi", "eastAsiaTheme": "minorEastAsia", "hAnsiTheme": "minorHAnsi"}
    add(run, "w:rFonts", {f"w:{key}": value for key, value in fonts.items()} | {"w:cstheme": "minorBidi"})
    val(run, "w:sz", 22)
    val(run, "w:szCs", 22)
    add(run, "w:lang", {"w:val": LANGUAGE, "w:eastAsia": "en-US", "w:bidi": "ar-SA"})
    paragraph = add(add(defaults, "w:pPrDefault"), "w:pPr")
    add(paragraph, "w:spacing", {"w:after": "120", "w:line": "269", "w:lineRule": "auto"})


def _named(styles: Element, kind: str, identity: str, label: str, *, default: bool = False) -> Element:
    attributes = {"w:type": kind, "w:styleId": identity} | ({"w:default": "1"} if default else {})
    style = add(styles, "w:style", attributes)
    val(style, "w:name", label)
    return style


def _hidden(style: Element) -> Element:
    val(style, "w:uiPriority", 99)
    add(style, "w:semiHidden")
    add(style, "w:unhideWhenUsed")
    return style


def _add_colour(run: Element, slot: str, theme: str = "") -> None:
    add(run, "w:color", {"w:val": COLOURS[slot], "w:themeColor": theme or slot})


def _add_table_normal(styles: Element) -> None:
    table = add(_hidden(_named(styles, "table", "TableNormal", "Normal Table", default=True)), "w:tblPr")
    add(table, "w:tblInd", {"w:w": "0", "w:type": "dxa"})
    _add_cell_margins(table, {"top": 0, "left": 108, "bottom": 0, "right": 108})


def _add_cell_margins(table: Element, margins: Mapping[str, int]) -> None:
    element = add(table, "w:tblCellMar")
    for side, width in margins.items():
        add(element, f"w:{side}", {"w:w": str(width), "w:type": "dxa"})


def identity_of(label: str) -> str:
    """The style id: «heading 1» becomes Heading1."""
    return "".join(word[:1].upper() + word[1:] for word in label.split())


def _add_style(styles: Element, style: Style) -> None:
    element = _named(styles, "paragraph", identity_of(style.name), style.name)
    val(element, "w:basedOn", style.base)
    if style.next:
        val(element, "w:next", identity_of(style.next))
    if style.quick:
        add(element, "w:qFormat")
    _add_paragraph_properties(add(element, "w:pPr"), style)
    _add_run_properties(add(element, "w:rPr"), style)
    for tag in ("w:pPr", "w:rPr"):
        properties = element.find(name(tag))
        if not len(properties):
            element.remove(properties)


def _add_paragraph_properties(properties: Element, style: Style) -> None:
    for flag in style.flags:
        add(properties, f"w:{flag}")
    if style.borders:
        borders = add(properties, "w:pBdr")
        for line in style.borders:
            size = {"w:val": "single", "w:sz": str(line.size), "w:space": str(line.space)}
            add(borders, f"w:{line.side}", size | {"w:color": COLOURS[line.colour], "w:themeColor": line.colour})
    if style.shade:
        fill = {"w:val": "clear", "w:color": "auto", "w:fill": COLOURS[style.shade], "w:themeFill": style.shade}
        add(properties, "w:shd", fill)
    if style.tabs:
        tabs = add(properties, "w:tabs")
        for position, kind, leader in style.tabs:
            stop = {"w:val": kind} | ({"w:leader": leader} if leader else {})
            add(tabs, "w:tab", stop | {"w:pos": str(position)})
    rule = "auto" if style.line else None
    spacing = {"w:before": style.before, "w:after": style.after, "w:line": style.line, "w:lineRule": rule}
    _add_attributes(properties, "w:spacing", spacing)
    _add_attributes(properties, "w:ind", {"w:left": style.left, "w:right": style.right, "w:hanging": style.hanging})
    if style.level is not None:
        val(properties, "w:outlineLvl", style.level)
    for child in list(properties):
        properties.append(child)
        sort_in(properties, child, PARAGRAPH_ORDER)


def _add_attributes(parent: Element, tag: str, attributes: Mapping[str, int | str | None]) -> None:
    written = {key: str(value) for key, value in attributes.items() if value is not None}
    if written:
        add(parent, tag, written)


def _add_run_properties(properties: Element, style: Style) -> None:
    if style.font:
        add(properties, "w:rFonts", {f"w:{key}": style.font for key in ("ascii", "hAnsi", "cs")})
    for wanted, tags in ((style.bold, ("w:b", "w:bCs")), (style.italic, ("w:i", "w:iCs"))):
        for tag in tags if wanted else ():
            add(properties, tag)
    if not style.proof:
        add(properties, "w:noProof")
    if style.colour:
        _add_colour(properties, style.colour)
    if style.size is not None:
        val(properties, "w:sz", round(style.size * 2))
        val(properties, "w:szCs", round(style.size * 2))


def _add_character_styles(styles: Element) -> None:
    mark = _named(styles, "character", "FootnoteReference", "footnote reference")
    val(mark, "w:basedOn", "DefaultParagraphFont")
    val(add(mark, "w:rPr"), "w:vertAlign", "superscript")
    for label, slot, theme in (
        ("Hyperlink", "hlink", "hyperlink"),
        ("FollowedHyperlink", "folHlink", "followedHyperlink"),
    ):
        link = _named(styles, "character", label, label)
        val(link, "w:basedOn", "DefaultParagraphFont")
        run = add(link, "w:rPr")
        _add_colour(run, slot, theme)
        val(run, "w:u", "single")


def _add_table_style(styles: Element) -> None:
    """Thin rules between rows, a line in the accent colour under the head; no boxes."""
    style = _named(styles, "table", "Tabell", "Tabell")
    val(style, "w:basedOn", "TableNormal")
    add(style, "w:qFormat")
    table = add(style, "w:tblPr")
    borders = add(table, "w:tblBorders")
    for side in ("bottom", "insideH"):
        _add_rule(borders, side, 4, RULE)
    _add_cell_margins(table, {"top": 0, "left": 85, "bottom": 0, "right": 85})
    head = add(style, "w:tblStylePr", {"w:type": "firstRow"})
    cell = add(head, "w:tcPr")
    _add_rule(add(cell, "w:tcBorders"), "bottom", 8, ACCENT)
    val(cell, "w:vAlign", "bottom")


def _add_rule(borders: Element, side: str, size: int, slot: str) -> None:
    line = {"w:val": "single", "w:sz": str(size), "w:space": "0", "w:color": COLOURS[slot], "w:themeColor": slot}
    add(borders, f"w:{side}", line)


def settings_part() -> Element:
    """Hyphenation, the present file version (so that Word opens no compatibility mode), Norwegian signs."""
    settings = root("w:settings")
    add(settings, "w:zoom", {"w:percent": "100"})
    val(settings, "w:defaultTabStop", 709)
    add(settings, "w:autoHyphenation")
    val(settings, "w:consecutiveHyphenLimit", 2)
    val(settings, "w:hyphenationZone", 425)
    add(settings, "w:doNotHyphenateCaps")
    val(settings, "w:characterSpacingControl", "doNotCompress")
    compatibility = add(settings, "w:compat")
    choices = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "enableOpenTypeFeatures": 1}
    choices |= {"doNotFlipMirrorIndents": 1, "differentiateMultirowTableHeaders": 1}
    for choice, value in choices.items():
        setting = {"w:name": choice, "w:uri": "http://schemas.microsoft.com/office/word", "w:val": str(value)}
        add(compatibility, "w:compatSetting", setting)
    add(settings, "w:themeFontLang", {"w:val": LANGUAGE})
    add(settings, "w:clrSchemeMapping", _colour_mapping())
    val(settings, "w:decimalSymbol", ",")
    val(settings, "w:listSeparator", ";")
    return settings


def _colour_mapping() -> Mapping[str, str]:
    mapping = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    mapping |= {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    mapping |= {"hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"}
    return {f"w:{key}": value for key, value in mapping.items()}


def document_part() -> Element:
    """One page of A4 with a sample of each style, for the person who edits the template; the writer drops it."""
    document = root("w:document")
    body = add(document, "w:body")
    for style in STYLES:
        paragraph = add(body, "w:p")
        val(add(paragraph, "w:pPr"), "w:pStyle", identity_of(style.name))
        add(add(paragraph, "w:r"), "w:t").text = style.sample or style.name
    section = add(body, "w:sectPr")
    add(section, "w:pgSz", {"w:w": "11906", "w:h": "16838"})
    margins = {"top": 1417, "right": 1417, "bottom": 1417, "left": 1417, "header": 709, "footer": 624, "gutter": 0}
    add(section, "w:pgMar", {f"w:{side}": str(width) for side, width in margins.items()})
    add(section, "w:cols", {"w:space": "708"})
    return document


def furniture_part(kind: str, style: str) -> Element:
    """A head (hdr) or foot (ftr) with one empty line, which the writer fills."""
    element = root(f"w:{kind}")
    val(add(add(element, "w:p"), "w:pPr"), "w:pStyle", style)
    return element


def theme_part(original: bytes) -> Element:
    """python-docx's theme with our colours and font."""
    theme = parse_xml(original)
    theme.set("name", OWN_COLOURS)
    scheme = theme.find(f"{name('a:themeElements')}/{name('a:clrScheme')}")
    scheme.set("name", OWN_COLOURS)
    for slot in scheme:
        for child in list(slot):
            slot.remove(child)
        add(slot, "a:srgbClr", {"val": COLOURS[slot.tag.rpartition("}")[2]]})
    fonts = theme.find(f"{name('a:themeElements')}/{name('a:fontScheme')}")
    fonts.set("name", OWN_COLOURS)
    for kind in fonts:
        for script in kind.findall(name("a:font")):
            kind.remove(script)
        kind.find(name("a:latin")).set("typeface", FONT)
    return theme


def make() -> bytes:
    """The template's bytes."""
    document: Any = docx.Document()
    part = document.part
    package = part.package
    _drop(package, {RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES})
    kept = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME}
    _drop(part, {relationship.reltype for relationship in part.rels.values()} - kept)
    part._element = document_part()
    section = part._element[0][-1]
    for kind, tag, (made, key) in (
        ("hdr", "header", part.add_header_part()),
        ("ftr", "footer", part.add_footer_part()),
    ):
        made._element = furniture_part(kind, tag.title())
        reference = add(section, f"w:{tag}Reference", {"w:type": "default", "r:id": key})
        sort_in(section, reference, SECTION_ORDER)
    part.part_related_by(RELATIONSHIP_TYPE.STYLES)._element = styles_part()
    part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)._element = settings_part()
    key = next(key for key, item in part.rels.items() if item.reltype == RELATIONSHIP_TYPE.THEME)
    old = part.rels[key].target_part
    part.rels[key]._target = XmlPart(old.partname, old.content_type, theme_part(old.blob), package)
    _set_properties(package.core_properties)
    return packed(package)


def _drop(source: Any, kinds: set[str]) -> None:
    for key in [key for key, relationship in source.rels.items() if relationship.reltype in kinds]:
        del source.rels[key]


def _set_properties(core: Any) -> None:
    for child in list(core._element):
        core._element.remove(child)
    core.title = "Mal for møtedokumenter"
    core.language = LANGUAGE
    core.created = core.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001


if __name__ == "__main__":
    TARGET.write_bytes(make())
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")

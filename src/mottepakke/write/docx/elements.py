"""Small builders for WordprocessingML elements; everything the writer makes goes through them.

Elements are added top down (``lxml.etree.SubElement``): building a tree from loose elements costs lxml a document each,
which is two and a half times as slow for a long table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An lxml element (lxml has no types of its own)."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def _ranks(tags: str) -> Mapping[str, int]:
    return {tag: rank for rank, tag in enumerate(tags.split())}


PARAGRAPH_ORDER = _ranks(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
"""The order of the children of ``w:pPr`` (ECMA-376 part 1 §17.3.1.26)."""

SECTION_ORDER = _ranks(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
    " formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
"""The order of the children of ``w:sectPr`` (§17.6.17); header and footer references may be mixed."""

SETTINGS_ORDER = _ranks(
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries"
    " displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts"
    " embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader"
    " bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState"
    " formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge"
    " revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride"
    " styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders"
    " bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing"
    " drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery"
    " doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData"
    " noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter"
    " noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent"
    " alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt"
    " showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids"
    " mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures"
    " forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags"
    " decimalSymbol listSeparator"
)
"""The order of the children of ``w:settings`` (§17.15.1.78)."""


@cache
def name(tag: str) -> str:
    """``w:p`` in Clark notation; a name without prefix stays as it is."""
    prefix, _, local = tag.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


@cache
def _made(tag: str) -> tuple[str, Mapping[str, str]]:
    """An element's name and the namespace it declares where no ancestor does."""
    prefix = tag.partition(":")[0]
    return name(tag), {prefix: NAMESPACES[prefix]}


def root(tag: str) -> Element:
    """A loose element, the root of a new part or fragment."""
    return etree.Element(name(tag), nsmap={prefix: NAMESPACES[prefix] for prefix in dict.fromkeys((tag[:1], "w", "r"))})


def add(parent: Element, tag: str, attributes: Mapping[str, str] | None = None) -> Element:
    """A new last child of ``parent``; attribute names carry their prefix (``w:val``) or none (``cx``)."""
    named = {name(key): value for key, value in attributes.items()} if attributes else None
    clark, namespaces = _made(tag)
    return etree.SubElement(parent, clark, named, nsmap=namespaces)


def val(parent: Element, tag: str, value: str | int) -> Element:
    """A new last child with a ``w:val``."""
    return etree.SubElement(parent, name(tag), {name("w:val"): str(value)})


def properties_of(paragraph: Element) -> Element:
    """The ``w:pPr`` of a paragraph, made where it is missing."""
    first = paragraph[0] if len(paragraph) else None
    if first is not None and first.tag == name("w:pPr"):
        return first
    made = add(paragraph, "w:pPr")
    paragraph.insert(0, made)
    return made


def set_property(paragraph: Element, tag: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Put a property into a paragraph; attributes join those already there."""
    return set_child(properties_of(paragraph), tag, PARAGRAPH_ORDER, attributes)


def set_child(parent: Element, tag: str, order: Mapping[str, int], attributes: Mapping[str, str] | None = None) -> Element:
    """The child ``tag`` of ``parent``, made at the place the schema gives it when it is missing."""
    found = parent.find(name(tag))
    if found is None:
        found = add(parent, tag)
        sort_in(parent, found, order)
    for key, value in (attributes or {}).items():
        found.set(name(key), value)
    return found


def sort_in(parent: Element, child: Element, order: Mapping[str, int]) -> None:
    """Move the last child of ``parent`` to its place in ``order``; unknown elements stand last."""
    rank = order[etree.QName(child).localname]
    others = (other for other in parent if other is not child)
    later = (other for other in others if order.get(etree.QName(other).localname, len(order)) > rank)
    following = next(later, None)
    if following is not None:
        following.addprevious(child)


def remove_children(parent: Element, tag: str) -> None:
    """Remove every child ``tag`` of ``parent``."""
    for child in parent.findall(name(tag)):
        parent.remove(child)


def is_paragraph(element: Element | None) -> bool:
    """Whether an element is a ``w:p``."""
    return element is not None and element.tag == name("w:p")


def is_table(element: Element | None) -> bool:
    """Whether an element is a ``w:tbl``."""
    return element is not None and element.tag == name("w:tbl")


def last_child(parent: Element) -> Element | None:
    """The last child, or None."""
    return parent[-1] if len(parent) else None


def add_text(run: Element, text: str) -> None:
    """A ``w:t`` that keeps its spaces."""
    element = add(run, "w:t")
    element.text = text
    if text[:1] == " " or text[-1:] == " " or "  " in text:
        element.set(name("xml:space"), "preserve")

"""What a deck says about itself: sections and document properties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from mottepakke.model.document import Properties
from mottepakke.write.pptx.elements import Element, add, name
from mottepakke.write.pptx.titles import ELLIPSIS, one_line
from mottepakke.write.pptx.values import PlannedSlide

SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
"""[MS-PPTX] §2.2.5: sectionLst."""
LONGEST_NAME = 120
LONGEST_PROPERTY = 255
"""What python-pptx takes, as the programs do."""


def set_sections(presentation: Element, deck: str, slides: Sequence[PlannedSlide]) -> None:
    """One section for each run of slides of one section; slides of none are named by their first title."""
    if not any(slide.section for slide in slides):
        return
    ids = [element.get("id") for element in presentation.iter(name("p:sldId"))]
    extension = add(add(presentation, "p:extLst"), "p:ext", {"uri": SECTIONS})
    listing = etree.SubElement(extension, f"{{{P14}}}sectionLst", nsmap={"p14": P14})
    for number, (title, members) in enumerate(_sections(slides, ids)):
        guid = uuid5(NAMESPACE_URL, f"{deck}/{number}/{title}")
        section = etree.SubElement(listing, f"{{{P14}}}section", name=title, id=f"{{{str(guid).upper()}}}")
        inner = etree.SubElement(section, f"{{{P14}}}sldIdLst")
        for member in members:
            etree.SubElement(inner, f"{{{P14}}}sldId", id=member)


def _sections(slides: Sequence[PlannedSlide], ids: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for section, group in groupby(zip(slides, ids, strict=True), key=lambda pair: pair[0].section):
        members = list(group)
        yield _cut(one_line(section) or members[0][0].title.text, LONGEST_NAME), [member for _, member in members]


def set_properties(core: Element, properties: Properties) -> None:
    """Core properties (ECMA-376 part 2 §11) from the document's, with the meeting's date for a clock."""
    moment = dt.datetime.combine(properties.date, dt.time())
    core.title = _cut(one_line(properties.title), LONGEST_PROPERTY)
    core.author = core.last_modified_by = _cut(properties.author, LONGEST_PROPERTY)
    core.subject = _cut(properties.subject, LONGEST_PROPERTY)
    core.keywords = _cut(", ".join(properties.keywords), LONGEST_PROPERTY)
    core.language = properties.language
    core.created = core.modified = moment
    core.revision = 1


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + ELLIPSIS

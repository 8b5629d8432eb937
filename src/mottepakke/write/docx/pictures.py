"""Pictures: in the line for figures, behind the text for the draft mark."""

from __future__ import annotations

import re
from hashlib import sha256

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from mottepakke.model.document import Figure, Picture
from mottepakke.write.docx.elements import NAMESPACES, Element, add
from mottepakke.write.docx.inlines import BOLD, add_field, add_runs, write_inlines
from mottepakke.write.docx.paragraphs import Shape, open_paragraph
from mottepakke.write.docx.session import Place, Session, Story
from mottepakke.write.docx.text import plain, reads_from_right

EMU_PER_TWIP = 635
EMU_PER_PIXEL = 9525
"""A CSS pixel is 1/96 inch, an inch 914,400 English metric units."""

TALLEST = 0.8
"""Of the height of the page."""

DPI = 220
"""Resolution in print of a drawing turned into pixels: what office programs keep."""

DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension that marks a drawing as decorative ([MS-ODRAWXML] §2.13, adec)."""

_NUMBERED = re.compile(r"(?s)(?P<word>\D*?)(?P<space>\s*)(?P<number>\d+)")


def write_figure(parent: Element, figure: Figure, session: Session, place: Place) -> None:
    """A picture in a paragraph of its own, kept with its caption."""
    if figure.anchor:
        session.pending.anchors.append(figure.anchor)
    has_caption = bool(figure.caption or figure.label)
    paragraph = open_paragraph(parent, session, place, "figure", Shape(keep_next=has_caption))
    size = _fitted(figure.picture, session, place)
    drawing = add(add(paragraph, "w:r"), "w:drawing")
    inline = add(drawing, "wp:inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    _add_extent(inline, size)
    _add_description(inline, session, figure.alt.strip() or plain(figure.caption))
    blob, kind = _pixels(figure.picture, size[0])
    _add_graphic(inline, _relationship(place.story, session, blob, kind), size)
    if has_caption:
        _write_caption(parent, figure, session, place)


def _fitted(picture: Picture, session: Session, place: Place) -> tuple[int, int]:
    """Width and height in EMU: natural size, made smaller to fit the text's width and 80 % of the page's height."""
    width, height = picture.width * EMU_PER_PIXEL, picture.height * EMU_PER_PIXEL
    tallest = min(session.page.paper_height * TALLEST, session.page.height) * EMU_PER_TWIP
    scale = min(1.0, place.width * EMU_PER_TWIP / width, tallest / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _pixels(picture: Picture, width: int) -> tuple[bytes, str]:
    """The bytes of a picture that is ``width`` EMU wide in print, and their kind; a drawing becomes pixels."""
    if picture.format != "svg":
        return picture.path.read_bytes(), picture.format
    from mottepakke.write.raster import svg_png  # loads the renderer, which most documents do not need

    scale = width / (picture.width * EMU_PER_PIXEL)
    return svg_png(picture, max(round(DPI * scale), 1)), "png"


def _relationship(story: Story, session: Session, blob: bytes, kind: str) -> str:
    """The relationship of a story to a picture; equal pictures are stored once."""
    key = sha256(blob).hexdigest()
    if key not in session.media:
        partname = PackURI(f"/word/media/bilde{len(session.media) + 1}.{kind}")
        session.media[key] = Part(partname, f"image/{kind}", blob, session.package)
    if key not in story.pictures:
        story.pictures[key] = story.part.relate_to(session.media[key], RELATIONSHIP_TYPE.IMAGE)
    return story.pictures[key]


def _add_extent(parent: Element, size: tuple[int, int]) -> None:
    add(parent, "wp:extent", {"cx": str(size[0]), "cy": str(size[1])})
    add(parent, "wp:effectExtent", dict.fromkeys("ltrb", "0"))


def _add_description(parent: Element, session: Session, alt: str) -> None:
    """Name and alternative text; a drawing without one is marked as decorative."""
    identity = next(session.drawing_ids)
    word = session.look.words.get("figur", "")
    attributes = {"id": str(identity), "name": f"{word} {identity}".strip()}
    properties = add(parent, "wp:docPr", attributes | ({"descr": alt} if alt else {}))
    if not alt:
        extension = add(add(properties, "a:extLst"), "a:ext", {"uri": DECORATIVE})
        add(extension, "adec:decorative", {"val": "1"})


def _add_graphic(parent: Element, relationship: str, size: tuple[int, int]) -> None:
    frame = add(parent, "wp:cNvGraphicFramePr")
    add(frame, "a:graphicFrameLocks", {"noChangeAspect": "1"})
    data = add(add(parent, "a:graphic"), "a:graphicData", {"uri": NAMESPACES["pic"]})
    picture = add(data, "pic:pic")
    naming = add(picture, "pic:nvPicPr")
    add(naming, "pic:cNvPr", {"id": "0", "name": ""})
    add(naming, "pic:cNvPicPr")
    fill = add(picture, "pic:blipFill")
    add(fill, "a:blip", {"r:embed": relationship})
    add(add(fill, "a:stretch"), "a:fillRect")
    shape = add(picture, "pic:spPr")
    transform = add(shape, "a:xfrm")
    add(transform, "a:off", {"x": "0", "y": "0"})
    add(transform, "a:ext", {"cx": str(size[0]), "cy": str(size[1])})
    add(add(shape, "a:prstGeom", {"prst": "rect"}), "a:avLst")


def _write_caption(parent: Element, figure: Figure, session: Session, place: Place) -> None:
    """«Figur 2:» with the number as a SEQ field (§17.16.5.56), then the caption's words."""
    from_right = reads_from_right(figure.label + plain(figure.caption))
    paragraph = open_paragraph(parent, session, place, "caption", Shape(from_right=from_right))
    if figure.label:
        _write_label(paragraph, figure.label, session)
    if figure.label and figure.caption:
        add_runs(paragraph, ":", session, BOLD)
        add_runs(paragraph, " ", session)
    write_inlines(paragraph, figure.caption, session, place)


def _write_label(paragraph: Element, label: str, session: Session) -> None:
    found = _NUMBERED.fullmatch(label)
    word = found["word"].strip() if found else ""
    if not found or not word.isalpha():
        add_runs(paragraph, label, session, BOLD)
        return
    count = session.captions.get(word, 0) + 1
    number = int(found["number"])
    session.captions[word] = number
    add_runs(paragraph, word + found["space"], session, BOLD)
    restart = "" if number == count else f" \\r {number}"
    add_field(paragraph, f"SEQ {word} \\* ARABIC{restart}", found["number"], session, BOLD)


def write_behind(paragraph: Element, session: Session, story: Story, blob: bytes, size: tuple[int, int]) -> None:
    """A decorative PNG behind the text, in the middle of the page; ``size`` in EMU (ECMA-376 part 1 §20.4.2.3)."""
    drawing = add(add(paragraph, "w:r"), "w:drawing")
    flags = {"simplePos": "0", "relativeHeight": "0", "behindDoc": "1", "locked": "0"}
    flags |= {"layoutInCell": "0", "allowOverlap": "1"}
    anchor = add(drawing, "wp:anchor", dict.fromkeys(("distT", "distB", "distL", "distR"), "0") | flags)
    add(anchor, "wp:simplePos", {"x": "0", "y": "0"})
    for tag in ("wp:positionH", "wp:positionV"):
        add(add(anchor, tag, {"relativeFrom": "page"}), "wp:align").text = "center"
    _add_extent(anchor, size)
    add(anchor, "wp:wrapNone")
    _add_description(anchor, session, "")
    _add_graphic(anchor, _relationship(story, session, blob, "png"), size)

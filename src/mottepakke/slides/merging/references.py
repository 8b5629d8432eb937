"""Which relationships of a part are carried, and the elements that go when one is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from mottepakke.safe_xml import Element, local
from mottepakke.slides import codes
from mottepakke.slides.deck import LINKS, DeckFile, is_left_out, is_nothing
from mottepakke.slides.merging.findings import Findings
from mottepakke.slides.relations import Relationship
from mottepakke.slides.xml import R, below, remove

SAFE_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
NAMED = frozenset(
    (
        *("image", "hyperlink", "slide", "chart", "chartEx", "video", "audio", "media", "oleObject", "package", "tags"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "hdphoto", "model3d", "chartUserShapes"),
    )
)
"""Kinds of relationships that mean nothing unless the part's XML names them."""
LINK_ELEMENTS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")
GO_WITH_TARGET = frozenset(
    (
        *LINK_ELEMENTS,
        *("custData", "tags", "externalData", "userShapes", "audioFile", "videoFile", "wavAudioFile", "media", "snd"),
        *("svgBlip", "imgLayer", "legacyDrawing", "commentRel"),
    )
)
"""Elements that mean nothing without what they relate to."""
FRAMES = frozenset(("chart", "relIds", "oleObj", "control", "contentPart", "model3d"))
"""Elements that are all there is of the frame they stand in."""
UNSAFE_ACTION = re.compile(r"ppaction://(?!hlinksldjump|hlinkshowjump|media|ole|noaction)", re.I)
"""Actions that start a program, open a file or run a macro, or lead to a custom show."""
SHOW_ACTION = "ppaction://customshow"


def is_safe_link(address: str) -> bool:
    """Whether a link may lead to ``address``: a page, a mailbox or a telephone."""
    try:
        scheme = urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return False
    return scheme in SAFE_SCHEMES and address.isprintable()


def named_in(root: Element) -> set[str]:
    """The ids of the relationships that a part's XML names."""
    return {
        str(value)
        for element in root.iter("{*}*")
        for key, value in element.attrib.items()
        if str(key).startswith(R) or (key == "relId" and local(element) == "dataModelExt")
    }


def carried(deck: DeckFile, part: str, root: Element, slide: int, findings: Findings) -> Iterator[Relationship]:
    """The relationships of a part that may be carried; what is left out for a reason that matters is a finding."""
    names = named_in(root)
    for one in deck.package.relations(part):
        if is_left_out(deck.package, one) or (one.kind in NAMED and one.id not in names):
            continue
        if one.kind in LINKS:
            if one.external and is_safe_link(one.target):
                yield one
            elif not is_nothing(one.target):
                findings.note(codes.LINK_REMOVED, slide=slide, what=one.target)
        elif not one.external and one.target in deck.package:
            yield one


def drop_references(root: Element, kept: set[str], slide: int, findings: Findings) -> bool:
    """Take out what names a relationship that is not among ``kept``; returns whether anything changed."""
    changed = False
    for element in list(root.iter("{*}*")):
        lost = [key for key, value in element.attrib.items() if str(key).startswith(R) and value and value not in kept]
        if lost:
            changed = True
            _take_out(element, lost, slide, findings)
    return _drop_actions(root, slide, findings) or changed


def _take_out(element: Element, lost: list[str], slide: int, findings: Findings) -> None:
    name = local(element)
    if name in GO_WITH_TARGET:
        _remove_with_holder(element)
    elif name in FRAMES:
        findings.note(codes.CONTENT_MISSING, slide=slide)
        remove(next(element.iterancestors("{*}graphicFrame", "{*}contentPart"), element))
    else:
        if name in ("blip", "imagedata"):
            findings.note(codes.CONTENT_MISSING, slide=slide)
        for key in lost:
            del element.attrib[key]


def _remove_with_holder(element: Element) -> None:
    """Remove an element, and the list or extension that holds nothing else."""
    holder = element.getparent()
    remove(element)
    if holder is not None and len(holder) == 0 and local(holder) in ("custDataLst", "ext", "sndAc", "stSnd"):
        _remove_with_holder(holder)


def _drop_actions(root: Element, slide: int, findings: Findings) -> bool:
    """Take out actions that no show of ours may do; they need no relationship."""
    changed = False
    for element in below(root, *LINK_ELEMENTS):
        action = element.get("action", "")
        if UNSAFE_ACTION.match(action):
            changed = True
            remove(element)
            if action.startswith(SHOW_ACTION):
                findings.note(codes.JUMP_REMOVED, slide=slide)
            else:
                findings.note(codes.LINK_REMOVED, slide=slide, what=action)
    return changed

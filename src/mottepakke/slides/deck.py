"""Decks as PowerPoint keeps them: slides in order, size, and all that they reach, examined before anything is taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from mottepakke.safe_xml import Element, local
from mottepakke.slides import codes
from mottepakke.slides.kinds import PRESENTATIONS, described
from mottepakke.slides.limits import Limits, megabytes
from mottepakke.slides.package import CONTENT_TYPES, Package, open_package
from mottepakke.slides.refusal import Refused
from mottepakke.slides.relations import Relationship
from mottepakke.slides.xml import P, R

FALSE = frozenset(("0", "false", "off"))
STRICT = "http://purl.oclc.org/ooxml/"
"""The namespaces of ISO/IEC 29500 Strict begin so; its parts may not stand beside transitional ones."""
LINKS = frozenset(("hyperlink",))
"""Kinds of relationships that may lead outside: nothing is fetched until somebody clicks."""
LEFT_OUT = frozenset(
    ("comments", "commentAuthors", "threadedComment", "customXml", "slideUpdateInfo", "slideUpdateUrl", "handoutMaster")
)
"""Kinds of relationships that are never followed: they hold what people said to each other, or what no slide shows."""
SLIDE_TYPE, LAYOUT_TYPE, MASTER_TYPE, NOTES_TYPE, NOTES_MASTER_TYPE = (
    f"application/vnd.openxmlformats-officedocument.presentationml.{kind}+xml"
    for kind in ("slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster")
)
STRUCTURE = {
    "slide": SLIDE_TYPE,
    "slideLayout": LAYOUT_TYPE,
    "slideMaster": MASTER_TYPE,
    "notesSlide": NOTES_TYPE,
    "notesMaster": NOTES_MASTER_TYPE,
}
"""What the parts are that carry others, by the kind of relationship that leads to them."""
REQUIRED = {
    SLIDE_TYPE: "slideLayout",
    LAYOUT_TYPE: "slideMaster",
    MASTER_TYPE: "theme",
    NOTES_TYPE: "notesMaster",
    NOTES_MASTER_TYPE: "theme",
}
"""What such a part cannot be without (ECMA-376 part 1 §13.3.8 to §13.3.10)."""
CODE_KINDS = frozenset(("vbaProject", "control", "activeXControlBinary"))
NO_TYPE = ("", "application/xml")
"""What a part has that the package says nothing of; all that slides consist of have types of their own."""
INK = "application/inkml+xml"
VML = "application/vnd.openxmlformats-officedocument.vmldrawing"
CHUNK = 1 << 20


class SlideEntry(Struct, frozen=True):
    """A slide of a deck: its number from 1, the name of its part, its id in the deck, whether it is hidden."""

    number: int
    part: str
    id: int
    hidden: bool


class DeckFile:
    """An open deck. Use it in a ``with`` statement, or close it.

    ``name`` is how messages name the file, ``size`` the slides' width and height in EMU.
    """

    def __init__(self, package: Package, name: str) -> None:
        self.package = package
        self.name = name
        self.main = _main(package)
        self.presentation: Element = package.xml(self.main)
        _check_transitional(self.presentation, self.main)
        self.size = _size(self.presentation, self.main)
        self.slides = tuple(_slides(package, self.main, self.presentation))

    def __enter__(self) -> DeckFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.package.close()

    def relations_of(self, part: str, kind: str) -> Iterator[Relationship]:
        """The relationships of one kind that stay inside the package and lead to a part that is there."""
        for one in self.package.relations(part):
            if one.kind == kind and not one.external and one.target in self.package:
                yield one


def open_deck(source: Path | bytes, name: str, limits: Limits | None = None) -> DeckFile:
    """A deck (pptx, potx or ppsx) that may be taken in: every part its slides reach has been read once.

    ``source`` is a file, or its content; ``name`` is how messages name it.

    Raises:
        Refused: broken, encrypted, with program code, of an old format, no presentation, above a limit, or with content that
            lies outside the file.
    """
    package = open_package(source, limits or Limits())
    try:
        deck = DeckFile(package, name)
        if not deck.slides:
            raise Refused(codes.NO_SLIDES)
        _examine(deck)
    except BaseException:
        package.close()
        raise
    return deck


def is_xml(content_type: str) -> bool:
    """Whether a part is XML; VML is not, for it need not be well-formed."""
    return content_type.endswith(("+xml", "/xml")) and content_type.lower() != f"{VML}+xml"


def _main(package: Package) -> str:
    main = package.main
    content_type = package.content_type(main)
    if package.has_code:
        raise Refused(codes.MACROS)
    if content_type not in PRESENTATIONS:
        raise Refused(codes.NOT_A_PRESENTATION, found=described(content_type))
    return main


def _check_transitional(presentation: Element, part: str) -> None:
    if str(presentation.tag).startswith(f"{{{STRICT}"):
        raise Refused(codes.OLD_FORMAT, found="Strict Open XML")
    if presentation.tag != f"{P}presentation":
        raise Refused(codes.BROKEN, part=part)


def _size(presentation: Element, part: str) -> tuple[int, int]:
    """The size of slides (ECMA-376 part 1 §19.2.1.39), between 1 and 56 inches a side."""
    element = presentation.find(f"{P}sldSz")
    try:
        size = (int(element.get("cx", "")), int(element.get("cy", ""))) if element is not None else (0, 0)
    except ValueError:
        size = (0, 0)
    if not all(914400 <= side <= 51206400 for side in size):
        raise Refused(codes.BROKEN, part=part)
    return size


def _slides(package: Package, main: str, presentation: Element) -> Iterator[SlideEntry]:
    """The slides in the order of ``p:sldIdLst`` (ECMA-376 part 1 §19.2.1.34)."""
    targets = {one.id: one.target for one in package.relations(main) if one.kind == "slide" and not one.external}
    entries = presentation.findall(f"{P}sldIdLst/{P}sldId")
    if len(entries) > package.limits.slides:
        raise Refused(codes.TOO_LARGE, limit=f"@package_slides:{package.limits.slides}")
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        part, identity = targets.get(entry.get(f"{R}id", ""), ""), entry.get("id", "")
        if part not in package or part in seen or not identity.isdecimal() or package.content_type(part) != SLIDE_TYPE:
            raise Refused(codes.BROKEN, part=part or main)
        seen.add(part)
        slide = package.xml(part)
        if slide.tag != f"{P}sld" or slide.find(f"{P}cSld/{P}spTree") is None:
            raise Refused(codes.BROKEN, part=part)
        yield SlideEntry(number, part, int(identity), slide.get("show", "").lower() in FALSE)


def _examine(deck: DeckFile) -> None:
    """Read every part that the slides reach, once."""
    seen: set[str] = set()
    styles = [one.target for one in deck.relations_of(deck.main, "tableStyles")]
    for part in (CONTENT_TYPES, *styles):
        deck.package.xml(part)
    for slide in deck.slides:
        waiting = [slide.part]
        while waiting:
            part = waiting.pop()
            if part.lower() not in seen:
                seen.add(part.lower())
                _read_once(deck, part, slide.number)
                waiting += [one.target for one in followed(deck, part, slide.number)]


def followed(deck: DeckFile, part: str, slide: int = 0) -> Iterator[Relationship]:
    """The relationships of a part that lead on to what a slide consists of.

    Not jumps to other slides, nor the way back from notes, nor from a master to layouts that the slide does not use.

    Raises:
        Refused: content outside the file, or a part that is not there; ``slide`` is the number that the finding names.
    """
    content_type = deck.package.content_type(part)
    relations = deck.package.relations(part)
    if content_type in REQUIRED and sum(one.kind == REQUIRED[content_type] for one in relations) != 1:
        raise Refused(codes.BROKEN, part=part)
    for one in relations:
        if is_left_out(deck.package, one) or one.kind == "slide" or (one.kind in LINKS and one.external):
            continue
        if content_type == MASTER_TYPE and one.kind == "slideLayout":
            continue
        if one.external and not is_nothing(one.target):
            raise Refused(codes.EXTERNAL_CONTENT, slide=slide, what=one.target)
        if one.kind in CODE_KINDS:
            raise Refused(codes.MACROS)
        if one.target in deck.package:
            _check_kind(one, deck.package.content_type(one.target))
            yield one
        elif one.kind != "image" and not one.external:
            raise Refused(codes.BROKEN, part=one.target)


def _check_kind(one: Relationship, content_type: str) -> None:
    """Refuse a part that stands in the place of another kind of part."""
    if STRUCTURE.get(one.kind, "") != (content_type if content_type in STRUCTURE.values() else ""):
        raise Refused(codes.BROKEN, part=one.target)


def is_left_out(package: Package, one: Relationship) -> bool:
    """Whether a relationship is never followed. Ink has the kind of custom XML, but is drawn."""
    return one.kind in LEFT_OUT and (one.external or package.content_type(one.target) != INK)


def is_nothing(target: str) -> bool:
    """Whether a target is what PowerPoint writes for a picture that was lost."""
    return target.rpartition("/")[2].upper() == "NULL"


def _read_once(deck: DeckFile, part: str, slide: int) -> None:
    """Parse XML, but for slides, which have been; of other parts, compare the size and the checksum."""
    package = deck.package
    content_type = package.content_type(part)
    if content_type in NO_TYPE:
        raise Refused(codes.BROKEN, part=part)
    if content_type == SLIDE_TYPE:
        return
    if is_xml(content_type):
        root = package.xml(part)
        if local(root) in ("sldLayout", "sldMaster", "notes") and root.find(f"{P}cSld/{P}spTree") is None:
            raise Refused(codes.BROKEN, part=part)
        return
    if package.size(part) > package.limits.media:
        name, size, limit = part.rpartition("/")[2], package.size(part), package.limits.media
        raise Refused(codes.MEDIA_TOO_LARGE, slide=slide, part=name, size=megabytes(size), limit=megabytes(limit))
    with package.open(part) as stream:
        while stream.read(CHUNK):
            pass

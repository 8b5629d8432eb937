"""Finds what is wrong with a PowerPoint package, part by part (ECMA-376 parts 1 and 2); knows nothing of the program."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TYPES = "[Content_Types].xml"
PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml."
STRUCTURE = {
    "slide": "slide+xml",
    "slideLayout": "slideLayout+xml",
    "slideMaster": "slideMaster+xml",
    "notesSlide": "notesSlide+xml",
    "notesMaster": "notesMaster+xml",
    "tableStyles": "tableStyles+xml",
}
NAMED = {"image", "hyperlink", "slide", "chart", "video", "audio", "media", "oleObject", "package", "tags"} | {
    f"diagram{part}" for part in ("Data", "Layout", "QuickStyle", "Colors")
}
"""Relationships that the XML of their part must name."""
FORBIDDEN = ("vbaproject", "macroenabled", "activex")


@dataclass(frozen=True)
class Link:
    id: str
    kind: str
    target: str
    external: bool


class Package:
    """All parts of a package in memory, for tests."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.bad = archive.testzip()
            self.entries = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.entries}
        root = etree.fromstring(self.parts[TYPES])
        self.defaults = {one.get("Extension").lower(): one.get("ContentType") for one in root.iterfind("{*}Default")}
        self.overrides = {one.get("PartName").lstrip("/"): one.get("ContentType") for one in root.iterfind("{*}Override")}
        self.names = [name for name in self.entries if name != TYPES and "_rels/" not in name]
        self.trees: dict[str, Any] = {}

    def type_of(self, part: str) -> str:
        return str(self.overrides.get(part) or self.defaults.get(part.rpartition(".")[2].lower(), ""))

    def links(self, part: str = "") -> list[Link]:
        folder, name = posixpath.split(part)
        data = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [] if data is None else [_link(one, part) for one in etree.fromstring(data).iterfind("{*}Relationship")]

    def linked(self, part: str, kind: str) -> list[str]:
        return [one.target for one in self.links(part) if one.kind == kind]

    def tree(self, part: str) -> Any:
        if part not in self.trees:
            self.trees[part] = etree.fromstring(self.parts[part])
        return self.trees[part]

    @property
    def main(self) -> str:
        return self.linked("", "officeDocument")[0]

    @property
    def slides(self) -> list[str]:
        """The parts of the slides in their order."""
        targets = {one.id: one.target for one in self.links(self.main)}
        return [targets[one.get(f"{R}id")] for one in self.tree(self.main).iterfind(f"{P}sldIdLst/{P}sldId")]


def _link(element: Any, part: str) -> Link:
    external = element.get("TargetMode") == "External"
    target = element.get("Target")
    if not external:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")
    return Link(element.get("Id"), element.get("Type").rpartition("/")[2], target, external)


def faults(data: bytes) -> list[str]:
    """Everything that is wrong; an empty list for a sound deck."""
    package = Package(data)
    found = [*_zip(package), *_types(package), *_links(package), *_xml(package)]
    return found or [
        *_references(package),
        *_presentation(package),
        *_structure(package),
        *_sections(package),
        *_ids(package),
    ]


def _zip(package: Package) -> Iterator[str]:
    if package.bad:
        yield f"{package.bad}: checksum"
    for name, count in Counter(name.lower() for name in package.entries).items():
        if count > 1:
            yield f"{name}: stands {count} times"
    if package.entries[:2] != [TYPES, "_rels/.rels"]:
        yield "the parts that describe the package do not stand first"


def _types(package: Package) -> Iterator[str]:
    for name in package.names:
        kind = package.type_of(name)
        if not kind or (name.endswith(".xml") and kind == "application/xml" and "customXml" not in name):
            yield f"{name}: no content type"
        if any(word in kind.lower() for word in FORBIDDEN):
            yield f"{name}: code ({kind})"
    for name in package.overrides:
        if name not in package.parts:
            yield f"{name}: content type without a part"


def _links(package: Package) -> Iterator[str]:
    reached = set()
    for source in ["", *package.names]:
        links = package.links(source)
        if len({one.id for one in links}) != len(links):
            yield f"{source}: relationship ids are not unique"
        for one in links:
            if one.external:
                if one.kind != "hyperlink":
                    yield f"{source}: {one.kind} lies outside ({one.target})"
            elif one.target not in package.parts:
                yield f"{source}: {one.id} leads to {one.target}, which is not there"
            else:
                reached.add(one.target)
    for name in package.entries:
        if "_rels/" in name and name != "_rels/.rels":
            owner = name.replace("_rels/", "").removesuffix(".rels")
            if owner not in package.parts:
                yield f"{name}: relationships of nothing"
    yield from (f"{name}: orphan" for name in package.names if name not in reached)


def _xml(package: Package) -> Iterator[str]:
    for name in package.entries:
        if name.endswith((".xml", ".rels")):
            try:
                package.tree(name)
            except etree.XMLSyntaxError as error:
                yield f"{name}: {error}"


def _references(package: Package) -> Iterator[str]:
    for name in package.names:
        if not package.type_of(name).endswith("xml") or name.endswith(".vml"):
            continue
        links = {one.id: one for one in package.links(name)}
        used = set()
        for element in package.tree(name).iter("*"):
            used |= {value for key, value in element.attrib.items() if key.startswith(R) and value}
            if element.tag.endswith("}dataModelExt"):
                for slide in [part for part in package.names if name in [one.target for one in package.links(part)]]:
                    if element.get("relId") not in {one.id for one in package.links(slide)}:
                        yield f"{name}: drawing {element.get('relId')} is not related to {slide}"
        yield from (f"{name}: names {one}, which is not there" for one in sorted(used - links.keys()))
        for one in links.values():
            is_way_back = one.kind == "slide" and package.type_of(name) == f"{PRESENTATIONML}notesSlide+xml"
            if one.kind in NAMED and one.id not in used and not is_way_back:
                yield f"{name}: {one.id} ({one.kind}) is not named"
            wanted = STRUCTURE.get(one.kind)
            if wanted and package.type_of(one.target) != PRESENTATIONML + wanted:
                yield f"{name}: {one.id} ({one.kind}) leads to {package.type_of(one.target)}"


def _presentation(package: Package) -> Iterator[str]:
    root = package.tree(package.main)
    links = {one.id: one for one in package.links(package.main)}
    for listing, kind in (("sldIdLst/sldId", "slide"), ("sldMasterIdLst/sldMasterId", "slideMaster")):
        named = [links[one.get(f"{R}id")] for one in root.iterfind("/".join(f"{P}{word}" for word in listing.split("/")))]
        if any(one.kind != kind for one in named) or len({one.target for one in named}) != len(named):
            yield f"{listing}: wrong or double"
        if {one.target for one in named} != {one.target for one in links.values() if one.kind == kind}:
            yield f"{listing}: not all that the presentation relates to"
    ids = [int(one.get("id")) for one in root.iterfind(f"{P}sldIdLst/{P}sldId")]
    if len(set(ids)) != len(ids) or not all(256 <= one < 2**31 for one in ids):
        yield f"ids of slides: {ids}"
    if len([one for one in links.values() if one.kind == "notesMaster"]) > 1:
        yield "more than one notes master"
    order = [etree.QName(one).localname for one in root]
    wanted = ["sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz"]
    if [one for one in order if one in wanted] != [one for one in wanted if one in order]:
        yield f"order in the presentation: {order}"


def _structure(package: Package) -> Iterator[str]:
    masters = package.linked(package.main, "slideMaster")
    numbers = [int(one.get("id")) for one in package.tree(package.main).iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")]
    themes: Counter[str] = Counter()
    for master in masters:
        links = {one.id: one for one in package.links(master)}
        listed = package.tree(master).findall(f"{P}sldLayoutIdLst/{P}sldLayoutId")
        numbers += [int(one.get("id")) for one in listed]
        layouts = [links[one.get(f"{R}id")].target for one in listed]
        if sorted(layouts) != sorted(package.linked(master, "slideLayout")) or len(set(layouts)) != len(layouts):
            yield f"{master}: layouts listed {layouts}"
        yield from (f"{layout}: not of {master}" for layout in layouts if package.linked(layout, "slideMaster") != [master])
        themes.update(package.linked(master, "theme"))
    if len(set(numbers)) != len(numbers) or not all(2**31 <= one < 2**32 for one in numbers):
        yield f"ids of masters and layouts: {numbers}"
    yield from (f"{theme}: the theme of {count} masters" for theme, count in themes.items() if count > 1)
    for slide in package.slides:
        layouts = package.linked(slide, "slideLayout")
        if len(layouts) != 1 or package.linked(layouts[0], "slideMaster")[0] not in masters:
            yield f"{slide}: layouts {layouts}"
        for notes in package.linked(slide, "notesSlide"):
            if package.linked(notes, "slide") != [slide]:
                yield f"{notes}: does not lead back to {slide}"
            if package.linked(notes, "notesMaster") != package.linked(package.main, "notesMaster"):
                yield f"{notes}: has another notes master"


def _sections(package: Package) -> Iterator[str]:
    root = package.tree(package.main)
    slides = [one.get("id") for one in root.iterfind(f"{P}sldIdLst/{P}sldId")]
    for listing in root.iter(f"{P14}sectionLst"):
        members = [one.get("id") for one in listing.iter(f"{P14}sldId")]
        if members != slides:
            yield f"sections hold {members}, the presentation {slides}"


def _ids(package: Package) -> Iterator[str]:
    for slide in package.slides:
        shapes: dict[str, int] = defaultdict(int)
        everything = set()
        for one in package.tree(slide).iter("{*}cNvPr"):
            everything.add(one.get("id"))
            if next(one.iterancestors(f"{MC}Fallback"), None) is None:
                shapes[one.get("id")] += 1
        yield from (f"{slide}: shape {one} stands {count} times" for one, count in shapes.items() if count > 1)
        for target in package.tree(slide).iter(f"{P}spTgt"):
            if target.get("spid") not in everything:
                yield f"{slide}: an animation of shape {target.get('spid')}, which is not there"

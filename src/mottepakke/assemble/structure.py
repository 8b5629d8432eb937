"""Joining structure trees (ISO 32000-1, 14.7): one /Document for the pack, one /Part for each of its documents.

Within a source, everything that could mean something else in the merged file is renamed before its pages are copied:
keys of the parent tree, element identifiers (also where tables name them as /Headers), role names and class names.
qpdf then copies the tree in one go, and only the roots are joined here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from mottepakke.assemble.objects import chain, decoded_name, entry, items_of, mapping, name_of, pairs_of, tree_pairs

STANDARD_TYPES = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *("Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH"),
        *("TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)
"""ISO 32000-1, 14.8.4. A role map may not give one of them another meaning (ISO 14289-1, 7.1)."""

ROLE = re.compile(rb"(/[^\s/<>\[\]()]+)\s+(/[^\s/<>\[\]()]+)")
MAX_ROLE_STEPS = 20
KEYS_A_NODE = 500
DEEPEST_HEADING = 6


class Renaming(Struct):
    """What changes its name in one source."""

    prefix: str
    keys: dict[int, int]
    roles: dict[str, str]
    has_classes: bool
    unnumbered: frozenset[str] = frozenset(("H",))
    """Roles of headings whose level only their place in the tree says."""
    headings: list[Object] = field(default_factory=list)
    identified: list[tuple[bytes, Object]] = field(default_factory=list)

    def identifier(self, old: object) -> String:
        """The element identifier as it stands in the merged file."""
        return String(self.prefix.encode() + bytes(old)) if isinstance(old, String) else String(self.prefix)


class Trees(Struct):
    """The joined tree while it grows."""

    out: Pdf
    document: Object
    root: Object
    next_key: int = 0
    roles: dict[str, str] = field(default_factory=dict)
    parents: dict[int, Object] = field(default_factory=dict)
    identified: list[tuple[bytes, Object]] = field(default_factory=list)

    @classmethod
    def start(cls, out: Pdf, title: str, language: str) -> Trees:
        """An empty tree with its /Document."""
        root = out.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(), T=title, Lang=language)
        root.K = out.make_indirect(document)
        out.Root.StructTreeRoot = root
        return cls(out, root.K, root)

    def renaming(self, pdf: Pdf, number: int) -> Renaming:
        """Decide what changes its name in the source that becomes part ``number``; reserves its parent tree keys."""
        tree = entry(pdf.Root, "/StructTreeRoot")
        old = sorted({key for key, _ in tree_pairs(entry(tree, "/ParentTree"), "/Nums") if isinstance(key, int)})
        role_map = entry(tree, "/RoleMap")
        keys = {key: self.next_key + index for index, key in enumerate(old)}
        self.next_key += len(old)
        return Renaming(
            prefix=f"d{number}-",
            keys=keys,
            roles=self._roles(role_map, number),
            unnumbered=frozenset(("H", *_roles_of("H", _read_roles(role_map)))),
            has_classes=bool(mapping(entry(tree, "/ClassMap"))),
        )

    def join(self, tree: object, elements: Sequence[Object], renaming: Renaming, title: str, language: str) -> None:
        """Hang the copied tree of a source, and ``elements``, those of ``renaming.identified``, under the document."""
        tops: list[Object] = [top for top in items_of(entry(tree, "/K")) if isinstance(top, Dictionary)]
        self._hang(self._part(tops), title, language)
        self._join_parent_tree(tree, renaming)
        self._join_classes(tree, renaming)
        self._join_namespaces(tree)
        self.identified += [(name, new) for (name, _), new in zip(renaming.identified, elements, strict=True)]

    def last_first(self) -> None:
        """What was joined last is read first."""
        *others, last = self.document.K
        self.document.K = Array([last, *others])

    def finish(self) -> None:
        """Write the trees and maps that name things of all parts."""
        root = self.root
        root.ParentTree = self._parent_tree()
        root.ParentTreeNextKey = self.next_key
        if self.roles:
            root.RoleMap = Dictionary({f"/{old}": Name(f"/{new}") for old, new in sorted(self.roles.items())})
        if self.identified:
            pairs = sorted(dict(self.identified).items())
            names = Array([value for name, element in pairs for value in (String(name), element)])
            root.IDTree = self.out.make_indirect(Dictionary(Names=names))

    def _roles(self, role_map: object, number: int) -> dict[str, str]:
        """Merge a role map; gives the structure types that need another name in this source."""
        own = _read_roles(role_map)
        renamed: dict[str, str] = {}
        for role in own:
            meaning = _resolve(role, own)
            if role in STANDARD_TYPES or meaning == role:
                renamed[role] = meaning
            elif self.roles.setdefault(role, meaning) != meaning:
                renamed[role] = f"{role}-{number}"
                self.roles[renamed[role]] = meaning
            elif not role.isascii():
                renamed[role] = role
        return {old: new for old, new in renamed.items() if old != new or not old.isascii()}

    def _part(self, tops: list[Object]) -> Object:
        """The source's own /Document turned into a /Part, or a new one around its topmost elements."""
        if len(tops) == 1 and name_of(tops[0].get("/S")) == "Document":
            tops[0].S = Name.Part
            return tops[0]
        part = self.out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, K=Array(tops)))
        for top in tops:
            top.P = part
        return part

    def new_part(self, title: str, language: str) -> Object:
        """A /Part without content, at the end of the document."""
        part = self.out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, K=Array()))
        self._hang(part, title, language)
        return part

    def add_parent(self, value: Object) -> int:
        """Enter what a page's marks or an annotation belong to; gives the key for /StructParents or /StructParent."""
        key = self.next_key
        self.next_key += 1
        self.parents[key] = value
        return key

    def _hang(self, part: Object, title: str, language: str) -> None:
        part.T, part.P = String(title), self.document
        if language:
            part.Lang = String(language)
        self.document.K.append(part)

    def _join_parent_tree(self, copied: object, renaming: Renaming) -> None:
        for key, value in tree_pairs(entry(copied, "/ParentTree"), "/Nums"):
            if isinstance(key, int) and value is not None:
                self.parents[renaming.keys[key]] = value

    def _parent_tree(self) -> Object:
        keys = sorted(self.parents)
        nodes = []
        for start in range(0, len(keys), KEYS_A_NODE):
            own = keys[start : start + KEYS_A_NODE]
            numbers = Array([value for key in own for value in (key, self.parents[key])])
            nodes.append(self.out.make_indirect(Dictionary(Limits=Array([own[0], own[-1]]), Nums=numbers)))
        return self.out.make_indirect(Dictionary(Kids=Array(nodes)) if nodes else Dictionary(Nums=Array()))

    def _join_classes(self, copied: object, renaming: Renaming) -> None:
        for name, value in pairs_of(entry(copied, "/ClassMap")):
            if "/ClassMap" not in self.root:
                self.root.ClassMap = Dictionary()
            self.root.ClassMap[f"/{renaming.prefix}{name[1:]}"] = value

    def _join_namespaces(self, copied: object) -> None:
        spaces = items_of(entry(copied, "/Namespaces"))
        if spaces:
            self.root.Namespaces = Array([*items_of(self.root.get("/Namespaces")), *spaces])


def rename_element(element: Dictionary | Stream, keys: set[str], renaming: Renaming) -> None:
    """Rename what one structure element, whose entries are ``keys``, carries of the names of its document."""
    if "/ID" in keys:
        element.ID = renaming.identifier(element.ID)
        renaming.identified.append((bytes(element.ID), element))
    if "/A" in keys:
        attributes = element["/A"]
        for item in attributes if isinstance(attributes, Array) else (attributes,):
            if isinstance(item, Dictionary) and "/Headers" in item:
                item["/Headers"] = Array([renaming.identifier(name) for name in items_of(item["/Headers"])])
    role = name_of(element["/S"])
    if role in renaming.unnumbered:
        renaming.headings.append(element)
    elif role in renaming.roles:
        element.S = Name(f"/{renaming.roles[role]}")
    if renaming.has_classes and "/C" in keys:
        names = [Name(f"/{renaming.prefix}{name_of(item)}") if name_of(item) else item for item in items_of(element.C)]
        element.C = Array(names)


def number_headings(renaming: Renaming) -> None:
    """Give headings without a level the one their place says (ISO 14289-1, 7.4.4: a document uses /H or /H1 …, not both).

    The level is the number of elements around a heading that have a heading without a level among their children.
    """
    parents = [mapping(heading.get("/P")) for heading in renaming.headings]
    headed = {parent.objgen for parent in parents if parent is not None}
    for heading in renaming.headings:
        around = sum(1 for parent in chain(heading.get("/P"), "/P") if parent.objgen in headed)
        heading.S = Name(f"/H{min(max(around, 1), DEEPEST_HEADING)}")


def rename_keys(holder: Dictionary | Stream, renaming: Renaming) -> None:
    """Give /StructParent and /StructParents the key they have in the merged parent tree; a dangling one goes."""
    for key in ("/StructParent", "/StructParents"):
        if key in holder:
            old: Any = holder.get(key)
            new = renaming.keys.get(old) if isinstance(old, int) else None
            if new is None:
                del holder[key]
            else:
                holder[key] = new


def _read_roles(role_map: object) -> dict[str, str]:
    """Role to type. Read as written, for Norwegian style names in files of some years ago are not UTF-8."""
    holder = mapping(role_map)
    found = ROLE.findall(holder.unparse(resolved=True)) if holder is not None else []
    return {decoded_name(role): decoded_name(meaning) for role, meaning in found}


def _roles_of(meaning: str, roles: dict[str, str]) -> list[str]:
    return [role for role in roles if _resolve(role, roles) == meaning]


def _resolve(role: str, roles: dict[str, str]) -> str:
    """The standard type, or the last one a role leads to."""
    for _ in range(MAX_ROLE_STEPS):
        if role not in roles or not roles[role]:
            break
        role = roles[role]
    return role

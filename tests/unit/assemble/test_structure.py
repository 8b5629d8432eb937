"""The joined structure tree: one document, nothing lost, nothing meaning two things."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from mottepakke.assemble.pack import AssembledPack, assemble_pack
from tests.unit.assemble import corpus, reading


@pytest.fixture(scope="module")
def pack() -> AssembledPack:
    return assemble_pack(corpus.plan(corpus.part(1), corpus.part(2), corpus.attachment(2, corpus.note(3))))


def changed(data: bytes, change: Any) -> bytes:
    """A tagged file with something else in it."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return corpus.saved(pdf)


def roles(data: bytes) -> list[str]:
    with reading.opened(data) as pdf:
        return [str(element.S)[1:] for _, element in reading.elements(pdf)]


def test_one_document_holds_a_part_for_each_file(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        root = pdf.Root.StructTreeRoot
        assert Name.Document == root.K.S
        assert root == root.K.P
        assert [(str(part.S), str(part.T), str(part.Lang)) for part in root.K.K] == [
            ("/Part", "Innhold", "nb-NO"),
            ("/Part", "Vedlegg 1: Toppnotat om sak 1", "nb-NO"),
            ("/Part", "Vedlegg 2: Toppnotat om sak 2", "nb-NO"),
            ("/Part", "Vedlegg 2A: Fil til sak 2", "nb-NO"),
        ]
        assert all(part.P == root.K for part in root.K.K)


def test_every_element_of_a_source_is_kept(pack: AssembledPack) -> None:
    own = [roles(corpus.note(number)) for number in (1, 2, 3)]
    merged = roles(pack.data)
    start = merged.index("Part", 2)
    assert merged[start:] == [role for source in own for role in ["Part", *source[1:]]]


def test_contents_are_tagged_as_such(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        part = pdf.Root.StructTreeRoot.K.K[0]
        assert [str(element.S)[1:] for element in part.K] == ["P", "H1", "P", "TOC", "P", "TOC"]
        assert [str(entry.S)[1:] for entry in part.K[5].K] == ["TOCI", "TOCI"]


def test_identifiers_are_unique_and_in_the_tree(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        identified = {bytes(element.ID): element.objgen for _, element in reading.elements(pdf) if "/ID" in element}
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert len(identified) == 3 * 3
    assert [bytes(name) for name in names[::2]] == sorted(identified)
    assert [value.objgen for value in names[1::2]] == [identified[name] for name in sorted(identified)]


def test_cells_name_the_headers_of_their_own_table() -> None:
    body = "= Tabell\n#table(columns: 2, table.header([A], [B]), table.header(level: 2, [C], [D]), [1], [2])"
    source = corpus.typeset(body)
    pack = assemble_pack(corpus.plan(corpus.part(1, source), corpus.part(2, source)))
    with reading.opened(pack.data) as pdf:
        known = {bytes(element.ID) for _, element in reading.elements(pdf) if "/ID" in element}
        headers = [
            bytes(name)
            for _, element in reading.elements(pdf)
            for attributes in element.get("/A", [])
            if isinstance(attributes, Dictionary)
            for name in attributes.get("/Headers", [])
        ]
    assert len(headers) == 2 * 4
    assert set(headers) <= known
    assert len({name.partition(b"-")[0] for name in headers}) == 2


def test_pages_and_annotations_find_their_elements(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        tree = reading.parent_tree(pdf)
        keys = []
        for page in pdf.pages:
            keys.append(page.obj.StructParents)
            for element in tree[page.obj.StructParents]:
                assert element.Pg == page.obj or any(
                    isinstance(kid, Dictionary) and kid.get("/Pg") == page.obj for kid in element.K
                )
            for annotation in page.obj.get("/Annots", []):
                keys.append(annotation.StructParent)
                assert any(
                    isinstance(kid, Dictionary) and kid.get("/Obj") == annotation for kid in tree[annotation.StructParent].K
                )
        assert sorted(keys) == sorted(tree)
        assert pdf.Root.StructTreeRoot.ParentTreeNextKey > max(tree)


def test_parent_tree_nodes_say_their_limits(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        for node in pdf.Root.StructTreeRoot.ParentTree.Kids:
            keys = list(node.Nums)[::2]
            assert keys == sorted(keys)
            assert list(node.Limits) == [keys[0], keys[-1]]


def test_a_role_that_means_two_things_gets_two_names() -> None:
    def with_role(meaning: str) -> Any:
        def change(pdf: Pdf) -> None:
            pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/Ramme": Name(meaning)})
            next(element for _, element in reading.elements(pdf) if element.S == Name.P).S = Name.Ramme

        return change

    first, second = changed(corpus.note(1), with_role("/Sect")), changed(corpus.note(2), with_role("/Div"))
    pack = assemble_pack(corpus.plan(corpus.part(1, first), corpus.part(2, second)))
    with reading.opened(pack.data) as pdf:
        role_map = pdf.Root.StructTreeRoot.RoleMap
        used = [str(element.S) for _, element in reading.elements(pdf) if str(element.S).startswith("/Ramme")]
        assert [role_map[role] for role in used] == ["/Sect", "/Div"]


def test_a_standard_role_is_not_given_another_meaning_in_other_parts() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/H2": Name.P})

    pack = assemble_pack(corpus.plan(corpus.part(1, changed(corpus.note(1), change)), corpus.part(2)))
    with reading.opened(pack.data) as pdf:
        assert "/H2" not in pdf.Root.StructTreeRoot.get("/RoleMap", {})
        headings = [[str(kid.S) for kid in part.K if kid.S == Name.H2] for part in pdf.Root.StructTreeRoot.K.K]
        assert [len(found) for found in headings] == [0, 0, 2]


def test_role_names_of_older_programs_are_read() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = pikepdf.Object.parse(b"<</Br#f8dtekst /P>>")
        next(element for _, element in reading.elements(pdf) if element.S == Name.P).S = pikepdf.Object.parse(
            b"/Br#f8dtekst"
        )

    pack = assemble_pack(corpus.plan(corpus.part(1, changed(corpus.note(1), change))))
    with reading.opened(pack.data) as pdf:
        assert pdf.Root.StructTreeRoot.RoleMap["/Brødtekst"] == Name.P
        assert "/Brødtekst" in [str(element.S) for _, element in reading.elements(pdf)]


def test_headings_without_a_level_get_the_one_of_their_place() -> None:
    def change(pdf: Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        root.RoleMap = Dictionary({"/Overskrift": Name.H})
        first, second, third = (element for _, element in reading.elements(pdf) if str(element.S)[:2] in ("/H",))
        section = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=root.K[0], K=Array([second, third])))
        root.K[0].K = Array([kid for kid in root.K[0].K if kid not in (second, third)] + [section])
        first.S, second.S, third.S = Name.H, Name.Overskrift, Name.H
        second.P = third.P = section

    pack = assemble_pack(corpus.plan(corpus.part(1, changed(corpus.note(1), change)), corpus.part(2)))
    assert [role for role in roles(pack.data) if role[0] == "H"] == ["H1", "H1", "H2", "H2", "H1", "H2", "H2"]


def test_classes_of_two_parts_stay_apart() -> None:
    def with_class(placement: Name) -> Any:
        def change(pdf: Pdf) -> None:
            pdf.Root.StructTreeRoot.ClassMap = Dictionary(Stil=Dictionary(O=Name.Layout, Placement=placement))
            next(element for _, element in reading.elements(pdf) if element.S == Name.P).C = Name.Stil

        return change

    first, second = changed(corpus.note(1), with_class(Name.Block)), changed(corpus.note(2), with_class(Name.Inline))
    pack = assemble_pack(corpus.plan(corpus.part(1, first), corpus.part(2, second)))
    with reading.opened(pack.data) as pdf:
        classes = pdf.Root.StructTreeRoot.ClassMap
        found = [classes[str(element.C[0])].Placement for _, element in reading.elements(pdf) if "/C" in element]
        assert found == [Name.Block, Name.Inline]


def test_namespaces_are_kept() -> None:
    def change(pdf: Pdf) -> None:
        space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://www.w3.org/1998/Math/MathML")))
        pdf.Root.StructTreeRoot.Namespaces = Array([space])
        next(element for _, element in reading.elements(pdf) if element.S == Name.P).NS = space

    source = changed(corpus.note(1), change)
    pack = assemble_pack(corpus.plan(corpus.part(1, source), corpus.part(2, source)))
    with reading.opened(pack.data) as pdf:
        spaces = list(pdf.Root.StructTreeRoot.Namespaces)
        assert [element.NS for _, element in reading.elements(pdf) if "/NS" in element] == spaces
        assert len(spaces) == 2


def test_topmost_elements_without_a_document_get_a_part_of_their_own() -> None:
    def change(pdf: Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        root.K = root.K[0].K

    pack = assemble_pack(corpus.plan(corpus.part(1, changed(corpus.note(1), change))))
    with reading.opened(pack.data) as pdf:
        part = pdf.Root.StructTreeRoot.K.K[1]
        assert Name.Part == part.S
        assert {kid.P.objgen for kid in part.K} == {part.objgen}


def test_text_and_pictures_of_pages_are_unchanged(pack: AssembledPack) -> None:
    sources = [text for number in (1, 2, 3) for text in reading.texts(corpus.note(number))]
    for merged, own in zip(reading.texts(pack.data)[1:], sources, strict=True):
        lines = merged.replace("\xa0", " ").splitlines()
        kept = [line for line in lines if not line.startswith("Vedlegg") and " av 7" not in line]
        assert [line for line in kept if line] == [line for line in own.splitlines() if line]


def test_a_language_is_assumed_where_the_file_has_none() -> None:
    def change(pdf: Pdf) -> None:
        del pdf.Root.Lang

    pack = assemble_pack(corpus.plan(corpus.part(1, changed(corpus.note(1), change), language="nn-NO")))
    with reading.opened(pack.data) as pdf:
        assert str(pdf.Root.StructTreeRoot.K.K[1].Lang) == "nn-NO"
    assert "part-lacks" in [finding.code.name for finding in pack.diagnostics]

"""Links between documents work inside the pack, and links inside a document stay in it."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from mottepakke.assemble.links import reference_of
from mottepakke.assemble.pack import assemble_pack
from tests.unit.assemble import corpus, reading


@pytest.mark.parametrize(
    ("address", "folder", "document", "anchor"),
    [
        ("pakke:toppnotat/17-25-x", "", "toppnotat/17-25-x", ""),
        ("pakke:toppnotat/17-25-x#bakgrunn", "vedlegg", "toppnotat/17-25-x", "bakgrunn"),
        ("toppnotat/17-25-x.pdf", "", "toppnotat/17-25-x", ""),
        ("../vedlegg/9a-fil.pdf#del", "toppnotat", "vedlegg/9a-fil", "del"),
        ("18-25-y.pdf", "toppnotat", "toppnotat/18-25-y", ""),
        ("./18-25-y", "toppnotat", "toppnotat/18-25-y", ""),
        ("../vedlegg/9a%2Dfil.pdf#Br%C3%B8d", "toppnotat", "vedlegg/9a-fil", "Brød"),
    ],
)
def test_addresses_of_the_pack_are_read(address: str, folder: str, document: str, anchor: str) -> None:
    reference = reference_of(address, folder)
    assert reference is not None
    assert (reference.document, reference.anchor) == (document, anchor)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a.pdf", "mailto:a@example.org", "//example.org/a", "/etc/passwd", "#anker", "", "http://["],
)
def test_other_addresses_lead_outside(address: str) -> None:
    assert reference_of(address, "toppnotat") is None


def test_links_between_documents_become_jumps() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1), corpus.part(2), corpus.part(3)))
    starts = dict(pack.starts)
    with reading.opened(pack.data) as pdf:
        found = {link.words: link.target for link in reading.links(pdf) if link.page == starts["toppnotat/1-25-sak"] - 1}
    assert found["Vedlegg 1A: Fil til sak 1"] == starts["vedlegg/1a-fil"] - 1
    assert found["Vedlegg 2: Toppnotat om sak 2"] == starts["toppnotat/2-25-sak"] - 1


def test_links_to_a_named_place_lead_there() -> None:
    source = corpus.typeset('= En\n#link("2-25-sak.pdf#slutt")[slutten] #link("pakke:toppnotat/2-25-sak#slutt")[slutten]')
    goal = corpus.typeset("= To\n#pagebreak()\n== Slutt <slutt>")
    pack = assemble_pack(corpus.plan(corpus.part(1, source), corpus.part(2, goal)))
    with reading.opened(pack.data) as pdf:
        assert [link.target for link in reading.links(pdf) if link.page == 1] == [3, 3]


def test_links_inside_a_document_stay_in_it_where_all_use_the_same_names() -> None:
    pack = assemble_pack(corpus.plan(*(corpus.part(number) for number in (1, 2, 3))))
    with reading.opened(pack.data) as pdf:
        inner = [link for link in reading.links(pdf) if not link.address and not link.words.startswith("Vedlegg")]
    assert len(inner) == 4 * 3
    assert all(link.target is not None and (link.target - 1) // 2 == (link.page - 1) // 2 for link in inner)


def test_links_to_the_web_are_kept() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1)))
    with reading.opened(pack.data) as pdf:
        assert "https://example.org/" in [link.address for link in reading.links(pdf)]


def test_a_link_to_a_file_outside_the_pack_is_reported_and_seen_from_the_packs_folder() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1)))
    dangling = [dict(finding.args) for finding in pack.diagnostics if finding.code.name == "link-not-in-pack"]
    assert [args["address"] for args in dangling] == ["../vedlegg/1a-fil.pdf", "2-25-sak.pdf#bakgrunn"]
    with reading.opened(pack.data) as pdf:
        addresses = [link.address for link in reading.links(pdf)]
    assert "vedlegg/1a-fil.pdf" in addresses
    assert "toppnotat/2-25-sak.pdf#bakgrunn" in addresses


def test_link_elements_keep_their_annotations() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.part(2)))
    with reading.opened(pack.data) as pdf:
        annotations = {item.objgen for page in pdf.pages for item in page.obj.get("/Annots", [])}
        tagged = [
            kid.Obj.objgen
            for _, element in reading.elements(pdf)
            for kid in (element.get("/K") if isinstance(element.get("/K"), Array) else [element.get("/K")])
            if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
        ]
    assert sorted(annotations) == sorted(tagged)


def test_both_forms_of_named_destinations_are_made_explicit() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.outlined()), corpus.attachment(2, corpus.outlined())))
    with reading.opened(pack.data) as pdf:
        found = [(link.page, link.target) for link in reading.links(pdf)[2:]]
        annotations = pdf.pages[1].obj.Annots
        views = [str(item.Dest[1]) if "/Dest" in item else None for item in annotations]
    assert found == [(1, 2), (1, 2), (1, None), (1, 2), (3, 4), (3, 4), (3, None), (3, 4)]
    assert views == ["/FitH", "/XYZ", None, None]
    dangling = [dict(finding.args)["address"] for finding in pack.diagnostics if finding.code.name == "link-not-in-pack"]
    assert dangling == ["#finnes ikke", "#finnes ikke"]


def test_outlines_of_sources_hang_under_their_document() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.outlined()), corpus.attachment(2, corpus.outlined())))
    with reading.opened(pack.data) as pdf:
        second = reading.bookmarks(pdf)[6:]
    assert second == [
        (0, "Sak 2/25 En sak om noe", 3),
        (1, "Vedlegg 2A: Fil til sak 2", 3),
        (2, "Kapittel 1", 3),
        (3, "Avsnitt 1.1", 4),
        (2, "Kapittel 2", 4),
    ]


def test_the_name_of_a_link_is_its_goal_not_an_address() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1)))
    with reading.opened(pack.data) as pdf:
        assert str(pdf.pages[0].obj.Annots[0].Contents) == "Vedlegg 1: Toppnotat om sak 1"
        assert isinstance(pdf.pages[0].obj.Annots[0], pikepdf.Dictionary)

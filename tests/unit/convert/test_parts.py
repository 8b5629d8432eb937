"""The small rules by which copies are made: changes, fields, formulas, addresses, paper; and mutated packages."""

from __future__ import annotations

import copy
import gzip
import random
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mottepakke.convert.copies.addresses import is_inside, is_safe_link
from mottepakke.convert.copies.fields import freeze_fields
from mottepakke.convert.copies.formulas import changing, outside, unsafe_link, with_saved_date
from mottepakke.convert.copies.package import read_package, write_package
from mottepakke.convert.copies.paper import Fit, Paper, fitted
from mottepakke.convert.copies.revisions import accept_changes
from mottepakke.convert.copies.safety import safe_copy
from mottepakke.convert.copies.xml import unwrap
from mottepakke.convert.files import OfficeFile, Refused
from mottepakke.convert.notes import Notes, listing, shortened
from mottepakke.model.source import Span
from tests.bad_input.test_fuzz import bounded
from tests.unit.convert import corpus_odf, corpus_sheets, corpus_slides, corpus_word, packages
from tests.unit.convert.corpus_word import BY, complex_field, run

DELETED = run("BORTE", "delText")


def body(*paragraphs: str) -> Any:
    return etree.fromstring(f"<w:body {corpus_word.DECLARED}>{''.join(paragraphs)}</w:body>")


def outline(root: Any) -> str:
    """The tree as short text: p(text)p(text), with tables as t[...]."""
    names = {"p": "p({})", "tbl": "t[{}]", "tc": "c<{}>"}

    def shown(element: Any) -> str:
        inside = "".join(shown(one) for one in element) + (element.text or "")
        return names.get(etree.QName(element).localname, "{}").format(inside)

    return shown(root)


def cell(content: str, properties: str = "") -> str:
    return f"<w:tr>{properties}<w:tc>{content}</w:tc></w:tr>"


GONE = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<w:p><w:ins {BY}>{run('inn')}</w:ins></w:p>", "p(inn)"),
        (f"<w:p>{run('a')}<w:del {BY}>{DELETED}</w:del>{run('b')}</w:p>", "p(ab)"),
        (f"<w:p><w:ins {BY}>{run('a')}<w:del {BY}>{DELETED}</w:del></w:ins></w:p>", "p(a)"),
        (f"<w:p>{GONE}{run('a')}</w:p><w:p>{run('b')}</w:p>", "p(ab)"),
        (f"<w:p>{GONE}{run('a')}</w:p><w:p>{GONE}{run('b')}</w:p><w:p>{run('c')}</w:p>", "p(abc)"),
        (f"<w:p>{GONE}<w:del {BY}>{DELETED}</w:del></w:p><w:p>{run('b')}</w:p>", "p(b)"),
        (f"<w:p>{GONE}{run('a')}</w:p><w:tbl>{cell('<w:p/>')}</w:tbl>", "p(a)t[c<p()>]"),
        (f"<w:p>{GONE}<w:del {BY}>{DELETED}</w:del></w:p><w:tbl>{cell('<w:p/>')}</w:tbl>", "t[c<p()>]"),
        (f"<w:tbl>{cell(f'<w:p>{GONE}</w:p>')}</w:tbl>", "t[c<p()>]"),
        (f"<w:tbl>{cell('<w:p/>', f'<w:trPr><w:del {BY}/></w:trPr>')}{cell('<w:p/>')}</w:tbl>", "t[c<p()>]"),
        (f"<w:tbl>{cell('<w:p/>', f'<w:trPr><w:del {BY}/></w:trPr>')}</w:tbl><w:p/>", "p()"),
        (
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            "t[c<p()>]",
        ),
        (f"<w:moveFromRangeStart {BY}/><w:p><w:moveFrom {BY}>{run('a')}</w:moveFrom></w:p>", "p()"),
        (f"<w:p><w:pPr><w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr>{run('a')}</w:p>", "p(a)"),
        (f"<w:p>{run('LØS', 'delText')}{run('a')}</w:p>", "p(a)"),
    ],
)
def test_changes_are_accepted(before: str, after: str) -> None:
    root = body(before)
    accept_changes(root)
    assert outline(root) == after
    assert not any(etree.QName(one).localname in ("ins", "del", "moveFrom", "pPrChange", "cellDel") for one in root.iter())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (complex_field(" DATE ", "i går"), "i går"),
        (complex_field(" PAGE ", "3"), " PAGE 3"),
        (complex_field(' HYPERLINK "https://example.org" ', "lenke"), ' HYPERLINK "https://example.org" lenke'),
        (complex_field(' HYPERLINK "file:///etc/passwd" ', "lenke"), "lenke"),
        (complex_field(' HYPERLINK \\l "kapittel" ', "lenke"), ' HYPERLINK \\l "kapittel" lenke'),
        (complex_field(" IF " + "1 = 1 ", complex_field(" DATE ", "i går")), " IF 1 = 1 i går"),
    ],
)
def test_fields_keep_the_text_they_were_saved_with(before: str, after: str) -> None:
    root = body(f"<w:p>{before.replace('&', '&amp;')}</w:p>")
    freeze_fields(root, Notes())
    assert "".join(root.itertext()) == after


def test_a_field_inside_the_address_of_another_goes_with_it() -> None:
    inner = complex_field(" FILENAME ", "hemmelig.docx")
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    outer = mark.format("begin") + run(' INCLUDEPICTURE "', "instrText") + inner + run('" ', "instrText")
    root = body(f"<w:p>{outer}{mark.format('separate')}{run('bilde')}{mark.format('end')}</w:p>")
    notes = Notes()
    freeze_fields(root, notes)
    assert "".join(root.itertext()) == "bilde"
    assert notes.frozen == {"FILENAME"}
    assert len(notes.external) == 1


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        ('WEBSERVICE("http://x")', "WEBSERVICE"),
        ("1+_xlfn.WEBSERVICE(A1)", "WEBSERVICE"),
        ("[1]Ark1!A1", "[1]Ark1!A1"),
        ("'[12]Mitt ark'!A1", "'[12]Mitt ark'!A1"),
        ("of:='file:///mappe/x.ods'#$Ark.A1", "of:='file:///mappe/x.ods'#$Ark.A1"),
        ("excel|'C:\\x'!A1", "excel|'C:\\x'!A1"),
        ("SUM(Tabell1[2024])", ""),
        ("Tabell1[[#Totals],[Sum]]", ""),
        ('IF(A1="WEBSERVICE(","|","[1]x!")', ""),
        ("Ark2!A1", ""),
    ],
)
def test_formulas_that_look_outside_are_known(formula: str, what: str) -> None:
    assert outside(formula) == what


def test_formulas_that_change_by_themselves_are_known() -> None:
    assert changing("IF(TODAY()>A1,1,2)") == "TODAY"
    assert changing('"TODAY()"') == ""
    assert changing("SUMMER(A1)") == ""
    assert with_saved_date("A1<TODAY()-7", "2025-05-15T12:00:00Z") == "A1<45792-7"
    assert with_saved_date("TODAY()", "") == ""


def test_links_of_formulas_are_told_apart() -> None:
    assert unsafe_link('HYPERLINK("https://example.org","x")') == ""
    assert unsafe_link('HYPERLINK("#Ark2!A1")') == ""
    assert unsafe_link('HYPERLINK("file:///x","y")') == "file:///x"
    assert unsafe_link("HYPERLINK(A1)") == "HYPERLINK(A1)"


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        *(("https://example.org", True), ("mailto:a@b.no", True), ("#kap", True), ("tel:123", True)),
        *(
            ("file:///etc/passwd", False),
            ("\\\\server\\mappe", False),
            ("javascript:alert(1)", False),
            ("notat.docx", False),
        ),
        *(("http://[", False), ("ppaction://program", False), ("https://a\nb", False), ("", False)),
    ],
)
def test_only_links_to_pages_mailboxes_and_places_are_kept(address: str, safe: bool) -> None:
    assert is_safe_link(address) == safe


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        *(("Pictures/a.png", True), ("./Object 1", True), ("", True)),
        *(
            ("../a.png", False),
            ("/etc/passwd", False),
            ("http://x/a.png", False),
            ("//x/a.png", False),
            ("a/../../b", False),
        ),
    ],
)
def test_only_parts_of_the_package_are_inside(address: str, inside: bool) -> None:
    assert is_inside(address) == inside


def test_sheets_are_turned_first_and_split_last() -> None:
    assert fitted(6.0, Paper()) is None
    assert fitted(9.0, Paper()) == Fit(landscape=True, pages=1)
    assert fitted(9.0, Paper(orientation="portrait")) == Fit(landscape=False, pages=1)
    assert fitted(15.0, Paper(orientation="portrait")) == Fit(landscape=False, pages=2)
    assert fitted(10.0, Paper(orientation="landscape")) is None
    assert fitted(100.0, Paper()) == Fit(landscape=True, pages=5)
    assert fitted(12.0, Paper(sides=(11.69, 16.54))) == Fit(landscape=True, pages=1)


def test_unwrapping_keeps_every_text() -> None:
    root = etree.fromstring("<a>1<b>2<c/>3<d/>4</b>5</a>")
    unwrap(root[0])
    assert etree.tostring(root) == b"<a>12<c/>3<d/>45</a>"
    root = etree.fromstring("<a>1<b>2</b>3</a>")
    unwrap(root[0])
    assert etree.tostring(root) == b"<a>123</a>"


def test_findings_show_few_names_without_control_characters() -> None:
    assert listing(["a", "b"]) == "a, b"
    assert listing("abcdefg") == "a, b, c, d, e, …"
    assert shortened("a\x1b[31mb\n") == "a [31mb"
    assert len(shortened("x" * 500)) == 120


def test_a_package_is_written_the_same_way_each_time() -> None:
    parts = read_package(corpus_odf.note())
    assert write_package(parts) == write_package(dict(parts))
    assert write_package(parts).startswith(b"PK\x03\x04")
    assert b"mimetypeapplication/vnd.oasis" in write_package(parts)[:80]


def copied(data: bytes, name: str, folder: Path) -> tuple[dict[str, bytes], Notes]:
    path = folder / name
    path.write_bytes(data)
    safe = safe_copy(OfficeFile("1", path, Span("a.md"), "nb"))
    return packages.parts_of(safe.data), safe.notes


def test_a_part_hidden_under_another_ending_is_cleaned_too(tmp_path: Path) -> None:
    parts = packages.parts_of(corpus_word.remote("http://127.0.0.1:1"))
    parts["word/document.dat"] = parts.pop(corpus_word.DOCUMENT)
    parts["word/_rels/document.dat.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document.dat")
    safe, notes = copied(packages.packed(parts), "a.docx", tmp_path)
    assert b"127.0.0.1" not in b"".join(safe.values())
    assert len(notes.external) == 6


def test_a_link_cannot_stand_in_for_a_picture(tmp_path: Path) -> None:
    package = corpus_word.with_body(corpus_word.vml_picture("r:id='rNett'"), corpus_word.vml_picture("r:href='rNett'"))
    package = packages.related(package, corpus_word.DOCUMENT, "rNett", "hyperlink", "https://example.org/x", external=True)
    safe, _ = copied(package, "a.docx", tmp_path)
    assert b"<v:imagedata/>" in safe[corpus_word.DOCUMENT]
    assert b"rNett" not in safe[corpus_word.DOCUMENT]


def test_what_is_not_reached_is_not_copied(tmp_path: Path) -> None:
    package = packages.with_parts(
        corpus_word.plain(), {"word/vbaProject.bin": b"x", "word/glemt.xml": "<x/>", "ut.exe": b"MZ"}
    )
    safe, _ = copied(package, "a.docx", tmp_path)
    assert not {"word/vbaProject.bin", "word/glemt.xml", "ut.exe"} & safe.keys()
    assert {"[Content_Types].xml", "_rels/.rels", corpus_word.DOCUMENT, "word/styles.xml"} <= safe.keys()


def test_svg_pictures_show_only_what_they_hold(tmp_path: Path) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="http://127.0.0.1:1/x.png"/><use href="#a"/><script>x</script><rect id="a"/></svg>'
    )
    package = packages.with_parts(corpus_odf.note(), {"Pictures/b.png": svg})
    safe, notes = copied(package, "a.odt", tmp_path)
    assert notes.external == {"http://127.0.0.1:1/x.png"}
    assert b"script" not in safe["Pictures/b.png"]
    assert b'href="#a"' in safe["Pictures/b.png"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_svg_is_known_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else "utf-16"
    svg = f'<?xml version="1.0" encoding="{declared}"?><svg xmlns="http://www.w3.org/2000/svg"><image href="http://x/x.png"/></svg>'
    safe, notes = copied(packages.with_parts(corpus_odf.note(), {"Pictures/b.png": svg.encode(encoding)}), "a.odt", tmp_path)
    assert notes.external == {"http://x/x.png"}
    assert b"x.png" not in safe["Pictures/b.png"]


def test_forms_with_data_elsewhere_are_taken_out(tmp_path: Path) -> None:
    model = '<xf:model xmlns:xf="http://www.w3.org/2002/xforms"><xf:instance src="http://127.0.0.1:1/data.xml"/></xf:model>'
    package = packages.replaced(
        corpus_odf.note(), "content.xml", ("<office:text>", f"<office:text><office:forms>{model}</office:forms>")
    )
    safe, _ = copied(package, "a.odt", tmp_path)
    assert b"127.0.0.1" not in b"".join(safe.values())


@pytest.mark.parametrize("data", [b"%!PS-Adobe-3.0 EPSF-3.0\n", gzip.compress(b"<svg/>", mtime=0)])
def test_programs_and_packed_pictures_are_never_handed_on(data: bytes, tmp_path: Path) -> None:
    package = packages.with_parts(corpus_odf.note(), {"Pictures/b.png": data})
    safe, notes = copied(package, "a.odt", tmp_path)
    assert "Pictures/b.png" not in safe
    assert notes.objects == ["b.png"]


def test_signatures_are_told(tmp_path: Path) -> None:
    package = packages.with_parts(corpus_word.plain(), {"_xmlsignatures/origin.sigs": b"x"})
    relation = (
        '<Relationship Id="rSig" Target="_xmlsignatures/origin.sigs" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
    )
    package = packages.replaced(package, "_rels/.rels", ("</Relationships>", relation))
    safe, notes = copied(package, "a.docx", tmp_path)
    assert notes.signed
    assert "_xmlsignatures/origin.sigs" not in safe


VALUES = ("", "-1", "99999999999", "x", "http://[", "../..", "æ", "true", "#", "file:///x")


def mutated(chance: random.Random, parts: dict[str, bytes]) -> None:
    """Change one part: an element moved, doubled, renamed or taken out, an attribute changed, or some bytes."""
    name = chance.choice(sorted(parts))
    try:
        root = etree.fromstring(parts[name])
    except etree.XMLSyntaxError:
        parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]
        return
    elements = list(root.iter(etree.Element))
    one, other = chance.choice(elements), chance.choice(elements)
    action = chance.randrange(6)
    if action == 0 and one is not root:
        one.getparent().remove(one)
    elif action == 1:
        other.append(copy.deepcopy(one))
    elif action == 2 and one.attrib:
        one.set(chance.choice(sorted(one.attrib)), chance.choice(VALUES))
    elif action == 3:
        one.tag = other.tag
    elif action == 4:
        one.attrib.clear()
        one.append(etree.ProcessingInstruction("a", "b"))
    else:
        one.text = chance.choice(("=TODAY()", " DATE ", "[1]x!A1", "&D"))
    parts[name] = etree.tostring(root)


@cache
def bases() -> dict[str, bytes]:
    address = "http://127.0.0.1:1"
    return {
        **{"a.docx": corpus_word.tracked(), "b.docx": corpus_word.remote(address), "c.pptx": corpus_slides.remote(address)},
        **{
            "d.xlsx": corpus_sheets.remote(address),
            "e.odt": corpus_odf.remote(address),
            "f.ods": corpus_odf.sheets(address),
        },
    }


@bounded(150)
@given(
    name=st.sampled_from(sorted(bases())),
    chance=st.randoms(use_true_random=False),
    parts_changed=st.integers(0, 3),
    bytes_changed=st.integers(0, 3),
)
def test_mutated_packages_give_a_copy_or_a_reason(
    name: str, chance: random.Random, parts_changed: int, bytes_changed: int
) -> None:
    parts = packages.parts_of(bases()[name])
    for _ in range(parts_changed):
        mutated(chance, parts)
    data = bytearray(packages.packed(parts))
    for _ in range(bytes_changed):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, suppress(Refused):
        patch.setattr("mottepakke.convert.copies.safety.MALFORMED", ())
        safe, _ = copied(bytes(data), name, Path(folder))
        assert sum(map(len, safe.values())) < 2 * sum(map(len, parts.values())) + 10_000
        assert b"127.0.0.1" not in b"".join(safe.values())

"""Stamps: on every page as it is seen, in its upper margin, once."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import ImageChops

from mottepakke.assemble.frames import frame_of
from mottepakke.assemble.pack import AssembledPack, assemble_pack
from mottepakke.assemble.plan import PackWords
from tests.unit.assemble import corpus, reading

TOP = 9 * 72 / 25.4
SCALE = 2.0


@pytest.fixture(scope="module")
def odd() -> AssembledPack:
    return assemble_pack(corpus.plan(corpus.attachment(1, corpus.odd_pages())))


def page_with(**entries: Any) -> Dictionary:
    return Dictionary({"/MediaBox": Array([0, 0, 595, 842])} | {f"/{key}": value for key, value in entries.items()})


@pytest.mark.parametrize(
    ("rotation", "corner", "along"),
    [(0, (10, 20), (11, 20)), (90, (110, 20), (110, 21)), (180, (110, 220), (109, 220)), (270, (10, 220), (10, 219))],
)
def test_the_lower_left_corner_is_found_on_turned_and_cropped_pages(
    rotation: int, corner: tuple[int, int], along: tuple[int, int]
) -> None:
    frame = frame_of(page_with(MediaBox=Array([0, 0, 200, 300]), CropBox=Array([10, 20, 110, 220]), Rotate=rotation))
    assert (frame.width, frame.height) == ((100, 200) if rotation in (0, 180) else (200, 100))
    assert frame.matrix(0, 0)[4:] == corner
    assert frame.matrix(1, 0)[4:] == along


def test_a_user_unit_scales_the_page() -> None:
    frame = frame_of(page_with(MediaBox=Array([0, 0, 100, 200]), UserUnit=2))
    assert (frame.width, frame.height) == (200, 400)
    assert frame.matrix(20, 40) == (0.5, 0, 0, 0.5, 10, 20)


@pytest.mark.parametrize(
    "entries",
    [
        {"Rotate": 45},
        {"Rotate": Name.Ja},
        {"UserUnit": 0},
        {"UserUnit": -1},
        {"CropBox": Array([1, 2])},
        {"CropBox": Array([900, 900, 950, 950])},
        {"CropBox": Array([0, 0, 0, 0])},
        {"MediaBox": Array([5, 5, 5, 5])},
        {"MediaBox": Dictionary()},
    ],
)
def test_senseless_page_entries_are_as_if_missing(entries: dict[str, Any]) -> None:
    frame = frame_of(page_with(**entries))
    assert (round(frame.width), round(frame.height), frame.rotation, frame.unit) == (595, 842, 0, 1)


def test_nothing_but_the_upper_margin_changes(odd: AssembledPack) -> None:
    before = reading.pictures(corpus.odd_pages(), SCALE)
    after = reading.pictures(odd.data, SCALE)[1:]
    assert len(before) == len(after) == 16
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        assert old.size == new.size
        box = ImageChops.difference(old, new).getbbox()
        assert box is not None, index
        left, top, right, bottom = box
        assert top > 0
        assert bottom <= TOP * SCALE
        assert left < old.size[0] / 4
        assert right > old.size[0] * 3 / 4


def test_stamps_stand_upright(odd: AssembledPack) -> None:
    """The number stamp is read from left to right: its picture is that of an unturned page."""
    pages = reading.pictures(odd.data, SCALE)[1:5]
    strips = [picture.crop((picture.size[0] - 260, 4, picture.size[0], int(TOP * SCALE))) for picture in pages]
    for strip in strips:
        ink = strip.point(lambda value: 255 if value < 200 else 0).getbbox()
        assert ink[2] - ink[0] > 4 * (ink[3] - ink[1])


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1, title="Et langt navn " * 30)))
    stamp = next(line for line in reading.texts(pack.data)[1].splitlines() if line.startswith("Vedlegg 1: Et langt"))
    assert stamp.split("Side")[0].strip().endswith("…")


def test_a_name_of_five_thousand_letters_is_cut_too() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1, title="x" * 5000)))
    assert "x…" in reading.texts(pack.data)[1]


def test_stamps_are_artifacts_after_the_content(odd: AssembledPack) -> None:
    with reading.opened(odd.data) as pdf:
        for page in pdf.pages:
            last = page.obj.Contents[-1].read_bytes()
            assert last.startswith(b"\nQ\n/Artifact <</Type /Pagination")
            assert last.endswith(b"EMC\n")
            assert page.obj.Contents[0].read_bytes() == b"q\n"
            assert b"MCID" not in last


def test_assembling_a_pack_again_does_not_stamp_twice() -> None:
    once = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, corpus.odd_pages())))
    twice = assemble_pack(corpus.plan(corpus.attachment(5, once.data, title="Forrige pakke")))
    assert "part-already-stamped" in [finding.code.name for finding in twice.diagnostics]
    for number, text in enumerate(reading.texts(twice.data), 1):
        assert text.count(f" av {twice.pages}") == 1, number
        assert f" av {once.pages}" not in text.replace("Side 2 av notat", "")


def test_stamps_are_removed_where_another_program_joined_the_content() -> None:
    once = assemble_pack(corpus.plan(corpus.part(1)))
    with Pdf.open(io.BytesIO(once.data)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
        joined = corpus.saved(pdf)
    twice = assemble_pack(corpus.plan(corpus.attachment(5, joined)))
    assert all(f" av {once.pages}" not in text.replace("Side 2 av notat", "") for text in reading.texts(twice.data))


def test_what_the_content_leaves_open_does_not_reach_the_stamp() -> None:
    wild = [
        b"q 0.1 0 0 0.1 0 0 cm q",
        b"Q Q 5 0 0 5 0 0 cm",
        b"BT /F1 5 Tf",
        b"/P <</MCID 3>> BDC q",
        b"1 0 0 rg 20 0 0 20 0 0 cm",
    ]
    pack = assemble_pack(
        corpus.plan(*(corpus.attachment(1, corpus.content(data), id=f"v/{i}") for i, data in enumerate(wild)))
    )
    calm = assemble_pack(corpus.plan(*(corpus.attachment(1, corpus.content(b""), id=f"v/{i}") for i in range(len(wild)))))
    for index, (page, expected) in enumerate(zip(reading.pictures(pack.data), reading.pictures(calm.data), strict=True)):
        assert ImageChops.difference(page, expected).getbbox() is None, index


def test_pages_that_share_resources_keep_their_own() -> None:
    pdf = corpus.new_pdf()
    first, second = corpus.add_page(pdf, "En"), corpus.add_page(pdf, "To")
    form = pdf.make_stream(b"BT /F1 20 Tf (Delt) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]))
    form.Resources = first.Resources
    shared = pdf.make_indirect(Dictionary(Font=first.Resources.Font, XObject=Dictionary(Fm1=form)))
    for page in (first, second):
        page.Resources = shared
        page.Contents = pdf.make_stream(b"q 1 0 0 1 100 300 cm /Fm1 Do Q")
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.saved(pdf))))
    texts = [text.replace("\xa0", " ") for text in reading.texts(pack.data)[1:]]
    assert all("Delt" in text and f"Side {number} av 3" in text for number, text in enumerate(texts, 2))


HEADLINE = b"BT /F1 14 Tf 60 822 Td (Overskrift helt oppe) Tj ET "
FOOTLINE = b"BT /F1 14 Tf 60 10 Td (Bunntekst) Tj ET "


def band(data: bytes) -> tuple[bool, bool, bool]:
    """Whether the stamp of the only page of a file stands above, below, and on white paper."""
    pack = assemble_pack(corpus.plan(corpus.attachment(1, data)))
    with reading.opened(pack.data) as pdf:
        stamp = pdf.pages[1].obj.Contents[-1].read_bytes()
    heights = [float(line.split()[6]) for line in stamp.splitlines() if b"Do" in line]
    return all(height > 800 for height in heights), all(height < 30 for height in heights), b" re f" in stamp


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"BT /F1 12 Tf 60 400 Td (Tekst) Tj ET", (True, False, False)),
        (HEADLINE, (False, True, False)),
        (HEADLINE + FOOTLINE, (True, False, True)),
        (b"0 0 595 842 re f 1 g " + HEADLINE, (False, True, True)),
        (b"1 g 0 0 595 842 re f", (True, False, False)),
        (b"1 1 1 rg 0 0 595 842 re f 0 g", (True, False, False)),
        (b"0 0 0 0 k 0 0 595 842 re f", (True, False, False)),
        (b"0 0.4 0.4 rg 0 780 595 62 re f", (False, True, False)),
        (b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q", (True, False, True)),
        (b"q 0 0 595 700 re W n 0 0 595 842 re f Q", (True, False, False)),
        (b"q 0 100 595 600 re W n 0 0 595 842 re f Q", (True, False, False)),
        (b"2 2 591 838 re S", (True, False, False)),
        (b"0 822 m 595 822 l S", (False, True, False)),
        (b"0 800 m 200 900 400 900 595 800 c f", (False, True, False)),
        (b"BT /F1 1 Tf 14 0 0 14 60 822 Tm [(Over) -20 (skrift)] TJ ET", (False, True, False)),
        (b"BT /F1 14 Tf 16 TL 60 838 Td T* (Overskrift) Tj ET", (False, True, False)),
        (b"BT /F1 14 Tf 60 838 TD 0 -16 TD (Overskrift) Tj ET", (False, True, False)),
        (b"BT /F1 14 Tf 300 822 Td (Mellom navn og sidetall) Tj ET", (True, False, False)),
        (b"q Q Q Q Q 1 0 0 1 0 0 cm (x) Tj", (True, False, False)),
    ],
)
def test_the_stamp_keeps_off_what_the_page_shows(content: bytes, expected: tuple[bool, bool, bool]) -> None:
    assert band(corpus.content(content)) == expected


def test_forms_and_annotations_count_as_ink() -> None:
    pdf = corpus.new_pdf()
    page = corpus.add_page(pdf, "")
    form = pdf.make_stream(b"0 0 100 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 10]))
    form.Matrix = Array([1, 0, 0, 1, 0, 20])
    page.Resources.XObject = Dictionary(Fm1=form)
    page.Contents = pdf.make_stream(b"q 1 0 0 1 60 800 cm /Fm1 Do Q /Fm9 Do")
    assert band(corpus.saved(pdf)) == (False, True, False)
    page.Contents = pdf.make_stream(b"")
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([60, 815, 200, 840]), AP=Dictionary(N=form))
    page.Annots = Array([pdf.make_indirect(note)])
    assert band(corpus.saved(pdf)) == (False, True, False)


def test_ink_is_seen_on_turned_pages() -> None:
    sideways = b"BT /F1 14 Tf 0 1 -1 0 20 60 Tm (Overskrift) Tj ET"
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.content(sideways, Rotate=90))))
    with reading.opened(pack.data) as pdf:
        places = [line.split()[5:7] for line in pdf.pages[1].obj.Contents[-1].read_bytes().splitlines() if b"Do" in line]
    assert all(float(x) > 570 for x, _ in places)


def test_words_around_the_number_are_the_plans() -> None:
    words = PackWords("Innhald", "({page}/{pages}) s. {page}")
    pack = assemble_pack(corpus.plan(corpus.part(1), words=words, language="nn-NO"))
    assert "(3/3) s. 3" in reading.texts(pack.data)[2]

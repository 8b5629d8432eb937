"""Presenters' slides in notes and handouts: in their places, unclipped, with words for screen readers, and still PDF/UA."""

import io
from functools import cache
from typing import Any

import pikepdf
import pypdf
import pytest
from msgspec.structs import replace
from pikepdf import Name

from mottepakke.assemble import guests as places
from mottepakke.assemble.guests import Filled, GuestPage, place_guests
from mottepakke.assemble.plan import PackPlan
from mottepakke.verify.profiles import Flavour
from mottepakke.verify.verapdf import VeraPdf
from mottepakke.write.slides_pdf import Form, GuestSlide, SlidesWriter
from mottepakke.write.slides_pdf import guests as kept
from tests.unit.assemble.reading import bookmarks, elements, opened
from tests.unit.assemble.test_slides import PLAN, slides
from tests.unit.write.pptx_parts import LOOK, content, deck, para

BOTH: tuple[Flavour, ...] = ("2a", "ua1")
SHAPE = 16 / 9
PAPER: tuple[Form, ...] = ("notater", "stotteark")
THEIRS = (
    GuestSlide(1, "Hun 1", "Hun en\nPunkt", ("Husk pausen",)),
    GuestSlide(1, "Hun 2", ""),
    GuestSlide(9, "Hun 3", "Hun tre"),
)
PAGES = tuple(GuestPage(slides("Hun", 3, (720, 540), 1), number) for number in (1, 2, 3))


@cache
def paper(form: Form) -> bytes:
    source = deck(content(para("tekst"), title="Vi 1"), content(para("mer"), title="Vi 2"))
    with SlidesWriter(LOOK) as writer:
        (written,) = writer.write(source, {}, [form], THEIRS)
    return written.data


def filled(form: Form, plan: PackPlan = PLAN, pages: tuple[GuestPage, ...] = PAGES) -> Filled:
    return place_guests(plan, paper(form), pages, SHAPE)


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_both_sides_mean_the_same_mark() -> None:
    assert (bytes(kept.MARK), kept.HEIGHT, kept.NARROWEST) == (places.MARK, places.HEIGHT, places.NARROWEST)


@pytest.mark.parametrize("form", PAPER)
def test_paper_with_presenters_slides_passes_pdf_a_2a_and_pdf_ua_1(form: Form) -> None:
    done = filled(form)
    assert str(done.claim) == "PDF/A-2a, PDF/UA-1"
    assert {flavour: VeraPdf().check(done.data, flavour).failures for flavour in BOTH} == dict.fromkeys(BOTH, ())


def test_each_slide_stands_over_its_own_notes() -> None:
    pages = texts(filled("notater").data)
    assert [next(name for name in ("Vi 1", "Vi 2", "Hun 1", "Hun 2", "Hun 3") if name in page) for page in pages] == [
        *("Vi 1", "Hun 1", "Hun 2", "Vi 2", "Hun 3"),
    ]
    assert "Husk pausen" in pages[1]
    assert "Tekst Hun1" in pages[1]


def test_a_handout_counts_all_slides() -> None:
    pages = texts(filled("stotteark").data)
    assert [[name for name in ("Vi 1", "Hun 1", "Hun 2", "Vi 2", "Hun 3") if name in page] for page in pages] == [
        ["Vi 1", "Hun 1", "Hun 2"],
        ["Vi 2", "Hun 3"],
    ]


@pytest.mark.parametrize("form", PAPER)
def test_screen_readers_get_title_and_words(form: Form) -> None:
    pdf = opened(filled(form).data)
    figures = [str(element.Alt) for _, element in elements(pdf) if Name.Figure == element.S]
    assert figures == ["Hun en Punkt", "Hun 2", "Hun tre"]
    assert [title for _, title, _ in bookmarks(pdf)] == ["Vi 1", "Hun 1", "Hun 2", "Vi 2", "Hun 3"]


def drawings(pdf: Any) -> list[Any]:
    return [one for page in pdf.pages for one in page.obj.get("/Resources", {}).get("/XObject", {}).values()]


@pytest.mark.parametrize("size", [(720, 540), (960, 540), (300, 900)])
def test_slides_fill_their_place_without_distortion(size: tuple[int, int]) -> None:
    page = GuestPage(slides("Hun", 1, size, 1), 1)
    pdf = opened(filled("notater", pages=(page,)).data)
    forms = [one for one in drawings(pdf) if one.Subtype == Name.Form]
    (matrix,) = [[float(value) for value in form.Matrix] for form in forms]
    width, height = matrix[0] * size[0] * SHAPE, matrix[3] * size[1]
    assert width / height == pytest.approx(size[0] / size[1], rel=1e-4)
    assert max(width / SHAPE, height) == pytest.approx(1, abs=1e-4)
    assert matrix[4] * 2 + matrix[0] * size[0] == pytest.approx(1, abs=1e-4)


def test_no_place_is_left_empty_and_no_mark_is_left_in_a_drawing() -> None:
    pdf = opened(filled("stotteark").data)
    found = drawings(pdf)
    assert [one.Subtype for one in found if one.get("/Height") == places.HEIGHT] == []
    forms = [one for one in found if one.Subtype == Name.Form]
    assert len(forms) == 3
    assert all(mark not in form.read_bytes() for form in forms for mark in (b"BDC", b"BMC", b"EMC"))


def test_a_slide_without_a_claim_takes_the_papers() -> None:
    pdf = pikepdf.open(io.BytesIO(slides("Hun", 1, (720, 540), 1)))
    del pdf.Root.Metadata
    target = io.BytesIO()
    pdf.save(target)
    assert str(filled("notater", pages=(GuestPage(target.getvalue(), 1),)).claim) == "–"


def test_same_slides_same_bytes_and_the_title_asked_for() -> None:
    plan = replace(PLAN, title="Møtet – støtteark")
    done = filled("stotteark", plan)
    assert done.data == filled("stotteark", plan).data
    assert str(opened(done.data).trailer.Info.Title) == "Møtet – støtteark"

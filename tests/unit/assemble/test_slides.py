"""Presenters' slides between ours: order, size, tags, outline, numbers and claim."""

import datetime as dt
import io
from functools import cache
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name

from mottepakke.assemble.plan import PackPlan
from mottepakke.assemble.selecting import fit_page, keep_pages, page_size
from mottepakke.assemble.slides import JoinedSlides, PresentersSlides, join_slides
from mottepakke.verify.profiles import Flavour
from mottepakke.verify.verapdf import VeraPdf
from tests.support.looks import standard_look
from tests.unit.assemble.corpus import WORDS, typeset
from tests.unit.assemble.reading import bookmarks, elements, links, opened

PLAN = PackPlan("Møte i utvalget", "nb-NO", dt.date(2025, 5, 15), WORDS, standard_look(), author="Sekretariatet")
BOTH: tuple[Flavour, ...] = ("2a", "ua1")


@cache
def slides(name: str, count: int, size: tuple[int, int] = (960, 540), case_every: int = 2) -> bytes:
    """Typeset slides; every second begins a case."""
    pages = "\n#pagebreak()\n".join(
        f'#heading(level: {1 if number % case_every == 1 % case_every else 2})[{name} {number}]\n'
        f'Tekst {name}{number}. #link("https://example.org/{name}{number}")[lenke]\n- punkt'
        for number in range(1, count + 1)
    )  # fmt: skip
    return typeset(f"#set page(width: {size[0]}pt, height: {size[1]}pt)\n{pages}", name)


def theirs(after: int, count: int = 2, name: str = "Hun", **more: Any) -> PresentersSlides:
    titles = tuple(f"{name} {number}" for number in range(1, count + 1))
    size = more.pop("size", (720, 540))
    given = {"titles": titles} | more
    return PresentersSlides(f"Fil {name}", slides(name, count, size, 1), after, **given)


def texts(joined: JoinedSlides) -> list[str]:
    return [page.extract_text().split("\n")[0] for page in pypdf.PdfReader(io.BytesIO(joined.data)).pages]


def test_pages_come_where_they_are_told_to() -> None:
    joined = join_slides(PLAN, slides("Vi", 4), [theirs(4, 1, "Sist"), theirs(2), theirs(0, 1, "Først")])
    assert texts(joined) == ["Først 1", "Vi 1", "Vi 2", "Hun 1", "Hun 2", "Vi 3", "Vi 4", "Sist 1"]
    assert joined.pages == 8


def test_the_outline_has_a_case_over_its_slides_and_presenters_titles() -> None:
    joined = join_slides(PLAN, slides("Vi", 4), [theirs(1, titles=("Åpning", ""))])
    assert bookmarks(opened(joined.data)) == [
        (0, "Vi 1", 0), (1, "Åpning", 1), (1, "Vi 2", 3), (0, "Vi 3", 4), (1, "Vi 4", 5),
    ]  # fmt: skip


def test_tags_are_read_in_the_order_of_the_pages() -> None:
    joined = join_slides(PLAN, slides("Vi", 4), [theirs(2), theirs(3, 1, "Han")])
    pdf = opened(joined.data)
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    seen = [numbers[element.Pg.objgen] for _, element in elements(pdf) if "/Pg" in element]
    assert seen == sorted(seen)
    assert set(seen) == set(range(7))
    assert str(pdf.Root.StructTreeRoot.K.S) == "/Document"
    assert [str(part.S) for part in pdf.Root.StructTreeRoot.K.K] == ["/Part"] * 5


def test_every_tag_hangs_under_the_one_that_names_it() -> None:
    pdf = opened(join_slides(PLAN, slides("Vi", 4), [theirs(2)]).data)
    for _, element in elements(pdf):
        for kid in element.K if isinstance(element.get("/K"), Array) else [element.get("/K")]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen


@pytest.mark.parametrize("pages", [(), (2,), (1, 3)])
def test_the_joined_file_passes_what_its_files_do(pages: tuple[int, ...]) -> None:
    joined = join_slides(PLAN, slides("Vi", 3), [theirs(2, 3, pages=pages, size=(800, 600))])
    assert str(joined.claim) == "PDF/A-2a, PDF/UA-1"
    assert (joined.lowered_by, joined.diagnostics) == ((), ())
    assert {flavour: VeraPdf().check(joined.data, flavour).failures for flavour in BOTH} == dict.fromkeys(BOTH, ())


def test_pages_that_are_left_out_leave_nothing_behind() -> None:
    joined = join_slides(PLAN, slides("Vi", 2), [theirs(1, 4, pages=(2, 4), titles=("To", "Fire"))])
    assert texts(joined) == ["Vi 1", "Hun 2", "Hun 4", "Vi 2"]
    pdf = opened(joined.data)
    known = {page.obj.objgen for page in pdf.pages}
    assert all(element.Pg.objgen in known for _, element in elements(pdf) if "/Pg" in element)
    pages = [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Type") == Name.Page]
    assert len(pages) == 4


@pytest.mark.parametrize("size", [(720, 540), (720, 405), (400, 700), (960, 540), (33, 2000)])
def test_pages_are_fitted_without_distortion(size: tuple[int, int]) -> None:
    joined = join_slides(PLAN, slides("Vi", 1), [theirs(1, 1, size=size)])
    pdf = opened(joined.data)
    assert [tuple(map(float, page.MediaBox)) for page in pdf.pages] == [(0, 0, 960, 540)] * 2
    content = pdf.pages[1].obj.Contents[0].read_bytes().split()
    across, skew, turn, down, left, bottom = map(float, content[1:7])
    assert (skew, turn, across) == (0, 0, down)
    assert across == pytest.approx(min(960 / size[0], 540 / size[1]), rel=1e-4)
    assert left * 2 + across * size[0] == pytest.approx(960, abs=0.01)
    assert bottom * 2 + down * size[1] == pytest.approx(540, abs=0.01)


def test_links_lie_on_their_words_after_fitting() -> None:
    small = slides("Hun", 1, (720, 405), 1)
    before, after = (
        links(opened(small))[0],
        links(opened(join_slides(PLAN, slides("Vi", 1), [theirs(1, 1, size=(720, 405))]).data)),
    )
    (moved,) = [link for link in after if "Hun" in link.address]
    assert moved.rect == pytest.approx([value * 960 / 720 for value in before.rect], abs=0.01)


def test_patterns_move_with_the_page() -> None:
    pdf = pikepdf.open(io.BytesIO(slides("Hun", 1, (480, 360), 1)))
    page = pdf.pages[0].obj
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 9, 9]))
    pattern = Dictionary(PatternType=2, Shading=shading, Matrix=Array([2, 0, 0, 2, 10, 20]))
    page.Resources.Pattern = Dictionary(P0=pdf.make_indirect(pattern))
    fit_page(pdf, page, (960, 540))
    assert [float(value) for value in page.Resources.Pattern.P0.Matrix] == [3, 0, 0, 3, 10 * 1.5 + 120, 20 * 1.5]


def test_a_turned_page_is_fitted_as_it_is_seen() -> None:
    pdf = pikepdf.open(io.BytesIO(slides("Hun", 1, (540, 720), 1)))
    page = pdf.pages[0].obj
    page.Rotate = 90
    fit_page(pdf, page, (960, 540))
    assert page_size(page) == (960, 540)
    assert [float(value) for value in page.MediaBox] == [0, 0, 540, 960]


def test_a_file_without_tags_lowers_the_claim_and_is_named() -> None:
    pdf = pikepdf.open(io.BytesIO(slides("Hun", 1, (720, 540), 1)))
    del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo, pdf.Root.Metadata
    target = io.BytesIO()
    pdf.save(target)
    joined = join_slides(PLAN, slides("Vi", 2), [replace(theirs(1, 1), data=target.getvalue())])
    assert joined.lowered_by == ("Fil Hun",)
    assert [one.code.code for one in joined.diagnostics] == ["OU414"]
    assert len(joined.data) > 0


def test_same_files_same_bytes() -> None:
    parts = [theirs(1), theirs(3, 1, "Han")]
    assert join_slides(PLAN, slides("Vi", 4), parts).data == join_slides(PLAN, slides("Vi", 4), parts).data


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.sets(st.integers(1, 3))), max_size=4))
def test_wherever_and_whichever_all_pages_are_there_once(places: list[tuple[int, set[int]]]) -> None:
    parts = [theirs(after, 3, pages=tuple(sorted(taken))) for after, taken in places]
    joined = join_slides(PLAN, slides("Vi", 4), parts)
    assert joined.pages == 4 + sum(len(taken) or 3 for _, taken in places)
    pdf = opened(joined.data)
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    seen = [numbers[element.Pg.objgen] for _, element in elements(pdf) if "/Pg" in element]
    assert seen == sorted(seen)
    assert set(seen) == set(range(joined.pages))


def test_keeping_all_pages_changes_nothing() -> None:
    pdf = pikepdf.open(io.BytesIO(slides("Hun", 2, (720, 540), 1)))
    tags = len(list(elements(pdf)))
    keep_pages(pdf, (1, 2))
    assert (len(pdf.pages), len(list(elements(pdf)))) == (2, tags)

"""First pages as small pictures."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from mottepakke.nightly.night import Document
from mottepakke.nightly.pictures import HEIGHT, WIDTH, first_page, first_pages


def pdf(path: Path, size: tuple[float, float] = (595, 842)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=size)
        page.Contents = made.make_stream(b"0.1 0.4 0.5 rg 50 700 400 60 re f")
        made.save(path)
    return path


def document(href: str, kind: str, title: str = "Tittel") -> Document:
    return Document(href, kind, href.rpartition(".")[2], title, "", 1)


def test_a_picture_is_three_hundred_pixels_wide_small_and_bare(tmp_path: Path) -> None:
    drawn = first_page(pdf(tmp_path / "a.pdf"))
    assert drawn is not None
    with Image.open(BytesIO(drawn)) as image:
        assert (image.width, image.mode, image.info.keys() & {"date:create", "Software", "tIME"}) == (WIDTH, "P", set())
    assert drawn == first_page(tmp_path / "a.pdf")


@pytest.mark.parametrize("size", [(3, 14_000), (14_000, 3), (10, 10)])
def test_odd_pages_stay_within_the_limits(tmp_path: Path, size: tuple[float, float]) -> None:
    drawn = first_page(pdf(tmp_path / "a.pdf", size))
    assert drawn is not None
    with Image.open(BytesIO(drawn)) as image:
        assert 1 <= image.width <= WIDTH + 1
        assert 1 <= image.height <= HEIGHT + 1


def test_notice_notes_and_the_meetings_slides_have_pictures_in_their_order(tmp_path: Path) -> None:
    documents = [
        document("rad/2025-2/innkalling.pdf", "innkalling", "Innkalling"),
        document("rad/2025-2/innkalling.docx", "innkalling"),
        document("rad/2025-2/presentasjon/samlet.pdf", "presentasjon", "Lysbilder"),
        document("rad/2025-2/presentasjon/samlet-notater.pdf", "presentasjon"),
        document("rad/2025-2/toppnotat/1-25-plan.pdf", "toppnotat", "Plan"),
        document("rad/2025-2/vedlegg/1.pdf", "vedlegg"),
    ]
    for item in documents:
        pdf(tmp_path / item.href)
    assert first_pages(tmp_path, "rad/2025-2", documents) == (
        ("bilder/rad/2025-2/01-innkalling.png", "Innkalling"),
        ("bilder/rad/2025-2/02-samlet.png", "Lysbilder"),
        ("bilder/rad/2025-2/03-1-25-plan.png", "Plan"),
    )
    assert len(list((tmp_path / "bilder/rad/2025-2").iterdir())) == 3


def test_what_cannot_be_drawn_has_no_picture_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "innkalling.pdf").write_bytes(b"%PDF-1.7 ikke mer")
    documents = [document("innkalling.pdf", "innkalling"), document("borte.pdf", "innkalling")]
    assert first_pages(tmp_path, "rad/2025-2", documents) == ()
    assert not (tmp_path / "bilder").exists()

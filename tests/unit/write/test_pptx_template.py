import io
import zipfile
from pathlib import Path

import pptx
import pytest
from lxml import etree
from msgspec.structs import replace
from tools.make_slide_template import template

from mottepakke.diagnostics import ExitCode, MissingStop
from mottepakke.model.document import Slide
from mottepakke.write.pptx import CODES, missing_slide_layouts
from tests.unit.write.pptx_parts import (
    LOOK,
    NS,
    content,
    deck,
    items,
    para,
    write,
)

DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
DEFAULT_LAYOUTS = {
    "tittel": ("Title Slide",),
    "agenda": ("Title and Content",),
    "skille": ("Seksjon", "Section Header"),
    "innhold": ("Title and Content",),
    "tabell": ("Title and Content",),
    "vedtak": ("Title and Content",),
    "pause": ("Title Only",),
    "slutt": ("Title Slide",),
    "plassholder": ("Title and Content",),
}


def test_the_template_is_what_its_tool_makes() -> None:
    with zipfile.ZipFile(LOOK.slide_template) as kept, zipfile.ZipFile(io.BytesIO(template())) as made:
        assert kept.namelist() == made.namelist()
        assert [name for name in kept.namelist() if kept.read(name) != made.read(name)] == []


def test_the_templates_prompts_are_norwegian_and_its_text_is_large() -> None:
    with zipfile.ZipFile(LOOK.slide_template) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("ppt/slide")]
    for data in parts:
        root = etree.fromstring(data)
        assert set(root.xpath("//@lang")) <= {"nb-NO"}
        sizes = root.xpath("//*[not(ancestor::p:sp[.//p:ph[@type='ftr' or @type='sldNum']])]/@sz", namespaces=NS)
        assert all(int(size) >= 2000 for size in sizes if size.isdigit())


def test_colours_and_font_of_the_look_are_the_themes() -> None:
    look = replace(LOOK, colours=dict(LOOK.colours) | {"accent": "7A1FA2", "text": "202020"}, office_font="Arial")
    written = write(deck(content(para("x"))), look)
    for name in ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml"):
        theme = written.part(name)
        slots = {one.tag.rpartition("}")[2]: one[0].get("val") for one in theme.find(".//a:clrScheme", NS)}
        assert (slots["accent1"], slots["hlink"], slots["dk1"], slots["lt1"]) == ("7A1FA2", "7A1FA2", "202020", "FFFFFF")
        assert set(theme.xpath("//a:majorFont/a:latin/@typeface | //a:minorFont/a:latin/@typeface", namespaces=NS)) == {
            "Arial"
        }


def test_the_standard_template_serves_every_role() -> None:
    assert missing_slide_layouts(LOOK.slide_template, LOOK.slide_layouts) == ()


def test_roles_whose_layout_is_missing_are_named() -> None:
    layouts = dict(LOOK.slide_layouts) | {"vedtak": ("Beslutning",), "pause": ("Rast", "Pause")}
    assert missing_slide_layouts(LOOK.slide_template, layouts) == ("vedtak",)


def test_roles_whose_layout_has_no_body_or_title_are_named() -> None:
    layouts = {"innhold": ("Title Only",), "pause": ("Title Only",), "slutt": ("Blank",)}
    assert missing_slide_layouts(DEFAULT, layouts) == ("innhold", "slutt")


def test_a_file_that_is_no_presentation_serves_no_role(tmp_path: Path) -> None:
    broken = tmp_path / "mal.pptx"
    broken.write_bytes(b"PK")
    assert missing_slide_layouts(broken, LOOK.slide_layouts) == tuple(LOOK.slide_layouts)
    broken.write_bytes(LOOK.word_template.read_bytes())
    assert missing_slide_layouts(broken, LOOK.slide_layouts) == tuple(LOOK.slide_layouts)


def test_a_template_without_a_layout_stops_the_run() -> None:
    look = replace(LOOK, slide_layouts=dict(LOOK.slide_layouts) | {"vedtak": ("Beslutning",)})
    with pytest.raises(MissingStop) as stop:
        write(deck(content(para("x"))), look)
    assert stop.value.exit_code is ExitCode.MISSING
    assert dict(stop.value.diagnostic.args)["role"] == "vedtak"


def test_a_template_of_another_house_is_used_as_it_is(tmp_path: Path) -> None:
    look = replace(LOOK, slide_template=DEFAULT, slide_layouts=DEFAULT_LAYOUTS)
    written = write(deck(Slide("skille", "Sak 1/25", "Drøfting"), content(para("x"), items("en", "to"))), look)
    assert [slide.layout for slide in written.slides] == ["Section Header", "Title and Content"]
    assert [slide.lines for slide in written.slides] == [["Drøfting"], ["x", "en", "to"]]
    assert b"Steve Canny" not in written.read("docProps/core.xml")
    assert not [name for name in written.names if "thumbnail" in name or name == "docProps/app.xml"]


def test_slides_of_the_template_are_left_out(tmp_path: Path) -> None:
    own = pptx.Presentation(str(LOOK.slide_template))
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Eksempel fra malen"
    own.save(str(tmp_path / "mal.pptx"))
    written = write(deck(content(para("x"))), replace(LOOK, slide_template=tmp_path / "mal.pptx"))
    assert written.titles == ["Innhold"]
    assert len([name for name in written.names if name.startswith("ppt/slides/slide")]) == 1


def test_a_changed_template_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "mal.pptx"
    path.write_bytes(DEFAULT.read_bytes())
    assert missing_slide_layouts(path, LOOK.slide_layouts) == tuple(LOOK.slide_layouts)
    path.write_bytes(LOOK.slide_template.read_bytes())
    assert missing_slide_layouts(path, LOOK.slide_layouts) == ()


def test_codes_are_in_order_and_of_one_family() -> None:
    codes = [code.code for code in CODES]
    assert codes == sorted(set(codes))
    assert all(code.startswith("OU2") for code in codes)

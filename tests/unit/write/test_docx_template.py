import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from tools.make_word_template import make

from mottepakke.diagnostics import MissingStop
from mottepakke.model.document import (
    Block,
    CodeBlock,
    Field,
    Fields,
    Figure,
    Group,
    Heading,
    Items,
    Paragraph,
    Picture,
    Properties,
    Quote,
    Table,
)
from mottepakke.model.look import Look
from mottepakke.write.docx import missing_word_styles, write_docx
from mottepakke.write.docx.elements import NAMESPACES, name
from tests.support.looks import standard_look
from tests.unit.write.docx_parts import (
    PROPERTIES,
    cell,
    document,
    faults,
    footnote,
    items,
    look_in,
    para,
    png,
    row,
    text,
    write,
)

Template = Callable[[Callable[[Any], None]], Look]


@pytest.fixture
def changed(tmp_path: Path) -> Template:
    """The standard look with a changed copy of its Word template."""

    def change(work: Callable[[Any], None]) -> Look:
        template = docx.Document(str(standard_look().word_template))
        work(template)
        template.save(str(tmp_path / "mal.docx"))
        return replace(standard_look(), word_template=tmp_path / "mal.docx")

    return change


def everything(folder: Path) -> tuple[Block, ...]:
    picture = folder / "figur.png"
    picture.write_bytes(png())
    table = Table((0.5, 0.5), (row("Sak", "Tittel"),), (row("1/25", cell("Ord", items("punkt", ordered=True))),))
    return (
        Group("hode", (Fields((Field("Dato", (para("i dag"),)),)),)),
        Heading(1, text("Tittel"), anchor="topp"),
        Group("vedtak", (para("Vedtaket"), items("ett", "to", ordered=True))),
        Paragraph((*text("Brødtekst"), footnote("a", "Noten", table))),
        Items(((para("spalte"),),), role="columns"),
        table,
        Quote((para("Sitatet"),)),
        CodeBlock("koden"),
        Figure(Picture(picture, "png", 100, 50), "Bildet", text("Bildeteksten"), "Figur 1"),
    )


def test_every_role_of_the_standard_look_has_a_style_in_its_template() -> None:
    look = standard_look()
    assert missing_word_styles(look.word_template, look.word_styles) == ()


def test_roles_without_a_style_are_listed_by_name() -> None:
    look = standard_look()
    asked = {"text": ("Body Text",), "lead": ("Finnes ikke", "Heller ikke"), "heading1": ("Hyperlink",)}
    assert missing_word_styles(look.word_template, asked) == ("heading1", "lead")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"ikke en Word-fil"])
def test_a_template_that_is_no_word_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mal.docx").write_bytes(content)
    with pytest.raises(MissingStop, match="word-template-unreadable"):
        missing_word_styles(tmp_path / "mal.docx", {})


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "mal.docx", "w") as package:
        package.writestr("innhold.txt", "hei")
    with pytest.raises(MissingStop, match="word-template-unreadable"):
        missing_word_styles(tmp_path / "mal.docx", {})


def test_a_style_is_found_whatever_the_case_of_its_name_and_by_its_id() -> None:
    for names in (("HEADING 1",), ("Heading 1",), ("Finnes ikke", "Heading1")):
        look = replace(standard_look(), word_styles={"heading1": names})
        assert write(Heading(1, text("Tittel")), look=look).styles() == ["Heading1"]


def test_a_norwegian_template_is_served_by_style_names(changed: Template) -> None:
    def rename(template: Any) -> None:
        for style in template.styles.element.iterchildren(name("w:style")):
            if style.get(name("w:styleId")) == "Heading1":
                style.set(name("w:styleId"), "Overskrift1")

    parts = write(Heading(1, text("Tittel")), look=changed(rename))
    assert parts.styles() == ["Overskrift1"]


def test_a_missing_style_leaves_the_paragraph_as_it_is() -> None:
    look = replace(standard_look(), word_styles={})
    parts = write(Heading(1, text("Tittel")), Paragraph((footnote("a", "note"),)), look=look, page_label="")
    assert parts.styles() == []
    assert parts.all("//w:vertAlign/@w:val") == ["superscript"]


def test_colours_of_the_look_reach_theme_and_styles() -> None:
    look = standard_look()
    parts = write(para("tekst"), look=replace(look, colours={**look.colours, "accent": "7a1f5c"}))
    scheme = parts.all("//a:clrScheme/a:accent1/a:srgbClr/@val | //a:hlink/a:srgbClr/@val", "word/theme/theme1.xml")
    assert scheme == ["7A1F5C", "7A1F5C"]
    heading = "//w:style[@w:styleId='Heading1']//w:color"
    (colour,) = parts.all(heading, "word/styles.xml")
    assert (colour.get(name("w:val")), colour.get(name("w:themeColor"))) == ("7A1F5C", "accent1")
    assert b"00566B" not in parts.bytes_of("word/styles.xml") + parts.bytes_of("word/theme/theme1.xml")


def test_colours_chosen_in_word_stand(changed: Template, tmp_path: Path) -> None:
    look = changed(lambda _: None)
    path = look.word_template
    with zipfile.ZipFile(path) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    theme = etree.fromstring(parts["word/theme/theme1.xml"])
    theme.find(f".//{name('a:clrScheme')}").set("name", "Virksomheten")
    parts["word/theme/theme1.xml"] = etree.tostring(theme)
    with zipfile.ZipFile(path, "w") as package:
        for entry, data in parts.items():
            package.writestr(entry, data)
    written = write(para("tekst"), look=replace(look, colours={**look.colours, "accent": "7A1F5C"}))
    assert b"00566B" in written.bytes_of("word/styles.xml")


def test_the_look_s_font_is_the_document_s() -> None:
    parts = write(para("tekst"), look=replace(standard_look(), office_font="Arial"))
    fonts = parts.all("//a:majorFont/a:latin/@typeface | //a:minorFont/a:latin/@typeface", "word/theme/theme1.xml")
    assert fonts == ["Arial", "Arial"]
    assert parts.all("//w:docDefaults//w:rFonts/@w:asciiTheme", "word/styles.xml") == ["minorHAnsi"]


def test_a_default_font_named_outside_the_theme_is_replaced(changed: Template) -> None:
    def name_font(template: Any) -> None:
        fonts = template.styles.element.find(f".//{name('w:docDefaults')}//{name('w:rFonts')}")
        fonts.attrib.clear()
        fonts.set(name("w:ascii"), "Times New Roman")

    parts = write(para("tekst"), look=replace(changed(name_font), office_font="Arial"))
    assert parts.all("//w:docDefaults//w:rFonts/@w:ascii", "word/styles.xml") == ["Arial"]


@pytest.mark.parametrize("language", ["nb-NO", "nn-NO"])
def test_the_language_stands_everywhere_it_can(language: Any) -> None:
    parts = write(para("tekst"), properties=replace(PROPERTIES, language=language))
    assert parts.all("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == [language]
    assert parts.all("//w:themeFontLang/@w:val", "word/settings.xml") == [language]
    core = parts.tree("docProps/core.xml")
    assert [node.text for node in core if node.tag.endswith("}language")] == [language]


def test_core_properties_are_the_documents_own() -> None:
    properties = Properties(
        "Innkalling", "nb-NO", "Helsedirektoratet", "Møte 2/2025", ("NUIT", "12/25"), dt.date(2025, 5, 15)
    )
    core = docx.Document(io.BytesIO(write(para("tekst"), properties=properties).data)).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("Innkalling", "Helsedirektoratet", "Helsedirektoratet")
    assert (core.subject, core.keywords) == ("Møte 2/2025", "NUIT, 12/25")
    assert core.created == core.modified == dt.datetime(2025, 5, 15, tzinfo=dt.UTC)


def test_nothing_tells_of_the_library_or_its_template() -> None:
    data = write(para("tekst"))
    content = b"".join(data.bytes_of(part) for part in data.names)
    for trace in (b"python-docx", b"2013-", b"thumbnail", b"app.xml", b"customXml"):
        assert trace not in content, trace


def test_a_very_long_title_is_whole_in_the_text_and_cut_in_the_properties() -> None:
    title = "Et langt navn " * 60
    parts = write(Heading(1, text(title)), properties=replace(PROPERTIES, title=title))
    assert parts.paragraphs() == [title]
    core = docx.Document(io.BytesIO(parts.data)).core_properties
    assert len(core.title) <= 255
    assert core.title.endswith("…")


def test_what_the_template_says_is_not_in_the_document(changed: Template) -> None:
    def fill(template: Any) -> None:
        run = template.add_paragraph("Hemmelig utkast").add_run()
        run.add_picture(io.BytesIO(png(9, 9)))
        template.add_comment(run, "Hemmelig merknad", "En")

    parts = write(para("tekst"), look=changed(fill))
    assert parts.paragraphs() == ["tekst"]
    assert not [one for one in parts.names if "media" in one or "comment" in one]


def test_head_and_foot_of_the_template_stay_above_the_running_lines(changed: Template) -> None:
    def fill(template: Any) -> None:
        template.sections[0].header.paragraphs[0].add_run("Helsedirektoratet").add_picture(io.BytesIO(png(9, 9)))

    parts = write(para("tekst"), look=changed(fill), head="Utvalget")
    assert parts.paragraphs("word/header1.xml") == ["Helsedirektoratet", "Utvalget"]
    assert faults(parts) == []


def test_head_and_foot_a_later_section_inherits_are_kept(changed: Template) -> None:
    def fill(template: Any) -> None:
        template.sections[0].header.paragraphs[0].add_run("Helsedirektoratet")
        template.add_section()

    assert write(para("tekst"), look=changed(fill)).all("//w:headerReference/@w:type") == ["default"]


def test_a_first_page_of_the_template_keeps_its_head_and_gets_the_page_number(changed: Template, tmp_path: Path) -> None:
    def fill(template: Any) -> None:
        template.sections[0].different_first_page_header_footer = True
        template.sections[0].first_page_header.paragraphs[0].add_run("Brevhode")

    look = replace(changed(fill), draft_mark_png=look_in(tmp_path).draft_mark_png)
    parts = write(para("tekst"), look=look, head="Utvalget", draft=True)
    heads = [parts.paragraphs(part) for part in parts.names if part.startswith("word/header")]
    feet = [parts.paragraphs(part) for part in parts.names if part.startswith("word/footer")]
    assert sorted(heads) == [["Brevhode", ""], ["Utvalget"]]
    assert feet == [["1 (1)"], ["1 (1)"]]
    assert len([part for part in parts.names if part.startswith("word/header") and parts.all("//wp:anchor", part)]) == 2


def test_facing_pages_have_the_running_lines_on_both_sides(changed: Template) -> None:
    def fill(template: Any) -> None:
        template.settings.odd_and_even_pages_header_footer = True

    parts = write(para("tekst"), look=changed(fill), head="Utvalget")
    heads = [parts.paragraphs(part) for part in parts.names if part.startswith("word/header")]
    assert heads == [["Utvalget"], ["Utvalget"]]


def test_settings_that_ask_or_tell_are_dropped(changed: Template) -> None:
    def fill(template: Any) -> None:
        settings = template.settings.element
        for tag in ("w:updateFields", "w:trackRevisions"):
            settings.append(settings.makeelement(name(tag)))
        path = "file:///C:/Users/kari/Mal.dotx"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        key = template.part._settings_part.relate_to(path, kind, is_external=True)
        attached = settings.makeelement(name("w:attachedTemplate"))
        attached.set(name("r:id"), key)
        settings.append(attached)

    parts = write(para("tekst"), look=changed(fill))
    assert not parts.all("//w:updateFields | //w:trackRevisions | //w:attachedTemplate", "word/settings.xml")
    assert parts.relationships("word/settings.xml") == {}


def test_the_default_template_of_the_library_works_too(tmp_path: Path) -> None:
    path = tmp_path / "mal.docx"
    docx.Document().save(str(path))
    look = replace(look_in(tmp_path), word_template=path)
    parts = write(*everything(tmp_path), look=look, head="Utvalget", draft=True)
    assert faults(parts) == []
    assert "docProps/thumbnail.jpeg" not in parts.names


def test_page_and_margins_are_those_of_the_template(changed: Template) -> None:
    def fill(template: Any) -> None:
        section = template.sections[0]
        section.left_margin = section.right_margin = 635 * 1000

    parts = write(Table((0.5, 0.5), (), (row("a", "b"),)), look=changed(fill))
    assert [int(value) for value in parts.all("//w:gridCol/@w:w")] == [4953, 4953]
    tabs = parts.all("//w:tab[@w:val]", "word/footer1.xml")
    assert [(tab.get(name("w:val")), tab.get(name("w:pos"))) for tab in tabs] == [("clear", "9072"), ("right", "9906")]


def test_a_document_of_everything_is_sound(tmp_path: Path) -> None:
    parts = write(*everything(tmp_path), look=look_in(tmp_path), head="Utvalget", draft=True)
    assert faults(parts) == []
    assert zipfile.ZipFile(io.BytesIO(parts.data)).testzip() is None
    said = "".join("".join(parts.paragraphs(part)) for part in ("word/document.xml", "word/footnotes.xml"))
    for word in ("Dato", "i dag", "Tittel", "Vedtaket", "ett", "Noten", "spalte", "punkt", "Sitatet", "koden"):
        assert word in said
    assert parts.diagnostics == ()


def test_the_same_document_is_the_same_bytes(tmp_path: Path) -> None:
    blocks, look = everything(tmp_path), look_in(tmp_path)
    first = write(*blocks, look=look, draft=True).data
    assert write(*blocks, look=look, draft=True).data == first
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_a_changed_template_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "mal.docx"
    look = replace(standard_look(), word_template=path)
    docx.Document().save(str(path))
    before = write(Heading(1, text("Tittel")), look=look)
    path.write_bytes(standard_look().word_template.read_bytes())
    after = write(Heading(1, text("Tittel")), look=look)
    assert before.bytes_of("word/styles.xml") != after.bytes_of("word/styles.xml")


def test_the_template_is_what_its_script_makes() -> None:
    made, kept = (
        {entry: package.read(entry) for entry in package.namelist()}
        for package in (zipfile.ZipFile(io.BytesIO(make())), zipfile.ZipFile(standard_look().word_template))
    )
    assert made == kept


def test_the_template_is_small_and_norwegian() -> None:
    path = standard_look().word_template
    assert path.stat().st_size < 20_000
    template = docx.Document(str(path))
    section = template.sections[0]
    measures = [length.mm for length in (section.page_width, section.page_height, section.left_margin) if length]
    assert measures == pytest.approx([210, 297, 25], abs=0.1)
    settings_element = template.settings.element
    assert settings_element.find(name("w:autoHyphenation")) is not None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))))
def test_any_words_come_through(words: list[str]) -> None:
    blocks = [Paragraph(text(word)) for word in words]
    written = write_docx(document(*blocks), standard_look(), {})
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(written.data)).read("word/document.xml"))
    said = []
    for paragraph in tree.iterfind(f".//{name('w:p')}"):
        special = {name("w:softHyphen"): "\u00ad", name("w:noBreakHyphen"): "\u2011"}
        said.append("".join(special.get(node.tag, node.text or "") for node in paragraph.iter()))
    assert said[: len(words)] == words
    assert NAMESPACES["w"] in str(tree.tag)

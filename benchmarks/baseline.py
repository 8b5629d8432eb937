"""The script a secretariat's developer would write today, for the same text as the sample pack.

docxtpl fills one Word template for every document, LibreOffice makes the PDFs of all of them in one start, python-pptx makes
the meeting's deck, pypdf merges. It has no checks, contents page, stamps, figures, footnotes, tags or presenter's templates.
Template and LibreOffice profile exist before the clock starts, as they would on the developer's machine.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.baseline_text import Meeting, Sheet, read_meeting

LINES_A_SLIDE = 6
MARGIN_CM = 2.5


def make_template(path: Path) -> None:
    """Write the Word template with docxtpl's marks, once and for all documents."""
    from docx import Document
    from docx.shared import Cm, Pt

    template = Document()
    template.styles["Normal"].font.name, template.styles["Normal"].font.size = "Calibri", Pt(11)
    section = template.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    template.add_paragraph("{{ title }}", style="Title")
    _loop_table(template, "{%tr for field in fields %}", ["{{ field[0] }}", "{{ field[1] }}"])
    template.add_paragraph("{%p for block in blocks %}")
    for kind, style in (("heading", "Heading 1"), ("bullet", "List Bullet"), ("number", "List Number")):
        template.add_paragraph(f"{{%p if block.kind == '{kind}' %}}")
        template.add_paragraph("{{ block.text }}", style=style)
        template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p if block.kind == 'table' %}")
    cells = ["{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"]
    _loop_table(template, "{%tr for row in block.rows %}", cells)
    template.add_paragraph("{%p elif block.kind == 'text' %}")
    template.add_paragraph("{{ block.text }}")
    for end in ("{%p endif %}", "{%p endfor %}"):
        template.add_paragraph(end)
    _page_numbers(section.footer.paragraphs[0])
    template.save(str(path))


def _loop_table(template: Any, loop: str, cells: Sequence[str]) -> None:
    table = template.add_table(rows=3, cols=len(cells), style="Table Grid")
    table.cell(0, 0).text = loop
    for column, text in enumerate(cells):
        table.cell(1, column).text = text
    table.cell(2, 0).text = "{%tr endfor %}"


def _page_numbers(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for word, code in (("Side ", "PAGE"), (" av ", "NUMPAGES")):
        paragraph.add_run(word)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        paragraph._p.append(field)


def write_word(meeting: Meeting, template: Path, folder: Path) -> list[Path]:
    """A Word file of each document that is not a PDF already."""
    from docxtpl import DocxTemplate

    made = []
    for sheet in meeting.sheets:
        if sheet.ready:
            continue
        document = DocxTemplate(str(template))
        blocks = [block for block in sheet.blocks if block.text or block.rows]
        document.render({"title": sheet.title, "fields": sheet.fields, "blocks": blocks}, autoescape=True)
        made.append(folder / f"{sheet.name}.docx")
        document.save(str(made[-1]))
    return made


def convert(files: Sequence[Path], folder: Path, profile: Path) -> None:
    """PDFs of all ``files`` in one start of LibreOffice."""
    settings = f"-env:UserInstallation={profile.absolute().as_uri()}"
    command = ["soffice", settings, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def merge(meeting: Meeting, folder: Path, target: Path) -> None:
    """One PDF with a bookmark a document."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for sheet in meeting.sheets:
        writer.append(folder / f"{sheet.name}.pdf", outline_item=sheet.title)
    writer.add_metadata({"/Title": meeting.title})
    writer.write(target)
    writer.close()


Slide = tuple[str, tuple[str, ...]]


def slides_of(meeting: Meeting, count: int) -> list[Slide]:
    """The meeting's slides; split where there are fewer than ``count``, the last ones joined where there are more."""
    slides = list(_slides(meeting))
    while len(slides) < count:
        longest = max(range(len(slides)), key=lambda index: len(slides[index][1]))
        title, lines = slides[longest]
        half = (len(lines) + 1) // 2
        slides[longest : longest + 1] = [(title, lines[:half]), (f"{title} (forts.)", lines[half:])]
    rest = tuple(line for title, lines in slides[count:] for line in (title, *lines))
    return [*slides[: count - 1], (slides[count - 1][0], (*slides[count - 1][1], *rest))]


def _slides(meeting: Meeting) -> Iterator[Slide]:
    yield meeting.title, ()
    agenda = [f"{item.time} {item.number} {item.title}" for item in meeting.items]
    for first in range(0, len(agenda), LINES_A_SLIDE):
        yield "Agenda", tuple(agenda[first : first + LINES_A_SLIDE])
    for item in meeting.items:
        name = f"{item.number} {item.title}".strip()
        yield name, (item.time, item.type)
        if item.slug:
            yield f"{name}: hensikt", (item.summary,)
        if item.questions:
            yield f"{name}: drøfting", item.questions
        if item.proposal:
            yield f"{name}: forslag til vedtak", item.proposal
    yield "Neste møte", ()


def write_deck(slides: Sequence[Slide], target: Path) -> None:
    """The deck, in python-pptx' own template."""
    from pptx import Presentation

    deck = Presentation()
    layout = deck.slide_layouts[1]
    for title, lines in slides:
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)
        slide.notes_slide.notes_text_frame.text = title
    deck.save(str(target))


def build(arguments: argparse.Namespace) -> None:
    """The whole script: Word files, deck, PDFs, merged pack; with ``--only pakke`` no deck."""
    meeting = read_meeting(arguments.workspace, arguments.meeting)
    folder: Path = arguments.output
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    words = write_word(meeting, arguments.template, folder)
    if not arguments.only:
        write_deck(slides_of(meeting, arguments.slides), folder / "presentasjon.pptx")
    convert(words, folder, arguments.profile)
    copy_ready(meeting.sheets, folder)
    merge(meeting, folder, folder / "pakke.pdf")


def copy_ready(sheets: Sequence[Sheet], folder: Path) -> None:
    """The PDFs that exist already, among the others."""
    for sheet in sheets:
        if sheet.ready:
            shutil.copyfile(sheet.ready, folder / f"{sheet.name}.pdf")


def main() -> None:
    """``template FILE`` or ``build WORKSPACE MEETING OUTPUT …``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.baseline")
    commands = parser.add_subparsers(required=True)
    template = commands.add_parser("template")
    template.add_argument("path", type=Path)
    template.set_defaults(run=lambda arguments: make_template(arguments.path))
    builder = commands.add_parser("build")
    builder.add_argument("workspace", type=Path)
    builder.add_argument("meeting")
    builder.add_argument("output", type=Path)
    builder.add_argument("--template", type=Path, required=True)
    builder.add_argument("--profile", type=Path, required=True)
    builder.add_argument("--only", choices=["pakke"])
    builder.add_argument("--slides", type=int, default=40)
    builder.set_defaults(run=build)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()

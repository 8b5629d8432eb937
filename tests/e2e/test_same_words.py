"""The same words and numbers in every format: finished files are taken apart and compared with the sources."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from mottepakke import pipeline
from mottepakke.build.outcome import Outcome
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.model.document import Block, CodeBlock, Figure, Footnote, Heading, Inline, Link, Paragraph, Table
from mottepakke.model.walk import every, plain_text
from tests.conftest import REPOSITORY, SAMPLES
from tests.support.texts import docx_paragraphs, holds, pdf_text, pptx_slides, slide_lines, squeezed


@cache
def prepared(meeting: str) -> Prepared:
    found, _ = Preparer(pipeline.open_workspace(REPOSITORY)).prepare(meeting)
    assert found is not None
    return found


def runs(children: Sequence[Inline]) -> Iterator[str]:
    """The author's own words between marks, references and footnotes."""
    words = ""
    for child in children:
        if isinstance(child, Footnote | Link):
            yield words
            words = ""
            if isinstance(child, Link):
                yield plain_text(child.children)
        else:
            words += plain_text((child,))
    yield words


def passages(blocks: Sequence[Block]) -> Iterator[str]:
    """Every stretch of text an author wrote in ``blocks``, footnotes and captions too."""
    for block in every(blocks):
        match block:
            case Paragraph(children) | Heading(_, children):
                yield from runs(children)
            case Figure(_, _, caption) | Table(_, _, _, caption):
                yield from runs(caption)
            case CodeBlock(value):
                yield value
            case _:  # says nothing beyond the blocks it holds
                pass


def docx_words(path: Path) -> str:
    return squeezed("".join(text for _, text in docx_paragraphs(path)))


def deck_words(path: Path) -> str:
    return squeezed("".join(line for slide in pptx_slides(path) for line in slide_lines(slide)))


def spoken_words(path: Path) -> str:
    """What the shapes of the slides say to screen readers: words of a locked slide stand in its layout."""
    properties = "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"
    return squeezed("".join(shape.get("descr", "") for slide in pptx_slides(path) for shape in slide.iter(properties)))


@pytest.mark.parametrize("meeting", SAMPLES)
def test_every_word_of_a_note_stands_in_word_and_pdf(meeting: str, samples: dict[str, Outcome]) -> None:
    folder = samples[meeting].folder
    assert folder is not None
    nynorsk = prepared(meeting).meeting.committee.language == "nn"
    for case in prepared(meeting).meeting.cases:
        if not case.note_id:
            continue
        word, pdf = docx_words(folder / f"{case.note_id}.docx"), squeezed(pdf_text(folder / f"{case.note_id}.pdf"))
        source = case.row.case
        headings = [] if nynorsk else [plain_text(section.title) for section in source.sections if section.kind is None]
        blocks = (*source.proposal, *(block for section in source.sections for block in section.blocks))
        for passage in (source.title, *headings, *passages(blocks)):
            assert squeezed(passage) in word, f"{case.note_id}.docx: {passage}"
            assert holds(pdf, squeezed(passage)), f"{case.note_id}.pdf: {passage}"


@pytest.mark.parametrize("meeting", SAMPLES)
def test_every_word_of_a_markdown_attachment_stands_in_word_and_pdf(meeting: str, samples: dict[str, Outcome]) -> None:
    folder = samples[meeting].folder
    assert folder is not None
    for name, content in prepared(meeting).contents.items():
        word, pdf = docx_words(folder / f"{name}.docx"), squeezed(pdf_text(folder / f"{name}.pdf"))
        for passage in passages(content.blocks):
            assert squeezed(passage) in word, f"{name}.docx: {passage}"
            assert holds(pdf, squeezed(passage)), f"{name}.pdf: {passage}"


@pytest.mark.parametrize("meeting", SAMPLES)
def test_number_title_and_proposal_are_the_same_everywhere(meeting: str, samples: dict[str, Outcome]) -> None:
    folder = samples[meeting].folder
    assert folder is not None
    deck = deck_words(folder / "presentasjon" / "samlet.pptx")
    notice = docx_words(folder / "innkalling.docx")
    pack = squeezed(pdf_text(folder / f"motepakke-{meeting.replace('/', '-')}.pdf"))
    for case in prepared(meeting).meeting.cases:
        source = case.row.case
        for words in (source.title, case.number, *passages(source.proposal)):
            for name, text in (("samlet.pptx", deck), ("innkalling.docx", notice), ("møtepakken", pack)):
                assert holds(text, squeezed(words)), f"{name}: {words}"
        path = folder / f"{case.template_id}.pptx"
        template = deck_words(path) + spoken_words(path)
        assert squeezed(f"{case.number}: {source.title}" if case.number else source.title) in template
        assert all(squeezed(passage) in template for passage in passages(source.proposal))

"""What a file from elsewhere lacks is one finding, and takes only that of the claim which it must."""

from __future__ import annotations

import io

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from mottepakke.assemble.facts import facts_of
from mottepakke.assemble.lacks import Shortcomings, shortcomings_of
from mottepakke.assemble.pack import assemble_pack
from mottepakke.assemble.plan import ARCHIVE_AND_ACCESS, Claim
from mottepakke.messages import message
from tests.unit.assemble import corpus, reading


def lacking(data: bytes) -> Shortcomings:
    with Pdf.open(io.BytesIO(data)) as pdf:
        return shortcomings_of(pdf, facts_of(pdf))


def claiming_without_fonts() -> bytes:
    """A file that says it is PDF/A and PDF/UA, and has lost its fonts."""
    with Pdf.open(io.BytesIO(corpus.note(1))) as pdf:
        for item in pdf.objects:
            if isinstance(item, Dictionary):
                for key in ("/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]
        return corpus.saved(pdf)


def inherited_resources() -> bytes:
    """A page that takes its font from the node above, through a drawing."""
    with Pdf.open(io.BytesIO(corpus.plain())) as pdf:
        page = pdf.pages[0].obj
        drawing = pdf.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Resources=page.Resources)
        drawing.Resources.XObject = Dictionary(Again=drawing)
        pdf.Root.Pages.Resources = Dictionary(XObject=Dictionary(D=drawing))
        del page.Resources
        return corpus.saved(pdf)


WORDS = {
    "own document": (corpus.note(1), []),
    "ordinary": (corpus.plain(), ["tags", "fonts", "pdfa"]),
    "scanned": (corpus.scanned(pages=2), ["tags", "text", "fonts", "pdfa"]),
    "printing inks": (corpus.scanned(Name.DeviceCMYK), ["tags", "text", "fonts", "screen_colours", "pdfa"]),
    "inherited": (inherited_resources(), ["tags", "fonts", "pdfa"]),
    "false claim": (claiming_without_fonts(), ["fonts"]),
}


@pytest.mark.parametrize(("data", "expected"), WORDS.values(), ids=WORDS.keys())
def test_what_a_file_lacks(data: bytes, expected: list[str]) -> None:
    assert [word.removeprefix("lacks_") for word, _ in lacking(data).kept] == expected


def test_pages_without_text_are_counted_and_fonts_named() -> None:
    kept = dict(lacking(corpus.scanned(pages=2)).kept)
    assert (kept["lacks_text"], kept["lacks_fonts"]) == ("2/3", "Helvetica")


def test_a_claim_that_the_fonts_belie_is_not_passed_on() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, claiming_without_fonts())))
    assert (pack.claim, pack.lowered_by) == (Claim(), ("vedlegg/1a-fil",))


def test_title_and_language_are_made_good_and_cost_nothing() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, corpus.mended(), language="nn-NO")))
    assert (pack.claim, pack.lowered_by) == (ARCHIVE_AND_ACCESS, ())
    found = [finding for finding in pack.diagnostics if finding.code.name == "part-lacks"]
    assert [message(finding, "nb") for finding in found] == [
        "«Vedlegg 1A: Fil til sak 1» mangler språk (pakken bruker møtets) og tittel (pakken bruker vedleggets)."
    ]
    with reading.opened(pack.data) as pdf:
        assert str(pdf.Root.StructTreeRoot.K.K[2].Lang) == "nn-NO"


def test_one_finding_says_all() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.scanned())))
    assert [message(finding, "nb") for finding in pack.diagnostics] == [
        "«Vedlegg 1A: Fil til sak 1» mangler koder for dokumentstruktur, tekst (bare bilde på 1/2 sider), "
        "innebygde skrifter (Helvetica), merking som PDF/A, språk (pakken bruker møtets) og tittel (pakken bruker "
        "vedleggets). Pakken lover derfor ingen standard (uten mangler: PDF/A-2a, PDF/UA-1)."
    ]

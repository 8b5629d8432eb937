"""Document properties, for an archive and for a file manager: the same in PDF, Word and PowerPoint, never the clock's."""

import json
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pptx
import pytest

from mottepakke.build.outcome import Outcome
from tests.conftest import SAMPLES

MEETING = "nuit/2025-2"
BODY, SHORT, OCCASION = "Helsedirektoratet", "NUIT", "Møte i Nasjonalt utvalg for IT-prioritering, 15. mai 2025"
CASES = tuple(f"{number}/25" for number in range(12, 24))


def files_of(outcome: Outcome, form: str) -> dict[str, Path]:
    assert outcome.folder is not None
    manifest = json.loads((outcome.folder / "manifest.json").read_text(encoding="utf-8"))
    return {item["path"]: outcome.folder / item["path"] for item in manifest["files"] if item["format"] == form}


def in_xmp(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The properties of the XMP packet under the names of the Info dictionary (ISO 19005-2, 6.6.2.2)."""
    with pdf.open_metadata() as packet:
        values = {
            "/Title": packet.get("dc:title"),
            "/Author": ", ".join(packet.get("dc:creator", ())),
            "/Subject": packet.get("dc:description"),
            "/Keywords": packet.get("pdf:Keywords"),
            "/Creator": packet.get("xmp:CreatorTool"),
            "/Producer": packet.get("pdf:Producer"),
            "/CreationDate": as_pdf_date(packet.get("xmp:CreateDate")),
            "/ModDate": as_pdf_date(packet.get("xmp:ModifyDate")),
        }
    return {key: str(value) for key, value in values.items() if value}


def as_pdf_date(written: Any) -> str:
    return "D:" + "".join(letter for letter in str(written) if letter not in "-:T")


@pytest.mark.parametrize("meeting", SAMPLES)
def test_the_info_dictionary_and_xmp_say_the_same_in_every_pdf(meeting: str, samples: dict[str, Outcome]) -> None:
    for name, path in files_of(samples[meeting], "pdf").items():
        with pikepdf.open(path) as pdf:
            info = {key: str(value) for key, value in pdf.trailer.Info.items()}
            assert in_xmp(pdf) == info, name
            with pdf.open_metadata() as packet:
                assert packet["dc:language"] == {str(pdf.Root.Lang)}, name
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, name


def expected(title: str, cases: tuple[str, ...]) -> dict[str, str]:
    return {"title": title, "author": BODY, "subject": OCCASION, "keywords": ", ".join((SHORT, *cases))}


NOTICE = expected("Innkalling til møte 2/2025 i NUIT", CASES)
NOTE = expected("Sak 16/25: EU-HIP-prosjektet", ("16/25",))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("innkalling.pdf", NOTICE),
        ("motepakke-nuit-2025-2.pdf", {**NOTICE, "title": "Møtepakke til møte 2/2025 i NUIT"}),
        ("toppnotat/16-25-eu-hip-prosjektet.pdf", NOTE),
        ("presentasjon/samlet.pdf", expected(OCCASION, CASES)),
    ],
)
def test_pdfs_tell_title_body_occasion_and_cases(path: str, told: dict[str, str], samples: dict[str, Outcome]) -> None:
    with pikepdf.open(files_of(samples[MEETING], "pdf")[path]) as pdf:
        info = pdf.trailer.Info
        assert {key: str(info[f"/{key.capitalize()}"]) for key in told} == told
        assert {str(info.CreationDate), str(info.ModDate)} == {"D:20250515000000Z"}
        assert pdf.Root.Lang == "nb-NO"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("innkalling.docx", NOTICE),
        ("toppnotat/16-25-eu-hip-prosjektet.docx", NOTE),
        ("presentasjon/samlet.pptx", expected(OCCASION, CASES)),
        ("presentasjon/16-25-eu-hip-prosjektet.pptx", NOTE),
    ],
)
def test_word_and_powerpoint_tell_the_same(path: str, told: dict[str, str], samples: dict[str, Outcome]) -> None:
    form = path.rpartition(".")[2]
    read: Any = docx.Document if form == "docx" else pptx.Presentation
    core = read(str(files_of(samples[MEETING], form)[path])).core_properties
    assert {key: getattr(core, key) for key in told} == told
    assert (core.language, core.last_modified_by) == ("nb-NO", BODY)
    assert {moment.date().isoformat() for moment in (core.created, core.modified)} == {"2025-05-15"}


def test_minutes_of_another_meeting_tell_of_that_meeting(samples: dict[str, Outcome]) -> None:
    with pikepdf.open(files_of(samples[MEETING], "pdf")["vedlegg/1-referat-2025-1.pdf"]) as pdf:
        info = pdf.trailer.Info
        assert str(info.Title) == "Referat fra møte 1/2025 i NUIT"
        assert str(info.Subject) == "Møte i Nasjonalt utvalg for IT-prioritering, 13. februar 2025"
        assert str(info.CreationDate) == "D:20250213000000Z"

"""The corpus, converted once: every file of it in as few starts of LibreOffice as the converter makes."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from mottepakke.convert.converter import convert
from mottepakke.convert.files import Converted, Failed, OfficeFile
from mottepakke.convert.office import program
from mottepakke.convert.office.program import find_soffice
from mottepakke.model.source import Span
from tests.unit.convert import corpus_odf, corpus_sheets, corpus_slides, corpus_word
from tests.unit.convert.reading import Canary


def corpus(address: str) -> dict[str, tuple[bytes, str]]:
    """Files by name, with the language of the meeting they belong to."""
    files = {
        "rapport.docx": corpus_word.report("nn-NO"),
        "sporet.docx": corpus_word.tracked(),
        "fjern.docx": corpus_word.remote(address),
        "klokke.docx": corpus_word.clock(),
        "sammensatt.docx": corpus_word.composed(),
        "tegn.docx": corpus_word.private_signs(),
        "makro.docx": corpus_word.with_macros(),
        "objekt.docx": corpus_word.with_object(),
        "presentasjon.pptx": corpus_slides.deck(),
        "nynorsk.pptx": corpus_slides.deck("nn-NO"),
        "fjern.pptx": corpus_slides.remote(address),
        "objekt.pptx": corpus_slides.with_object(),
        "budsjett.xlsx": corpus_sheets.budget(),
        "bred.xlsx": corpus_sheets.wide(),
        "bredere.xlsx": corpus_sheets.wide(60),
        "tom.xlsx": corpus_sheets.empty(),
        "blandet.xlsx": corpus_sheets.mixed(),
        "tekst.docx": rb"{\rtf1\ansi Tekst}",
        "fjern.xlsx": corpus_sheets.remote(address),
        "notat.odt": corpus_odf.note(),
        "fjern.odt": corpus_odf.remote(address),
        "presentasjon.odp": corpus_odf.deck(),
        "ark.ods": corpus_odf.sheets(address),
        "bred.ods": corpus_odf.sheets(address, 40),
    }
    return {
        **{name: (data, "nb") for name, data in files.items()},
        "uten-sprak.docx": (corpus_word.report(None), "nn"),
        "ukjent-sprak.docx": (corpus_word.report("Norsk (bokmål)"), "nb"),
        "uten-sprak.odt": (corpus_odf.note(""), "nn"),
    }


def written(folder: Path, files: Mapping[str, tuple[bytes, str]]) -> list[OfficeFile]:
    """The files in a folder, as what is to be converted."""
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    return [OfficeFile(name, folder / name, Span("packs/møte.md", 7), language) for name, (_, language) in files.items()]


@pytest.fixture(scope="session")
def soffice() -> Path:
    found = find_soffice()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


@pytest.fixture(scope="session")
def canary() -> Iterator[Canary]:
    """A web server on this machine that remembers what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    for method in ("HEAD", "OPTIONS", "PROPFIND"):
        setattr(Handler, f"do_{method}", Handler.do_GET)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Canary(f"http://127.0.0.1:{server.server_port}", asked)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def files(canary: Canary, tmp_path_factory: pytest.TempPathFactory) -> list[OfficeFile]:
    return written(tmp_path_factory.mktemp("vedlegg"), corpus(canary.address))


@pytest.fixture(scope="session")
def results(files: list[OfficeFile], soffice: Path) -> Mapping[str, Converted | Failed]:
    """Converted without the seal around LibreOffice, so that a fetch would reach the canary."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program, "SEALS", ())
        return convert(files, soffice)

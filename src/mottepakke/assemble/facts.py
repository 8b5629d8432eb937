"""What is worth knowing about a PDF before it goes into a pack."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct
from pikepdf import Pdf, PdfError, Stream

from mottepakke.assemble.budget import is_bounded
from mottepakke.assemble.cleaning import active_content, embedded_files
from mottepakke.assemble.forms import has_fields, signature_count
from mottepakke.assemble.layers import layer_names, layers_of
from mottepakke.assemble.objects import entry, items_of, mapping, name_of, number_of, text_of
from mottepakke.assemble.opening import opened
from mottepakke.assemble.plan import Claim, Level

PDFA_PART = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*(\d)")
PDFA_CONFORMANCE = re.compile(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*([A-Za-z])")
PDFUA_PART = re.compile(rb"pdfuaid:part\s*(?:=\s*[\"']|>)\s*(\d)")
LEVEL_OF: dict[str, Level] = {"a": "2a", "u": "2u", "b": "2b"}
PDFA_LEVELS = ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f")
FILE_NAME = re.compile(r"^(?:WARNING: )?(?:stream <[^>]*>|.*?\.pdf)[:,]? ?")
MAX_PACKET = 4_000_000
WELL_FORMED_PRODUCERS = ("Typst", "mottepakke")
"""Programs that never leave a graphics state or mark open at the end of a page: their pages need not be read."""


class PdfFacts(Struct, frozen=True):
    """Facts about one PDF.

    ``pdfa`` is the file's own claim, such as «3b» (empty without one), ``pdfua`` the part of PDF/UA it claims (0
    without one). ``active`` counts what the document would do by itself, ``files`` the files it carries. ``colours`` is
    the number of components of its output intent's profile, 0 without one. ``hidden_layers`` names layers not shown.
    """

    pages: int
    tagged: bool
    language: str
    title: str
    version: str
    producer: str
    pdfa: str
    pdfua: int
    encrypted: bool
    signatures: int
    has_forms: bool
    dynamic_form: bool
    portfolio: bool
    active: tuple[tuple[str, int], ...]
    files: int
    hidden_layers: tuple[str, ...]
    colours: int
    repairs: tuple[str, ...]

    @property
    def claim(self) -> Claim:
        """The file's claim as a level of PDF/A-2, and PDF/UA-1.

        What PDF/A-1 allows, PDF/A-2 allows too; PDF/A-3 adds only embedded files, and those are taken out. PDF/A-4
        builds on PDF 2.0 and counts as no claim. A file made for printing inks cannot share the pack's output intent.
        """
        level: Level = LEVEL_OF.get(self.pdfa[1:], "") if self.pdfa[:1] in ("1", "2", "3") else ""
        if level == "2a" and not self.tagged:
            level = "2b"
        if self.colours == 4:
            level = ""
        return Claim(level, pdfua=self.tagged and self.pdfua == 1)

    @property
    def conformance(self) -> tuple[str, ...]:
        """What the file says it conforms to: «PDF/A-3b», «PDF/UA-1»; levels that no standard has are no claim."""
        pdfa = (f"PDF/A-{self.pdfa}",) if self.pdfa in PDFA_LEVELS else ()
        return (*pdfa, "PDF/UA-1") if self.pdfua == 1 else pdfa

    @property
    def is_balanced(self) -> bool:
        """Whether its pages are known to close what they open."""
        return self.producer.startswith(WELL_FORMED_PRODUCERS)


def inspect_pdf(data: bytes) -> PdfFacts:
    """Read the facts of a PDF.

    Raises:
        pikepdf.PdfError: not a PDF, or broken beyond repair.
        pikepdf.PasswordError: needs a password.
    """
    with opened(data) as pdf:
        return facts_of(pdf)


def facts_of(pdf: Pdf) -> PdfFacts:
    """Read the facts of an open PDF."""
    root, info = pdf.Root, entry(pdf.trailer, "/Info")
    packet = _packet(pdf)
    return PdfFacts(
        pages=len(pdf.pages),
        tagged=_is_tagged(pdf),
        language=text_of(entry(root, "/Lang")).strip(),
        title=text_of(entry(info, "/Title")).strip(),
        version=pdf.pdf_version,
        producer=text_of(entry(info, "/Creator")) or text_of(entry(info, "/Producer")),
        pdfa=(_found(PDFA_PART, packet) + _found(PDFA_CONFORMANCE, packet)).lower(),
        pdfua=int(_found(PDFUA_PART, packet) or 0),
        encrypted=pdf.is_encrypted,
        signatures=signature_count(pdf),
        has_forms=has_fields(pdf),
        dynamic_form=entry(root, "/NeedsRendering") == True,  # noqa: E712
        portfolio=mapping(entry(root, "/Collection")) is not None,
        active=tuple(sorted(active_content(pdf).items())),
        files=embedded_files(pdf),
        hidden_layers=tuple(layer_names(layers_of(pdf))),
        colours=_intent_components(pdf),
        repairs=_repairs(pdf),
    )


def describe(counts: Counter[str]) -> str:
    """Counted things as text: «JavaScript (2), Launch»."""
    return ", ".join(f"{name} ({count})" if count > 1 else name for name, count in sorted(counts.items()) if count)


def _repairs(pdf: Pdf) -> tuple[str, ...]:
    """What qpdf had to mend, without the name of the file or stream."""
    return tuple(FILE_NAME.sub("", str(warning)) for warning in pdf.get_warnings())


def _is_tagged(pdf: Pdf) -> bool:
    """Whether the file has a structure tree with content and says that it is tagged (ISO 32000-1, 14.8.1)."""
    marked = entry(entry(pdf.Root, "/MarkInfo"), "/Marked")
    tree = mapping(entry(pdf.Root, "/StructTreeRoot"))
    return marked == True and bool(items_of(entry(tree, "/K")))  # noqa: E712


def _packet(pdf: Pdf) -> bytes:
    stream = entry(pdf.Root, "/Metadata")
    if not isinstance(stream, Stream) or not is_bounded(stream, MAX_PACKET):
        return b""
    try:
        return stream.read_bytes()
    except PdfError:
        return b""


def _found(pattern: re.Pattern[bytes], packet: bytes) -> str:
    found = pattern.search(packet)
    return found[1].decode("ascii") if found else ""


def _intent_components(pdf: Pdf) -> int:
    """The components of the output intent that PDF/A looks at (ISO 19005-2, 6.2.3)."""
    for intent in items_of(entry(pdf.Root, "/OutputIntents")):
        if name_of(entry(intent, "/S")) == "GTS_PDFA1":
            return int(number_of(entry(entry(intent, "/DestOutputProfile"), "/N")) or 0)
    return 0

"""Excel files of every kind, made on the spot."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter
from lxml import etree

from tests.unit.convert import packages

MAIN = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SAVED = dt.datetime.fromisoformat("2025-05-15T12:00:00")


def workbook(build: Any) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": SAVED})
    build(book)
    book.close()
    return target.getvalue()


def budget() -> bytes:
    """Numbers and dates as Norwegians write them; hidden sheets, rows and columns; a comment that is always shown."""

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Budsjett")
        for row, (name, value) in enumerate((("Post", "Kroner"), ("Lønn", 1234.5), ("SKJULTRAD", 9), ("Drift", 40.25))):
            sheet.write(row, 0, name)
            sheet.write(row, 1, value)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.write(0, 3, "SKJULTKOLONNE")
        sheet.set_column(3, 3, None, None, {"hidden": True})
        sheet.write_formula("B5", "=SUM(B2:B4)", None, 1283.75)
        sheet.write_datetime("A6", dt.date(2025, 5, 17), book.add_format({"num_format": 14}))
        sheet.write_comment("A1", "MERKNAD", {"visible": True})
        for name, hide in (("Skjult ark", "hide"), ("Veldig skjult ark", "very_hidden")):
            hidden = book.add_worksheet(name)
            hidden.write(0, 0, "HEMMELIGARK")
            getattr(hidden, hide)()

    return workbook(build)


def wide(columns: int = 12) -> bytes:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Bredt")
        sheet.set_column(0, columns - 1, 20)
        for row in range(3):
            for column in range(columns):
                sheet.write(row, column, f"r{row}k{column}")

    return workbook(build)


def mixed() -> bytes:
    """Two sheets with what makes cells hard to find: merged, wrapped, overflowing, on several pages, links, a drawing."""

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Lang")
        box, wrap = book.add_format({"border": 1, "bg_color": "#FFEE00"}), book.add_format({"text_wrap": True})
        for column, text in enumerate(("Navn", "Antall", "Merknad")):
            sheet.write(0, column, text, box)
        sheet.merge_range("A2:B2", "Slått sammen", box)
        sheet.write(1, 2, "Tre ord her", wrap)
        sheet.set_row(1, 60)
        sheet.write(2, 0, "Lang tekst som flyter utover naboens plass")
        for row in range(3, 90):
            sheet.write(row, 0, f"rad {row}")
            sheet.write(row, 1, row)
        sheet.set_header("&CTopptekst")
        other = book.add_worksheet("Kort")
        other.write("B2", "Tekst")
        other.write("C3", 3.5)
        other.write_url("B4", "https://example.org/ark", string="Lenke")
        other.insert_textbox("E6", "En tekstboks")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Lang!$B$4:$B$8"})
        other.insert_chart("D10", chart)

    return workbook(build)


def empty() -> bytes:
    return workbook(lambda book: book.add_worksheet("Tomt"))


def remote(address: str) -> bytes:
    """Formulas that fetch, that follow the clock or that link; a link to another workbook; a footer with the clock."""

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Ark")
        sheet.write_formula("A1", f'=WEBSERVICE("{address}/celle")', None, "HENTETVERDI")
        sheet.write_formula("A2", "=TODAY()", None, 45000)
        sheet.write_formula("A3", "=[1]Ark1!A1", None, "ANNENBOK")
        sheet.write_formula("A4", '=HYPERLINK("file:///etc/passwd","LENKEFELT")', None, "LENKEFELT")
        sheet.write_formula("A5", '=HYPERLINK("https://example.org/ark","Trygg lenke")', None, "Trygg lenke")
        sheet.write_formula("A6", "=RAND()", None, 0.125)
        sheet.write_formula("A7", "=A1&A3", None, "AVLEDETVERDI")
        sheet.write_url("A8", "external:c:\\mappe\\bok.xlsx", string="FILLENKE")
        sheet.write_url("A9", "https://example.org/side", string="Nettsted")
        sheet.write("A10", 3)
        rule = {"type": "formula", "criteria": "=TODAY()>40000", "format": book.add_format({"bg_color": "#FF0000"})}
        sheet.conditional_format("A10", rule)
        sheet.set_footer("&L&F &&D &R&D &T")
        sheet.set_paper(9)

    package = workbook(build)
    link = (
        f'<externalLink xmlns="{S}" xmlns:r="{packages.OFFICE}"><externalBook r:id="rId1"><sheetNames>'
        '<sheetName val="Ark1"/></sheetNames></externalBook></externalLink>'
    )
    part = "xl/externalLinks/externalLink1.xml"
    package = packages.with_parts(package, {part: link})
    package = packages.typed(package, part, "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml")
    package = packages.related(package, part, "rId1", "externalLinkPath", f"{address}/bok.xlsx", external=True)
    package = packages.related(package, MAIN, "rEkstern", "externalLink", "externalLinks/externalLink1.xml")

    def refer(root: Any) -> None:
        references = etree.Element(f"{{{S}}}externalReferences")
        etree.SubElement(references, f"{{{S}}}externalReference").set(f"{{{packages.OFFICE}}}id", "rEkstern")
        root.find(f"{{{S}}}sheets").addnext(references)
        root.find(f"{{{S}}}calcPr").attrib.pop("fullCalcOnLoad")

    return packages.edited(package, MAIN, refer)

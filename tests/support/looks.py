"""A complete look for writer tests: the standard layout's files, without the layout reader."""

from importlib import resources
from pathlib import Path

import font_source_sans_pro

from mottepakke.model.look import Look

STANDARD = Path(str(resources.files("mottepakke"))) / "layouts" / "standard"

WORDS = {
    "figur": "Figur",
    "innhold": "Innhold",
    "lysbilde": "Lysbilde",
    "fotnote": "Fotnote",
    "utkast": "Utkast",
    "side": "Side",
}


def standard_look() -> Look:
    return Look(
        name="standard",
        colours={
            "accent": "00566B",
            "text": "1A1A1A",
            "muted": "56606B",
            "rule": "C9D1D6",
            "shade": "EEF3F5",
            "on_accent": "FFFFFF",
            "warning": "9B1C1C",
        },
        font="Source Sans Pro",
        fallback_fonts=("DejaVu Sans",),
        office_font="Calibri",
        word_template=STANDARD / "mal.docx",
        word_styles={
            "text": ("Body Text", "Brødtekst", "Normal"),
            "lead": ("Ingress",),
            "label": ("Etikett",),
            "note": ("Merknad",),
            "subtitle": ("Subtitle", "Undertittel"),
            "meta": ("Tittelsidedata",),
            "type": ("Sakstype",),
            "warning": ("Advarsel",),
            "heading1": ("heading 1", "Overskrift 1"),
            "heading2": ("heading 2", "Overskrift 2"),
            "heading3": ("heading 3", "Overskrift 3"),
            "heading4": ("heading 4", "Overskrift 4"),
            "heading5": ("heading 5", "Overskrift 5"),
            "heading6": ("heading 6", "Overskrift 6"),
            "list": ("List Paragraph", "Listeavsnitt"),
            "field": ("Hodefelt",),
            "quote": ("Quote", "Sitat"),
            "code": ("Kode",),
            "caption": ("caption", "Bildetekst"),
            "figure": ("Figur",),
            "decision": ("Vedtak",),
            "cell": ("Tabelltekst",),
            "cell_head": ("Tabellhode",),
            "header": ("header", "Topptekst"),
            "footer": ("footer", "Bunntekst"),
            "footnote": ("footnote text", "Fotnotetekst"),
            "footnote_mark": ("footnote reference", "Fotnotereferanse"),
            "hyperlink": ("Hyperlink", "Hyperkobling"),
            "contents_title": ("TOC Heading", "Innholdsoverskrift"),
            "contents1": ("toc 1", "INNH 1"),
            "contents2": ("toc 2", "INNH 2"),
            "contents3": ("toc 3", "INNH 3"),
            "table": ("Tabell",),
        },
        slide_template=STANDARD / "mal.pptx",
        slide_layouts={
            "tittel": ("Tittel",),
            "agenda": ("Agenda",),
            "skille": ("Sak",),
            "innhold": ("Innhold",),
            "tabell": ("Tabell",),
            "vedtak": ("Vedtak",),
            "pause": ("Pause",),
            "slutt": ("Avslutning",),
            "plassholder": ("Eget innhold",),
        },
        typst_folders=(STANDARD / "typst",),
        font_folders=(STANDARD / "fonts", Path(font_source_sans_pro.__file__).parent / "files"),
        logo=None,
        draft_mark_svg=STANDARD / "utkast.svg",
        draft_mark_png=STANDARD / "utkast.png",
        words=WORDS,
    )

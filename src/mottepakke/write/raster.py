"""SVG pictures as PNG, for formats that cannot show SVG everywhere.

Typst draws them, so that no further library is needed: with fonts of this package, and without anything a picture refers to.
"""

from __future__ import annotations

import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

from mottepakke.diagnostics import Report
from mottepakke.model.document import Picture
from mottepakke.model.source import Span
from mottepakke.write.typesetting.fonts import Coverage
from mottepakke.write.typesetting.glyphs import fit
from mottepakke.write.typesetting.staging import Staging
from mottepakke.write.typesetting.typesetter import Typesetter, coverage_of_families, load_fonts

FAMILIES = ("Source Sans Pro", "DejaVu Sans")
SOURCE = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#image("{path}", width: 100%, height: 100%, fit: "contain")
"""
POINTS = 0.75
"""Points in a CSS pixel."""


def svg_png(picture: Picture, dpi: int) -> bytes:
    """The PNG of an SVG picture at ``dpi`` dots an inch of its natural size, with a transparent ground.

    Characters that no font has show as their numbers; outside references, scripts and foreign content are left out.

    Raises:
        BugStop: the file cannot be drawn.
    """
    span = Span(picture.path.name)
    with tempfile.TemporaryDirectory(prefix="mottepakke-") as folder:
        staging = Staging(Path(folder), FAMILIES[0], lambda text: fit(text, coverage))
        staging.fill((), _font_folders())
        fonts = load_fonts(staging.fonts)

        @cache
        def coverage() -> Coverage:
            return coverage_of_families(fonts, FAMILIES)

        path = staging.picture(picture, span, Report())
        width, height = (max(side, 1) * POINTS for side in (picture.width, picture.height))
        typesetter = Typesetter(staging.root, fonts, staging.packages)
        return typesetter.png(SOURCE.format(width=width, height=height, path=path), span, dpi)


def _font_folders() -> tuple[Path, ...]:
    import font_source_sans_pro  # looks through its folder when loaded

    own = Path(str(resources.files("mottepakke"))) / "layouts" / "standard" / "fonts"
    return (own, Path(font_source_sans_pro.__file__).parent / "files")

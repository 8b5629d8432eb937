"""What every draft needs, loaded once: processes forked after this start with it and share its memory.

Importing this module has that effect and no other use.
"""

from __future__ import annotations

import gc

import mottepakke.build.slides
import mottepakke.nightly.drafting
import mottepakke.write.docx
import mottepakke.write.pdf
import mottepakke.write.pptx
import mottepakke.write.slides_pdf  # noqa: F401
from mottepakke.build.meeting import PAGES, SLIDES
from mottepakke.diagnostics import Report
from mottepakke.layout.render import Renderer
from mottepakke.model.source import Span
from mottepakke.read.layout import STANDARD, STANDARD_FOLDER, read_layout

_standard = read_layout(STANDARD, STANDARD_FOLDER, Span("."), Report())
if _standard:
    Renderer(_standard).compile((*PAGES, *SLIDES))
gc.collect()
gc.freeze()

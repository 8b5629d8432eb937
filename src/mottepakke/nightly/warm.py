"""What every draft needs, loaded once: processes forked after this start with it and share its memory.

Importing this module has that effect and no other use.
"""

from __future__ import annotations

import gc

from PIL import Image

import mottepakke.assemble.pack
import mottepakke.build.filling
import mottepakke.nightly.drafting
import mottepakke.write.docx
import mottepakke.write.pdf
import mottepakke.write.slides_pdf  # noqa: F401
from mottepakke.build.meeting import BESIDES, PAGES
from mottepakke.diagnostics import Report
from mottepakke.layout.render import Renderer
from mottepakke.model.meeting import STANDARD_LAYOUT
from mottepakke.model.source import Span
from mottepakke.read.layout import STANDARD_FOLDER, read_layout
from mottepakke.write.docx import missing_word_styles
from mottepakke.write.pptx import missing_slide_layouts
from mottepakke.write.pptx.template import load_template

_standard = read_layout(STANDARD_LAYOUT, STANDARD_FOLDER, Span("."), Report())
if _standard:
    Renderer(_standard).compile((*PAGES, *BESIDES))
    missing_slide_layouts(_standard.base.slide_template, _standard.base.slide_layouts)
    missing_word_styles(_standard.base.word_template, _standard.base.word_styles)
    load_template(_standard.base)
Image.preinit()
gc.collect()
gc.freeze()

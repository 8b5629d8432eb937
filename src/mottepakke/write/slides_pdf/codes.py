"""What slides as PDF cannot show, as findings of the family OU2xx; what their plan finds, the PowerPoint writer says."""

from __future__ import annotations

from mottepakke.diagnostics import Code, Severity

SCENERY_NOT_SHOWN = Code("OU210", "slide-scenery-not-shown", Severity.HINT)
"""Something a slide layout draws that the PDF leaves out. Args ``layout``, ``what``."""

CODES = (SCENERY_NOT_SHOWN,)
"""All of them, for the message catalogue."""

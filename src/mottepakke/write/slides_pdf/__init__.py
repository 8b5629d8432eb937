"""Slides as PDF, from the plan that the PowerPoint writer shows: page n is slide n."""

from mottepakke.write.slides_pdf.codes import CODES
from mottepakke.write.slides_pdf.guests import GuestSlide
from mottepakke.write.slides_pdf.writer import FORMS, Form, SlidesWriter, slide_shape

__all__ = ["CODES", "FORMS", "Form", "GuestSlide", "SlidesWriter", "slide_shape"]

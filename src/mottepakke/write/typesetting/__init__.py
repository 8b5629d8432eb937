"""Typst with our fonts: what the PDF writer and the drawing of pictures share."""

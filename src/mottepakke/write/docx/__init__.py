"""The Word writer: real footnotes, lists, tables, contents and page numbers, in the styles of the layout's template."""

from mottepakke.write.docx.styles import missing_word_styles
from mottepakke.write.docx.writer import write_docx

__all__ = ["missing_word_styles", "write_docx"]

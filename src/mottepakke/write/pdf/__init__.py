"""PDF through Typst: documents for archive and for every reader (PDF/A-2a, PDF/UA-1)."""

from mottepakke.write.pdf.writer import PdfWriter, write_pdf

__all__ = ["PdfWriter", "write_pdf"]

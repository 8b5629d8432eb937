"""The PDFs that LibreOffice makes: looked at, tagged where it leaves tags out, and the same bytes each time."""

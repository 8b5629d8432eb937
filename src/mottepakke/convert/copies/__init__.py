"""Copies of Office files that LibreOffice may open: `safety.safe_copy` makes one, or says why there can be none."""

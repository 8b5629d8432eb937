"""Changing a committee's ledger safely: what to write (`text`), and writing it (`saving`)."""

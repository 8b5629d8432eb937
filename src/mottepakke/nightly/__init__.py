"""Drafts of all coming meetings, what changed, and the pages that say so."""

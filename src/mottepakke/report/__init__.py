"""Findings as other programs read them: a function a format."""

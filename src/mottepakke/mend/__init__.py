"""Mends what has one right answer: small edits to sources, each proved by reading again that all else says what it said."""

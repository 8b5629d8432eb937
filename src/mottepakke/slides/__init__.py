"""Decks that presenters have sent back: opened safely, and merged into the meeting's deck part by part."""

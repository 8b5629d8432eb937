"""Returned decks into the meeting's deck: `merge.merge_decks` carries parts from package to package."""

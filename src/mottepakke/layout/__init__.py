"""Layouts: folders of templates, words and style files that turn a resolved meeting into document trees."""

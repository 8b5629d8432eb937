"""Packs built again as their sources are saved, findings shown, and a page that follows along."""

"""Rules over model and tables: small pure functions that yield findings. `catalogue.RULES` lists them in order."""

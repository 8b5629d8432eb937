"""Building: what joins reading, resolving, laying out, writing and assembling for one meeting."""

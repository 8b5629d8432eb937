"""What became of a meeting between two of its snapshots: pure functions."""

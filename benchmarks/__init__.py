"""What a build costs, beside what a secretariat's developer would script today. Run by ``python -m benchmarks``."""

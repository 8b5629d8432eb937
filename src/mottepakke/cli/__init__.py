"""The command line: each command parses, calls the pipeline and shows what came of it."""

"""Readers: sources to the model. The only place that knows YAML and Markdown."""

"""The words of files that people attach, for rules to read; bounded, and silent about what cannot be read."""

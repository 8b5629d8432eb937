"""One rule a file, named as its finding."""

"""LibreOffice as a program: where it is, what it is started with, and how one run of it is watched and ended."""

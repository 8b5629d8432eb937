"""The data model: what sources say, and what is computed from them. It knows no other part of the program."""

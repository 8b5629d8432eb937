"""Resolvers: pure functions from the model to tables. What does not fit is left out; a check reports it."""

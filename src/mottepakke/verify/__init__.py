"""Checking finished files against standards."""

"""Verbs of a grid case."""

"""Measures the program; no test reads a time."""

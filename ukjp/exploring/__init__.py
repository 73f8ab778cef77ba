"""Exploring in a notebook: see a figure, click it, read the words it came from, correct it."""

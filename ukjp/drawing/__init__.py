"""From tables to figures: numbers in words, style, charts, files."""

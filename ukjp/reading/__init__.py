"""From the text of an article to amounts, days, claims and events; every part usable alone."""

"""A folder of articles that goes on living: what changes is read, the rest is remembered."""

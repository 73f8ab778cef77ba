"""From tables and figures to what people read: notebooks with checked parameters, reports."""

"""The tables for others: CSV, XLSX, Parquet and JSON lines, with all that explains them."""

from __future__ import annotations

from ukjp.publishing.exports.writing import FORMATS, export_tables

__all__ = ["FORMATS", "export_tables"]

"""A report as a tagged PDF, set by typst from the same contents as the page."""

from __future__ import annotations

from ukjp.publishing.documents.building import build_document

__all__ = ["build_document"]

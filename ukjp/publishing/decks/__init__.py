"""Slides: a deck that says what was found, shows it, and tells where each figure comes from."""

from __future__ import annotations

from ukjp.publishing.decks.building import build_deck, save_deck

__all__ = ["build_deck", "save_deck"]

"""Slides: a deck that says what was found, shows it, and tells where each figure comes from."""

from __future__ import annotations

from ukjp.publishing.decks.building import Section, build_deck, save_deck
from ukjp.publishing.decks.updating import Updated, update_deck

__all__ = ["Section", "Updated", "build_deck", "save_deck", "update_deck"]

"""Figures as native shapes: any matplotlib figure as PowerPoint drawings that can be edited."""

from __future__ import annotations

from ukjp.drawing.drawingml.saving import Drawing, draw_shapes, figure_slide, save_figure_pptx

__all__ = ["Drawing", "draw_shapes", "figure_slide", "save_figure_pptx"]

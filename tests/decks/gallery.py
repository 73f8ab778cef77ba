"""Figures of the kinds that people draw with matplotlib."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import seaborn as sns
from matplotlib.figure import Figure


def bars() -> Figure:
    figure = Figure(figsize=(5, 4))
    ax = figure.subplots()
    ax.bar(["a", "b", "c"], [1, 3, 2], hatch="//", edgecolor="black", alpha=0.6)
    ax.set_ylabel("turned label")
    return figure


def lines() -> Figure:
    figure = Figure(figsize=(5, 4))
    ax = figure.subplots()
    days = np.linspace(0, 10, 50)
    ax.plot(days, np.sin(days), "o--", linewidth=2)
    ax.set(xlim=(2, 8), ylim=(-0.7, 0.7))
    return figure


def scatter() -> Figure:
    figure = Figure(figsize=(5, 4))
    ax = figure.subplots()
    ax.scatter([1, 2, 3], [1, 2, 3], s=[20, 200, 600], c=["red", "green", "blue"], alpha=0.5)
    return figure


def picture() -> Figure:
    figure = Figure(figsize=(5, 4))
    figure.subplots().imshow(np.arange(12).reshape(3, 4))
    return figure


def contour() -> Figure:
    figure = Figure(figsize=(5, 4))
    figure.subplots().contourf(np.random.default_rng(1).random((6, 6)))
    return figure


def polar() -> Figure:
    figure = Figure(figsize=(5, 4))
    ax = figure.add_subplot(projection="polar")
    ax.plot(np.linspace(0, 6, 40), np.linspace(0, 1, 40))
    ax.set_rmax(1)
    return figure


def mesh() -> Figure:
    figure = Figure(figsize=(5, 4))
    figure.subplots().pcolormesh(np.arange(36).reshape(6, 6))
    return figure


def surface() -> Figure:
    figure = Figure(figsize=(5, 4))
    ax = figure.add_subplot(projection="3d")
    ax.bar3d([0, 1], [0, 1], [0, 0], 0.5, 0.5, [1, 2])
    return figure


def logarithmic() -> Figure:
    figure = Figure(figsize=(5, 4))
    ax = figure.subplots()
    ax.semilogy([1, 2, 3], [1, 100, 10000])
    ax.fill_between([1, 2, 3], [1, 10, 100], [10, 1000, 9000], alpha=0.3, hatch="x")
    return figure


def heat_map() -> Figure:
    figure = Figure(figsize=(5, 4))
    sns.heatmap(
        np.arange(12).reshape(3, 4), annot=True, cbar=False, ax=figure.subplots(), cmap="viridis"
    )
    return figure


def violins() -> Figure:
    figure = Figure(figsize=(5, 4))
    values = np.random.default_rng(2).normal(size=60)
    groups = np.repeat(["north", "south"], 30)
    sns.violinplot(x=groups, y=values, ax=figure.subplots())
    return figure


def mathtext() -> Figure:
    figure = Figure(figsize=(5, 4))
    ax = figure.subplots()
    ax.plot([0, 1], [0, 1])
    ax.set_title(r"$\alpha_i^2 + \sqrt{b}$")
    ax.text(0.1, 0.8, "plain words")
    return figure


GALLERY: dict[str, Callable[[], Figure]] = {
    one.__name__: one
    for one in (
        bars,
        lines,
        scatter,
        picture,
        contour,
        polar,
        mesh,
        surface,
        logarithmic,
        heat_map,
        violins,
        mathtext,
    )
}
"""By name; mathematics stands at the axis of `logarithmic`, and its hatching fills no rectangle."""

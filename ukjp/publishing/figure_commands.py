"""The command `ukjp figures`: single figures as files, each with its data and its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ukjp.errors import ParameterError
from ukjp.options import ask_scope

if TYPE_CHECKING:
    from ukjp.dataset import Dataset
    from ukjp.drawing.frame import FramedFigure

_FIGURES = {
    "cumulative_aid": ("currency", "start", "end", "show_reference"),
    "negotiation_timeline": ("start", "end", "show_reference"),
    "security_agreements": (),
}
PARTLY = 1


@click.command()
@click.argument("names", nargs=-1)
@click.option("--articles", envvar="UKJP_ARTICLES", metavar="PLACE", help="[default: the briefs]")
@ask_scope
@click.option("--start", metavar="DAY", help="First day to draw.")
@click.option("--end", metavar="DAY", help="Last day to draw.")
@click.option("--currency", default="USD", show_default=True)
@click.option("--show-reference", is_flag=True, help="Draw official and tracker figures beside.")
@click.option(
    "--size",
    default="slide",
    show_default=True,
    help="slide, column, square, phone, or 10x7.5 inches.",
)
@click.option("--theme", default="light", show_default=True, help="light or dark.")
@click.option("--format", "formats", default="png,svg,pdf", show_default=True,
              help="Of png, svg, pdf and pptx.")  # fmt: skip
@click.option("--scale", default=1.0, show_default=True, type=click.FloatRange(0.1, 8),
              help="Of a PNG’s pixels.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=Path("figures"), show_default=True)
def figures(
    names: tuple[str, ...],
    articles: str | None,
    donor: str,
    recipient: str,
    as_of: str | None,
    size: str,
    theme: str,
    formats: str,
    scale: float,
    out: Path,
    **options: Any,
) -> None:
    """Draw figures (all of them, or NAMES) to files named by figure, parameters and day."""
    from ukjp.dataset import build_dataset
    from ukjp.drawing.export import save_figure
    from ukjp.publishing.records import write_record

    wanted = [_check_name(name) for name in names] or list(_FIGURES)
    options = _check_options(options)
    dataset = build_dataset(articles, donor=donor, recipient=recipient, as_of=as_of)
    chosen = [one.strip() for one in formats.split(",") if one.strip()]
    for name in wanted:
        used = {key: options[key] for key in _FIGURES[name]}
        figure = draw_figure(name, dataset, size=size, theme=theme, **used)
        stem = out / file_stem(name, dataset, size, theme, used, scale)
        files = save_figure(figure, stem, chosen, scale)
        asked = {"articles": articles, "donor": donor, "recipient": recipient, "as_of": as_of}
        write_record(files, "figure", asked | used | {"size": size, "theme": theme, "scale": scale})
        for file in files:
            click.echo(str(file))
    for problem in dataset.problems:
        click.echo(f"ukjp: {problem.path}: {problem.message}", err=True)
    if any(problem.fatal for problem in dataset.problems):
        click.get_current_context().exit(PARTLY)


def draw_figure(name: str, dataset: Dataset, **options: Any) -> FramedFigure:
    """Return the figure of a name: cumulative_aid, negotiation_timeline, security_agreements."""
    from ukjp import drawing

    made: FramedFigure = getattr(drawing, f"figure_{name}")(dataset, **options)
    return made


def file_stem(
    name: str, dataset: Dataset, size: str, theme: str, options: dict[str, Any], scale: float = 1.0
) -> str:
    """Return a file's name without suffix: the figure, what it was asked for, the as-of day."""
    parts = [name, f"{dataset.donor}-{dataset.recipient}", size, theme]
    parts += [f"{scale:g}x"] if scale != 1 else []
    parts += [str(v) for k, v in options.items() if v and k != "show_reference"]
    parts += ["with-reference"] if options.get("show_reference") else []
    parts.append(str(dataset.as_of) if dataset.as_of else "undated")
    return "_".join(re.sub(r"[^\w.-]+", "-", part.lower()) for part in parts)


def _check_name(name: str) -> str:
    plain = name.replace("-", "_").lower()
    if plain not in _FIGURES:
        raise ParameterError(f"figure {name!r} is none of {', '.join(_FIGURES)}")
    return plain


def _check_options(options: dict[str, Any]) -> dict[str, Any]:
    from ukjp.dataset import check_day
    from ukjp.reconciling.rates import check_currency

    start, end = check_day(options["start"], "start"), check_day(options["end"], "end")
    if start and end and start > end:
        raise ParameterError(
            f"start {start} lies after end {end}; give a start on or before the end"
        )
    return {**options, "start": start, "end": end, "currency": check_currency(options["currency"])}

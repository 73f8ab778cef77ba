"""The command `ukjp export`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ukjp.options import ask_scope, ask_verdicts

_PARTLY = 1


@click.command()
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/export"), show_default=True
)
@click.option(
    "--formats", default="csv,xlsx,parquet,jsonl", show_default=True, help="What to write."
)
@ask_scope
@ask_verdicts
def export(
    articles: tuple[Path, ...],
    out: Path,
    formats: str,
    donor: str,
    recipient: str,
    as_of: str | None,
    curation: Path | None,
) -> None:
    """Read ARTICLES (folders or files; the briefs when none) and write their tables for others.

    Beside the tables lie the data dictionary, the licence and the citation.
    """
    from ukjp.dataset import build_dataset
    from ukjp.publishing.exports import export_tables

    dataset = build_dataset(
        list(articles) or os.environ.get("UKJP_ARTICLES") or None,
        donor=donor, recipient=recipient, as_of=as_of, curation=curation,
    )  # fmt: skip
    files = export_tables(dataset, out, [one.strip() for one in formats.split(",") if one.strip()])
    for problem in dataset.problems:
        click.echo(f"ukjp: {problem.path}: {problem.message}", err=True)
    for path in files:
        click.echo(path)
    if any(problem.fatal for problem in dataset.problems):
        click.get_current_context().exit(_PARTLY)

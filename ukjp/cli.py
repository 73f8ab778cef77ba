"""The commands: `ukjp build`, `report`, `params`. Heavy imports wait until a command runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from ukjp.errors import UkjpError
from ukjp.options import ask_scope, ask_verdicts

PARTLY = 1


class _OneLineErrors(click.Group):
    """Turn errors raised on purpose into one line on stderr and their exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UkjpError as error:
            from ukjp.reading.article_files import printable

            # What it quotes may come from a file's name or an article: no line of it steers.
            lines = map(printable, str(error).split("\n"))
            click.echo("ukjp: " + "\n".join(lines), err=True)
            ctx.exit(error.exit_code)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the commands of publishing only when one of them is asked for."""
        found = super().get_command(ctx, name)
        if found is None and name in _LAZY:
            import importlib

            module, attribute = _LAZY[name].split(":")
            found = getattr(importlib.import_module(module), attribute)
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_LAZY])


_LAZY = {
    "diff": "ukjp.comparing:diff",
    "explain": "ukjp.explaining:explain",
    "export": "ukjp.publishing.export_commands:export",
    "extract": "ukjp.corpus_commands:extract",
    "figures": "ukjp.publishing.figure_commands:figures",
    "report": "ukjp.publishing.commands:report",
    "params": "ukjp.publishing.commands:params",
    "slides": "ukjp.publishing.deck_commands:slides",
    "check": "ukjp.publishing.deck_commands:check",
    "watch": "ukjp.watching.command:watch",
}


@click.group(cls=_OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ukjp")
def cli() -> None:
    """Aid from one country to another, read from news articles, every figure with its words."""


@cli.command()
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/tables"), show_default=True
)
@ask_scope
@ask_verdicts
def build(
    articles: tuple[Path, ...],
    out: Path,
    donor: str,
    recipient: str,
    as_of: str | None,
    curation: Path | None,
) -> None:
    """Read ARTICLES (folders or files; the briefs when none) and write their tables to --out."""
    from ukjp.dataset import build_dataset
    from ukjp.tables import write_tables

    places = list(articles) or os.environ.get("UKJP_ARTICLES") or None
    dataset = build_dataset(
        places, donor=donor, recipient=recipient, as_of=as_of, curation=curation
    )
    files = write_tables(dataset, out)
    for problem in dataset.problems:
        click.echo(f"ukjp: {problem.path}: {problem.message}", err=True)
    click.echo(f"{dataset!r}\n{len(files)} files in {out}")
    if any(problem.fatal for problem in dataset.problems):
        click.get_current_context().exit(PARTLY)


def main() -> None:
    """Run the command line."""
    cli(prog_name="ukjp")


if __name__ == "__main__":
    main()

"""The commands `ukjp slides` and `ukjp check`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ukjp.publishing.output_commands import outputs

FAULTS_FOUND = 1


@click.command()
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/ukjp.pptx"), show_default=True
)
@click.option("--template", type=click.Path(path_type=Path), help="A .pptx or .potx to build on.")
@click.option("--mode", default="picture", show_default=True, help="How figures stand on slides.")
@click.option("--donor", default="Japan", show_default=True, help="Who gives.")
@click.option("--recipient", default="Ukraine", show_default=True, help="Who receives.")
@click.option("--as-of", default=None, metavar="DAY", help="Only what was published by this day.")
@click.option("--currency", default="USD", show_default=True, help="Of the amounts in charts.")
@click.option("--start", default=None, metavar="DAY", help="First day that charts show.")
@click.option("--end", default=None, metavar="DAY", help="Last day that charts show.")
@click.option("--show-reference", is_flag=True, help="Official figures beside the articles’.")
def slides(
    articles: tuple[Path, ...],
    out: Path,
    template: Path | None,
    mode: str,
    donor: str,
    recipient: str,
    as_of: str | None,
    currency: str,
    start: str | None,
    end: str | None,
    *,
    show_reference: bool,
) -> None:
    """Read ARTICLES (folders or files; the briefs when none) and write slides on them to --out."""
    from ukjp.dataset import build_dataset
    from ukjp.publishing.decks import save_deck
    from ukjp.publishing.records import write_record

    places = list(articles) or os.environ.get("UKJP_ARTICLES") or None
    dataset = build_dataset(places, donor=donor, recipient=recipient, as_of=as_of)
    save_deck(
        dataset, out, template=template, mode=mode, currency=currency, start=start, end=end,
        show_reference=show_reference,
    )  # fmt: skip
    write_record([out], "deck", click.get_current_context().params | {"articles": places})
    for problem in dataset.problems:
        click.echo(f"ukjp: {problem.path}: {problem.message}", err=True)
    click.echo(str(out))
    if any(problem.fatal for problem in dataset.problems):
        click.get_current_context().exit(FAULTS_FOUND)


@click.group()
def check() -> None:
    """Check what was made."""


@check.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def deck(files: tuple[Path, ...]) -> None:
    """Check PowerPoint FILES: nothing off a slide or overlapping, alt texts there, words large.

    Exit code 0 if all is well, 1 if something was found, 2 if a file cannot be read.
    """
    from ukjp.publishing.decks.checks import check_deck

    found = 0
    for path in files:
        findings = check_deck(path)
        found += len(findings)
        for finding in findings:
            click.echo(f"{path}: {finding}")
        if not findings:
            click.echo(f"{path}: nothing found")
    if found:
        click.get_current_context().exit(FAULTS_FOUND)


check.add_command(outputs)

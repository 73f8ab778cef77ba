"""The command `ukjp check outputs`."""

from __future__ import annotations

import json
from pathlib import Path

import click

STALE = 1


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--articles",
    type=click.Path(path_type=Path),
    multiple=True,
    envvar="UKJP_ARTICLES",
    metavar="PLACE",
    help="Articles that outputs were made from, where they are not found by their name.",
)
@click.option("--json", "as_json", is_flag=True, help="Print how every output stands as JSON.")
@click.pass_context
def outputs(
    ctx: click.Context, /, folders: tuple[Path, ...], articles: tuple[Path, ...], *, as_json: bool
) -> None:
    """Name every stale report, figure and deck in FOLDERS, and why (the reports when none).

    Exit code 0 if all are fresh, 1 if one is stale, a deck was edited or cannot be compared,
    2 if there is none.
    """
    from ukjp.publishing.commands import default_out
    from ukjp.publishing.staleness import check_outputs

    found = [
        one for folder in folders or (default_out(),) for one in check_outputs(folder, articles)
    ]
    if as_json:
        told = [
            {"path": str(one.path), "kind": one.kind, "state": one.state, "why": one.why}
            for one in found
        ]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for one in found:
            if one.state != "fresh":
                state = "" if one.state == "edited" else f"{one.state}: "
                click.echo(f"{one.path}: {one.kind}, {state}{'; '.join(one.why)}")
        fresh = sum(one.state == "fresh" for one in found)
        click.echo(f"{fresh} of {len(found)} fresh")
    if any(one.state != "fresh" for one in found):
        ctx.exit(STALE)

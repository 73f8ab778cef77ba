"""The commands `ukjp report` and `ukjp params`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ukjp.publishing.notebooks import Notebook, read_notebook
from ukjp.publishing.parameters import build_model, parse_assignments
from ukjp.resources import resource_folder

PARTLY = 1


def default_out() -> Path:
    """Return the checkout's own reports folder inside a checkout, elsewhere ./reports."""
    checkout = resource_folder("notebooks").parent
    if (checkout / "pyproject.toml").is_file() and Path.cwd().is_relative_to(checkout):
        return checkout / "reports"
    return Path("reports")


@click.command()
@click.argument("notebook", default="briefing")
@click.option(
    "-P",
    "assignments",
    metavar="NAME=VALUE",
    multiple=True,
    help="A parameter; `ukjp params` lists them.",
)
@click.option(
    "--articles", envvar="UKJP_ARTICLES", metavar="PLACE", help="Short for -P articles=PLACE."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder for reports.  [default: reports]"
)
@click.option("--name", help="Name of the report.  [default: the notebook's]")
@click.option("--formats", default="ipynb,html,figures", show_default=True, help="What to write.")
@click.option(
    "--code",
    default="hidden",
    show_default=True,
    metavar="hidden|folded|shown",
    help="Code in the page.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=600.0,
    show_default=True,
    help="Seconds a cell may take.",
)
@click.pass_context
def report(
    ctx: click.Context,
    notebook: str,
    assignments: tuple[str, ...],
    articles: str | None,
    out: Path | None,
    name: str | None,
    formats: str,
    code: Any,
    timeout: float,
) -> None:
    """Run NOTEBOOK (a name or a path) and write its report: page, figures, executed notebook."""
    from ukjp.publishing.reports import run_report

    source = read_notebook(notebook)
    given = _given(ctx, source, assignments, articles)
    made = run_report(
        source.path,
        given,
        out or default_out(),
        formats=[one.strip() for one in formats.split(",") if one.strip()],
        name=name,
        code=code,
        timeout=timeout,
    )
    for problem in made.problems:
        click.echo(f"ukjp: {problem.path}: {problem.message}", err=True)
    for path in made.files:
        click.echo(path)
    if any(problem.fatal for problem in made.problems):
        ctx.exit(PARTLY)


def _given(
    ctx: click.Context, source: Notebook, assignments: tuple[str, ...], articles: str | None
) -> dict[str, object]:
    """Return the parameters as typed; articles from the environment only where there are any."""
    given: dict[str, object] = dict(parse_assignments(assignments))
    named = ctx.get_parameter_source("articles") is click.core.ParameterSource.COMMANDLINE
    if articles and (named or "articles" in build_model(source).model_fields):
        given.setdefault("articles", articles)
    return given


@click.command()
@click.argument("notebook", default="briefing")
@click.option("--schema", is_flag=True, help="Print the JSON Schema instead.")
def params(notebook: str, schema: bool) -> None:
    """List the parameters of NOTEBOOK with type, default and meaning."""
    from ukjp.publishing.declarations import read_declarations

    source = read_notebook(notebook)
    model = build_model(source)
    if schema:
        click.echo(json.dumps(model.model_json_schema(), indent=2, ensure_ascii=False))
        return
    for declared in read_declarations(source):
        set_already = declared.default is not None and declared.default != ""
        default = f" = {declared.default}" if set_already else ""
        click.echo(f"{declared.name}: {declared.written}{default}")
        if declared.help:
            click.echo(f"    {declared.help}")

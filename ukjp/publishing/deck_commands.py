"""The commands `ukjp slides` and `ukjp check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ukjp.errors import ParameterError
from ukjp.options import ask_scope
from ukjp.publishing.output_commands import outputs

if TYPE_CHECKING:
    from ukjp.publishing.deck_requests import Request

FAULTS_FOUND = 1
_PARAMETERS = ("donor", "recipient", "as_of", "currency", "start", "end", "show_reference")


@click.command()
@click.argument("names", nargs=-1, metavar="[RUN | ARTICLES]...")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/ukjp.pptx"), show_default=True
)
@click.option("--update", type=click.Path(path_type=Path), help="A deck to bring up to date.")
@click.option("--template", type=click.Path(path_type=Path), help="A .pptx or .potx to build on.")
@click.option("--mode", default="picture", show_default=True, help="picture, native or shapes.")
@click.option("--theme", help="light or dark, where there is no template.")
@click.option("--runs", type=click.Path(path_type=Path), help="Where RUNs stand [notebooks’ own].")
@ask_scope
@click.option("--currency", default="USD", show_default=True, help="Of the amounts in charts.")
@click.option("--start", default=None, metavar="DAY", help="First day that charts show.")
@click.option("--end", default=None, metavar="DAY", help="Last day that charts show.")
@click.option("--show-reference", is_flag=True, help="Official figures beside the articles’.")
def slides(
    names: tuple[str, ...],
    out: Path,
    update: Path | None,
    template: Path | None,
    mode: str,
    theme: str | None,
    runs: Path | None,
    **_: Any,
) -> None:
    """Write slides to --out, or bring the deck --update up to date.

    They are on ARTICLES (folders or files; the briefs when none), or on what RUNs of a run file
    ask for: a section of the deck for each.
    """
    from ukjp.publishing.deck_requests import read_request

    given = _given_parameters()
    if update is not None:
        _update(update, names, given, runs)
        return
    request = read_request(names, given, runs)
    if template is None:
        theme = theme or request.theme
    from ukjp.publishing.decks import save_deck

    save_deck(request.sections, out, template=template, mode=mode, theme=theme)
    _finish(out, request)


def _given_parameters() -> dict[str, Any]:
    """Return the parameters that were named on the command line."""
    context = click.get_current_context()
    return {
        key: context.params[key]
        for key in _PARAMETERS
        if context.get_parameter_source(key) is click.core.ParameterSource.COMMANDLINE
    }


def _update(deck: Path, names: tuple[str, ...], given: dict[str, Any], runs: Path | None) -> None:
    """Bring a deck up to date, and say what was done."""
    from ukjp.publishing.deck_requests import read_request
    from ukjp.publishing.decks.updating import read_known, update_deck

    context = click.get_current_context()
    named = {
        key
        for key in ("out", "template", "theme", "mode")
        if context.get_parameter_source(key) is click.core.ParameterSource.COMMANDLINE
    }
    for key in ("out", "template", "theme"):
        if key in named:
            raise ParameterError(f"--{key}: an updated deck keeps its own; leave --{key} out")
    _, before = read_known(deck)
    request = read_request(names, given, runs, before)
    mode = context.params["mode"] if "mode" in named else None
    done = update_deck(request.sections, deck, mode=mode)
    for change in done.changes:
        click.echo(f"{deck}: {change}")
    if done.backup is None:
        click.echo(f"{deck}: nothing to replace, it shows these data already")
    else:
        click.echo(f"{deck}: as it was before: {done.backup}")
    _finish(deck, request)


def _finish(out: Path, request: Request) -> None:
    """Keep what the deck was made from; say where it is and what could not be read."""
    from ukjp.publishing.records import write_record

    context = click.get_current_context()
    write_record([out], "deck", context.params | {"articles": request.places})
    problems = {
        (problem.path, problem.message): problem.fatal
        for section in request.sections
        for problem in section.dataset.problems
    }
    for path, message in problems:
        click.echo(f"ukjp: {path}: {message}", err=True)
    click.echo(str(out))
    if any(problems.values()):
        context.exit(FAULTS_FOUND)


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

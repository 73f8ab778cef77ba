"""`ukjp watch`: tables, and a report where one is asked for, that follow a folder of articles."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click

from ukjp.errors import ParameterError, UkjpError
from ukjp.explaining import plain_line
from ukjp.options import ask_scope, ask_verdicts
from ukjp.processes import ending_as_interrupted
from ukjp.publishing.commands import default_out
from ukjp.publishing.notebooks import Notebook, read_notebook
from ukjp.remembering import ENVIRONMENT, find_memory
from ukjp.tables import write_tables
from ukjp.watching.corpus import LiveCorpus, Update

_MEMORY = ".ukjp-memory.sqlite"


class Places(NamedTuple):
    """Where things are read and written."""

    folder: Path
    tables: Path
    reports: Path
    memory: Path
    curation: Path | None


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/tables"), show_default=True,
    help="Folder for the tables.",
)  # fmt: skip
@click.option("--report", "name", metavar="NOTEBOOK", help="Also run this report after a change.")
@click.option(
    "--report-out", type=click.Path(path_type=Path), help="Folder for reports.  [default: reports]"
)
@ask_scope
@ask_verdicts
@click.option("--poll", is_flag=True, help="Look every second: for network folders.")
@click.pass_context
def watch(
    ctx: click.Context,
    folder: Path,
    out: Path,
    name: str | None,
    report_out: Path | None,
    donor: str,
    recipient: str,
    as_of: str | None,
    curation: Path | None,
    poll: bool,
) -> None:
    """Build tables of FOLDER, and again whenever an article comes, changes or goes; Ctrl-C ends it.

    Only what has changed is read, after a restart too: what was read is remembered beside the
    tables.
    """
    from ukjp.watching.following import follow

    memory = find_memory(None) or out / _MEMORY
    places = Places(folder, out, report_out or default_out(), memory, curation)
    notebook = read_notebook(name) if name else None
    _check_apart(places, notebook)
    write = _writer(places, notebook, {"donor": donor, "recipient": recipient, "as_of": as_of})
    with ending_as_interrupted():
        try:
            begun = time.perf_counter()
            corpus = LiveCorpus(
                folder,
                donor=donor,
                recipient=recipient,
                as_of=as_of,
                curation=curation,
                memory=memory,
            )
            _tell_begin(corpus, time.perf_counter() - begun)
            write(corpus)
            for update in follow(corpus, poll=poll):
                _tell(corpus, update)
                if isinstance(update, Update):
                    write(corpus)
        except KeyboardInterrupt:
            click.echo("ukjp: stopped watching", err=True)
            ctx.exit(0)


def _check_apart(places: Places, notebook: Notebook | None) -> None:
    """Refuse to write into the folder that is watched, where a page would be read as an article."""
    folder = places.folder.resolve()
    written = {"--out": places.tables, **({"--report-out": places.reports} if notebook else {})}
    for option, place in written.items():
        if place.resolve().is_relative_to(folder):
            raise ParameterError(
                f"{option}: {place} lies in the folder that is watched; name one outside {folder}"
            )


def _writer(
    places: Places, notebook: Notebook | None, asked: dict[str, str | None]
) -> Callable[[LiveCorpus], None]:
    """Return what writes tables and report; where that fails it is said, and watching goes on."""

    def write(corpus: LiveCorpus) -> None:
        begun = time.perf_counter()
        try:
            write_tables(corpus.data, places.tables)
            if notebook and len(corpus.data.articles):
                _run_report(places, notebook, asked)
        except UkjpError as error:
            _warn(str(error))
        else:
            done = "tables and report" if notebook and len(corpus.data.articles) else "tables"
            _note(f"{done} written in {time.perf_counter() - begun:.1f} s")

    return write


def _run_report(places: Places, notebook: Notebook, asked: dict[str, str | None]) -> None:
    from ukjp.publishing.parameters import build_model
    from ukjp.publishing.reports import run_report

    values = {"articles": str(places.folder.resolve()), **asked}
    known = build_model(notebook).model_fields
    # The notebook's kernel finds there what has just been read, and the same verdicts.
    os.environ[ENVIRONMENT] = str(places.memory.resolve())
    if places.curation:
        os.environ["UKJP_CURATION"] = str(places.curation.resolve())
    given = {name: value for name, value in values.items() if name in known and value is not None}
    run_report(notebook.path, given, places.reports)


def _tell_begin(corpus: LiveCorpus, seconds: float) -> None:
    for problem in corpus.data.problems:
        _warn(f"{problem.path}: {problem.message}")
    click.echo(repr(corpus.data))
    _note(f"{_read(corpus.last_read_anew)} in {seconds:.1f} s; watching {corpus.folder}")


def _tell(corpus: LiveCorpus, update: Update | UkjpError) -> None:
    if isinstance(update, UkjpError):
        _warn(f"{update}; the tables stay as they are")
        return
    click.echo(str(update))
    held = f"{len(corpus.data.articles):,} in all"
    _note(f"{_read(update.read_anew)}, {held}, in {update.seconds:.1f} s")


def _read(number: int) -> str:
    return f"{number:,} article{'' if number == 1 else 's'} read"


def _note(words: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {plain_line(words)}")


def _warn(words: str) -> None:
    click.echo(f"ukjp: {plain_line(words)}", err=True)

"""The commands `ukjp report` and `ukjp params`."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from ukjp.errors import ParameterError, ReportError
from ukjp.publishing.contents import Code
from ukjp.publishing.notebooks import Notebook, read_notebook
from ukjp.publishing.parameters import build_model, parse_assignments
from ukjp.reading.article_files import printable
from ukjp.reading.remote_files import address_of
from ukjp.resources import resource_folder

if TYPE_CHECKING:
    from ukjp.publishing.batches.outcomes import Status
    from ukjp.publishing.batches.progress import Loudness
    from ukjp.publishing.batches.run_files import Asked, ReportSet
    from ukjp.publishing.batches.running import Batch, Executor
    from ukjp.publishing.reports import Report

PARTLY = 1
INTERRUPTED = 130
STANDARD = "standard"
"""Stands for the run file that comes with the package."""
_FORMATS = "ipynb,html,figures"


class Ways(NamedTuple):
    """How reports are made, as options say it."""

    jobs: int
    dask: str | None
    force: bool
    resume: bool
    fail_fast: bool
    as_json: bool
    loudness: Loudness


def default_out() -> Path:
    """Return the checkout's own reports folder inside a checkout, elsewhere ./reports."""
    checkout = resource_folder("notebooks").parent
    if (checkout / "pyproject.toml").is_file() and Path.cwd().is_relative_to(checkout):
        return checkout / "reports"
    return Path("reports")


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--runs", type=click.Path(path_type=Path), metavar="FILE", help="A run file, or standard."
)
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
@click.option("--out", metavar="FOLDER", help="Folder for reports.  [default: reports]")
@click.option("--name", help="Name of a single report.  [default: the notebook's]")
@click.option("--formats", metavar="LIST", help=f"What to write.  [default: {_FORMATS}]")
@click.option("--code", metavar="hidden|folded|shown", help="Code in the page.  [default: hidden]")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds that a cell, and in a batch a report's cells together, may take.  [default: 600]",
)
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes."
)
@click.option("--dask", metavar="ADDRESS", help="Make the reports on this Dask cluster.")
@click.option("--force", is_flag=True, help="Make what is unchanged, too.")
@click.option("--resume", is_flag=True, help="Finish the interrupted batch of this run file.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first report that fails.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of it as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
@click.option("--verbose", "-v", is_flag=True, help="A line for each cell, and why it is made.")
@click.pass_context
def report(
    ctx: click.Context,
    /,
    names: tuple[str, ...],
    runs: Path | None,
    assignments: tuple[str, ...],
    articles: str | None,
    out: str | None,
    name: str | None,
    formats: str | None,
    code: str | None,
    timeout: float | None,
    *,
    quiet: bool,
    verbose: bool,
    **ways: Any,
) -> None:
    """Make the reports of notebooks NAMES (the briefing where none is named).

    A notebook is a name or a path. With --runs NAMES are runs of that file, all where none is
    named; * stands for any letters. A report is a folder with page, figures, executed notebook and
    manifest; one that nothing changed for is left as it is.
    """
    from ukjp.publishing.batches.run_files import Asked

    chosen = Ways(**ways, loudness="quiet" if quiet else "verbose" if verbose else "usual")
    named = _are_named(ctx, articles)
    asked = Asked(
        parameters=parse_assignments(assignments) | ({"articles": articles} if named else {}),
        formats=tuple(one.strip() for one in formats.split(",") if one.strip())
        if formats
        else None,
        code=cast("Code", code) if code else None,
        timeout=timeout,
        articles=None if named else articles,
    )
    remote = address_of(out) if out else None
    place = Path(out) if out else default_out()
    if chosen.resume and not runs:
        raise ParameterError("--resume needs the run file of the batch: add --runs FILE")
    if runs or len(names) > 1 or chosen.jobs > 1 or chosen.dask or remote:
        if name:
            raise ParameterError("--name names a single report; in a run file each has its own")
        with _staging(remote, place) as folder:
            ctx.exit(_make_batch(runs, names, asked, folder, remote, chosen))
    ctx.exit(_make_one(names[0] if names else "briefing", name, asked, place, chosen))


@contextmanager
def _staging(remote: str | None, place: Path) -> Iterator[Path]:
    """Lend the folder to make reports in: the one named, or one of passage to an address."""
    if not remote:
        yield place
        return
    with tempfile.TemporaryDirectory(prefix="ukjp-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _are_named(ctx: click.Context, articles: str | None) -> bool:
    """Tell articles named on the command line from those of the environment."""
    from_line = click.core.ParameterSource.COMMANDLINE
    return bool(articles) and ctx.get_parameter_source("articles") is from_line


def _make_one(notebook: str, name: str | None, asked: Asked, out: Path, ways: Ways) -> int:
    """Make a single report in this process; return the exit code."""
    from ukjp.publishing.batches.run_files import SET_TIMEOUT, ReportSet

    source = read_notebook(notebook)
    one = ReportSet(
        name=name or source.name,
        notebook=source.path,
        parameters=_given(source, asked),
        formats=asked.formats or tuple(_FORMATS.split(",")),
        code=asked.code or "hidden",
        timeout=asked.timeout or SET_TIMEOUT,
    )
    begun = time.monotonic()
    try:
        made, unchanged = _run_one(one, out, ways)
    except ReportError as error:
        if not ways.as_json:
            raise
        return _show_failure(one, out, error, time.monotonic() - begun)
    for problem in made.problems:
        click.echo(f"ukjp: {problem.path}: {problem.message}", err=True)
    if ways.as_json:
        from ukjp.publishing.batches.outcomes import outcome_of
        from ukjp.publishing.batches.summary import show_summary

        seconds = 0.0 if unchanged else time.monotonic() - begun
        status: Status = "unchanged" if unchanged else "made"
        show_summary([outcome_of(made, status, seconds)], as_json=True)
    else:
        if unchanged and ways.loudness != "quiet":
            words = "unchanged since it was made; --force makes it anew"
            click.echo(f"ukjp: {made.name}: {words}", err=True)
        for path in made.files:
            click.echo(path)
    return PARTLY if any(problem.fatal for problem in made.problems) else 0


def _show_failure(one: ReportSet, out: Path, error: ReportError, seconds: float) -> int:
    """Tell machines and people of a report that failed; return the exit code."""
    from ukjp.publishing.batches.outcomes import Order, failure_of
    from ukjp.publishing.batches.summary import show_summary

    click.echo(f"ukjp: {printable(str(error))}", err=True)
    failed = failure_of(Order(one, out), error, seconds)
    show_summary([failed], as_json=True)
    return failed.exit_code


def _run_one(one: ReportSet, out: Path, ways: Ways) -> tuple[Report, bool]:
    """Return the report, and whether it was there and fresh."""
    from ukjp.publishing import reports
    from ukjp.publishing.batches.estimates import Estimates
    from ukjp.publishing.batches.progress import watching
    from ukjp.publishing.landing import clear_leftovers

    if out.is_dir():
        clear_leftovers(out)
    choices: dict[str, Any] = {"formats": list(one.formats), "name": one.name, "code": one.code}
    changes = ["asked for"]
    if not ways.force:
        found, changes = reports.find_report(one.notebook, one.parameters, out, **choices)
        if found:
            return found, True
    shown = sys.stderr.isatty() or ways.loudness == "verbose"
    with watching(Estimates([one], out, 1), ways.loudness if shown else "quiet") as watch:
        watch.plan([one.name])
        watch.changes(one.name, changes)
        watch.begin(one.name)
        made = reports.run_report(
            one.notebook,
            one.parameters,
            out,
            **choices,
            timeout=one.timeout,
            on_cell=lambda number, count: watch.cell(one.name, number, count),
        )
    return made, False


def _given(source: Notebook, asked: Asked) -> dict[str, object]:
    """Return the parameters as typed; articles from the environment only where there are any."""
    given = dict(asked.parameters)
    if asked.articles and "articles" in build_model(source).model_fields:
        given.setdefault("articles", asked.articles)
    return given


def _make_batch(
    runs: Path | None,
    names: Sequence[str],
    asked: Asked,
    out: Path,
    remote: str | None,
    ways: Ways,
) -> int:
    """Make many reports in processes of their own; return the exit code."""
    from ukjp.processes import ending_as_interrupted
    from ukjp.publishing.batches.estimates import Estimates
    from ukjp.publishing.batches.progress import watching
    from ukjp.publishing.batches.running import Interrupted, run_batch
    from ukjp.publishing.batches.summary import exit_code, show_summary

    batch = _plan_batch(runs, names, asked, out, ways)
    executor = _executor(ways, remote)
    if remote:
        batch = _stored(batch, remote, ways)
    estimates = Estimates(batch.sets, out, ways.jobs)
    verbose = ways.loudness == "verbose"
    try:
        with ending_as_interrupted(), watching(estimates, ways.loudness) as watch:
            outcomes = run_batch(batch, executor, watch)
    except Interrupted as interruption:
        show_summary(interruption.outcomes, as_json=ways.as_json, verbose=verbose)
        more = "; --resume goes on" if runs else ""
        click.echo(f"ukjp: interrupted{more}", err=True)
        return INTERRUPTED
    show_summary(outcomes, as_json=ways.as_json, verbose=verbose)
    return exit_code(outcomes)


def _executor(ways: Ways, remote: str | None) -> Executor:
    from ukjp.publishing.batches.running import on_this_machine

    if not ways.dask:
        return on_this_machine(ways.jobs)
    from ukjp.publishing.batches.cluster import on_cluster

    return on_cluster(ways.dask, remote)


def _stored(batch: Batch, remote: str, ways: Ways) -> Batch:
    """Return a batch whose reports belong to an address."""
    from ukjp.publishing.batches.storage import Storage

    if ways.resume:
        raise ParameterError(f"--resume: needs a folder; {remote} keeps what is done without it")
    storage = Storage(remote)
    storage.fetch([one.name for one in batch.sets], batch.out)
    # Workers of a cluster put their reports there themselves.
    deliver = None if ways.dask else partial(storage.deliver, folder=batch.out)
    return batch._replace(journal=None, deliver=deliver)


def _plan_batch(
    runs: Path | None, names: Sequence[str], asked: Asked, out: Path, ways: Ways
) -> Batch:
    from ukjp.publishing.batches.journal import SUFFIX, Journal, read_journal
    from ukjp.publishing.batches.run_files import (
        name_runs,
        read_runs,
        select_sets,
        standard_runs,
    )
    from ukjp.publishing.batches.running import Batch

    if not runs:
        sets = name_runs(names or ["briefing"], asked)
        return Batch(sets, out, ways.force, ways.fail_fast)
    if str(runs) == STANDARD and not runs.exists():
        runs = standard_runs()
    sets, force, done = read_runs(runs, asked), ways.force, frozenset[str]()
    journal = Journal(out / f"{runs.stem}{SUFFIX}")
    if ways.resume:
        past = read_journal(journal.path)
        known = {one.name for one in sets}
        names = names or [name for name in past.names if name in known]
        force, done = force or past.force, past.done
    sets = select_sets(sets, names)
    if not ways.resume:
        journal.begin([one.name for one in sets], force=force)
    return Batch(sets, out, force, ways.fail_fast, done, journal)


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

"""Options that several commands share, in the same words everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def ask_parties(command: Command) -> Command:
    """Add --donor and --recipient."""
    give = click.option("--donor", default="Japan", show_default=True, help="Who gives.")
    receive = click.option(
        "--recipient", default="Ukraine", show_default=True, help="Who receives."
    )
    return give(receive(command))


def ask_scope(command: Command) -> Command:
    """Add --donor, --recipient and --as-of."""
    day = click.option(
        "--as-of", default=None, metavar="DAY", help="Only what was published by this day."
    )
    return ask_parties(day(command))


def ask_verdicts(command: Command) -> Command:
    """Add --curation, which the variable UKJP_CURATION answers for every program."""
    return click.option(
        "--curation",
        type=click.Path(path_type=Path),
        default=None,
        envvar="UKJP_CURATION",
        help="Analyst's verdicts to apply (default: data/curation.csv of the checkout).",
    )(command)

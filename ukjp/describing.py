"""What a dataset holds, in a line and as a small table for notebooks.

Nothing here trusts an article: every word of one is escaped, and a notebook's own colours are used.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from ukjp.reconciling.amounts import tell_amount
from ukjp.reconciling.headlines import announced_total, counted_increments
from ukjp.schema import TABLES

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

_SHOWN_PROBLEMS = 5
_LONGEST = 200


def describe_line(dataset: Dataset) -> str:
    """Return one line: who to whom, as of when, and how many rows each table has."""
    counts = ", ".join(
        f"{len(getattr(dataset, name))} {name}"
        for name in ("articles", "claims", "events", "links")
    )
    known = f"as known on {dataset.as_of}" if dataset.as_of else "undated"
    pair, rows = f"{dataset.donor} to {dataset.recipient}", f"{len(dataset.ledger)} ledger rows"
    return f"<ukjp.Dataset {pair}, {known}: {counts}, {rows}>"


def describe_html(dataset: Dataset) -> str:
    """Return the same with the headline figures and what was not read, as escaped HTML."""
    known = f"as known on {dataset.as_of}" if dataset.as_of else "no article has a day"
    head = f"<strong>{escape(dataset.donor)} → {escape(dataset.recipient)}</strong>, {known}"
    parts = [f"<p>{head}<br>{escape('; '.join(_headline(dataset)))}</p>", _table(dataset)]
    if dataset.problems:
        parts.append(_problems(dataset))
    return f'<div class="ukjp-dataset">{"".join(parts)}</div>'


def _headline(dataset: Dataset) -> Iterable[str]:
    total, pledges = announced_total(dataset.ledger), counted_increments(dataset.ledger)
    if total is None:
        yield "no announced total is stated"
    else:
        yield f"announced total: {total.words}" + (
            f" by {total.date_latest}" if total.date_latest else ""
        )
    count = len(pledges.ledger_ids)
    yield (
        f"distinct pledges: {tell_amount(pledges.low, 'USD')} in {count}"
        if count
        else ("no distinct pledge")
    )
    if pledges.undecided:
        yield f"undecided: {tell_amount(pledges.undecided, 'USD')}"


def _table(dataset: Dataset) -> str:
    rows = [(f".{table.name}", len(getattr(dataset, table.name)), table.row) for table in TABLES]
    rows.append((".reference", len(dataset.reference), "a table of known facts, by its name"))
    cells = "".join(
        f"<tr><th scope='row' style='text-align:left'><code>{name}</code></th>"
        f"<td>{count:,}</td><td style='text-align:left'>{escape(row)}</td></tr>"
        for name, count, row in rows
    )
    return (
        "<table><thead><tr><th scope='col' style='text-align:left'>table</th>"
        "<th scope='col'>rows</th><th scope='col' style='text-align:left'>a row is</th></tr>"
        f"</thead><tbody>{cells}</tbody></table>"
    )


def _problems(dataset: Dataset) -> str:
    told = [
        f"<li>{escape(_shortened(f'{problem.path}: {problem.message}'))}</li>"
        for problem in dataset.problems[:_SHOWN_PROBLEMS]
    ]
    more = len(dataset.problems) - _SHOWN_PROBLEMS
    if more > 0:
        told.append(f"<li>and {more:,} more in <code>.problems</code></li>")
    return f"<p>Not read or not used:</p><ul>{''.join(told)}</ul>"


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"

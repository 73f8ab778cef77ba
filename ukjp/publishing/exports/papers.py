"""What a set of tables is called, under which terms it stands, and how it is cited."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from ukjp.drawing.formats import format_count, format_day, with_article

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/legalcode"
AUTHORS = "The ukjp maintainers"
_LICENCE = """\
Licence of these tables

SPDX: CC-BY-4.0

What is in this folder is licensed under the Creative Commons Attribution 4.0 International Public
License. You may share and adapt it, also commercially, if you give appropriate credit, name this
licence and say what you changed. The licence's text, which alone is binding, stands at
{address}

Suggested credit
  {citation}

Not covered
  Titles, quotes and sentences (columns title, quote, qualifier_text, prefix, suffix, sentence,
  what) are excerpts from the articles that were read and stay their publishers'.

Facts by others
  Exchange rates are the European Central Bank's euro reference rates (column fx_source); cite the
  ECB. Codes are those of the International Aid Transparency Initiative (IATI) and the OECD's
  Development Assistance Committee (DAC).
"""


def title_of(dataset: Dataset) -> str:
    """Return what the tables are about: whose aid to whom, as stated in how many articles."""
    pair = f"{with_article(dataset.donor)} to {with_article(dataset.recipient)}"
    return f"Aid from {pair}, as stated in {format_count(len(dataset.articles), 'article')}"


def known_words(dataset: Dataset) -> str:
    """Return up to which day the tables know, in words."""
    if dataset.as_of is None:
        return "No article has a day."
    # A blank that may break is what programs search for.
    return f"As known on {format_day(dataset.as_of, 'prose')}.".replace("\N{NO-BREAK SPACE}", " ")


def format_licence(dataset: Dataset) -> str:
    """Return the terms under which the tables may be used."""
    return _LICENCE.format(address=LICENCE_ADDRESS, citation=format_citation(dataset))


def format_citation(dataset: Dataset) -> str:
    """Return how to cite the tables, as a line of text."""
    return (
        f"{AUTHORS}: {title_of(dataset)}. {known_words(dataset)} "
        f"Tables made with ukjp {version('ukjp')}. CC BY 4.0."
    )


def format_citation_file(dataset: Dataset) -> str:
    """Return the citation as a CITATION.cff, which programs read."""
    import yaml

    facts = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "If you use these tables, please cite them as below.",
        "title": title_of(dataset),
        "abstract": known_words(dataset),
        "authors": [{"name": AUTHORS}],
        "version": version("ukjp"),
        "license": "CC-BY-4.0",
    }
    text: str = yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=100)
    return text

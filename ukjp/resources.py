"""Where the files that travel with the package lie: briefs, reference tables, notebooks, fonts.

In a checkout they stand at the top level; in an installed wheel under `ukjp/_resources`.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource_folder(name: str) -> Path:
    """Return the folder `data`, `data/reference`, `notebooks`, … of this installation."""
    packaged = _PACKAGE / "_resources" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


def standard_curation_file() -> Path:
    """Return the file in UKJP_CURATION, else data/curation.csv.

    That is the checkout's, or the working folder's where installed: a person's verdicts are hers,
    and nothing is ever written into an installed package.
    """
    named = os.environ.get("UKJP_CURATION")
    if named:
        return Path(named)
    installed = (_PACKAGE / "_resources" / "data").is_dir()
    return (Path.cwd() if installed else _PACKAGE.parent) / "data" / "curation.csv"

"""Where the files that travel with the package lie: briefs, reference tables, notebooks, fonts.

In a checkout they stand at the top level; in an installed wheel under `ukjp/_resources`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource_folder(name: str) -> Path:
    """Return the folder `data`, `data/reference`, `notebooks`, … of this installation."""
    packaged = _PACKAGE / "_resources" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


def standard_curation_file() -> Path:
    """Return data/curation.csv of the checkout, or of the working folder where installed.

    A person's verdicts are hers: nothing is ever written into an installed package.
    """
    installed = (_PACKAGE / "_resources" / "data").is_dir()
    return (Path.cwd() if installed else _PACKAGE.parent) / "data" / "curation.csv"

"""The errors a user can meet. Each message names what is wrong, where, and what would be right.

One base, few children; each child is also the built-in that a caller would expect. `exit_code` is
what the command line returns: 2 when the request itself was wrong, 1 when some of it could not
be done.
"""

from __future__ import annotations


class UkjpError(Exception):
    """Base of all errors raised on purpose."""

    exit_code = 2


class ArticleError(UkjpError, ValueError):
    """An article, or the place where articles should be, cannot be read."""


class ParameterError(UkjpError, ValueError):
    """A parameter is unknown, of the wrong type, or contradicts another one."""


class OutputError(UkjpError, OSError):
    """Something cannot be written where it was asked for."""


class DataError(UkjpError, ValueError):
    """A table, a reference file or a curation row does not hold what its schema says."""


class ReportError(UkjpError, RuntimeError):
    """A report ran and failed, or lacks what it should show."""

    exit_code = 1

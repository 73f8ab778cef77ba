"""How long a batch will still take, from what its reports and their likes took before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from ukjp.publishing.batches.run_files import ReportSet
from ukjp.publishing.landing import read_manifest


class Estimates:
    """Seconds for each report: its own last ones, else the mean of its notebook's, else of all."""

    def __init__(self, sets: Sequence[ReportSet], out: Path, jobs: int) -> None:
        self._notebook = {one.name: one.notebook.name for one in sets}
        self._jobs = jobs
        self._own: dict[str, float] = {}
        self._measured: dict[str, list[float]] = defaultdict(list)
        for one in sets:
            told = (read_manifest(out / one.name) or {}).get("timings")
            seconds = told.get("seconds") if isinstance(told, dict) else None
            if isinstance(seconds, int | float):
                self._own[one.name] = float(seconds)
                self._measured[one.notebook.name].append(float(seconds))

    def learn(self, name: str, seconds: float) -> None:
        """Take in what a report took just now."""
        self._measured[self._notebook[name]].append(seconds)

    def seconds_left(self, waiting: Sequence[str], running: dict[str, float]) -> float | None:
        """Return the seconds that are left, None while nothing is known.

        `waiting` are the reports not begun, `running` the seconds since each other one began.
        """
        needed = {name: self._seconds(name) for name in (*waiting, *running)}
        known = [one for one in needed.values() if one is not None]
        if not known:
            return None
        usual = fmean(known)
        rest = {name: one if one is not None else usual for name, one in needed.items()}
        ends = [max(0.0, rest[name] - passed) for name, passed in running.items()]
        waited = sum(rest[name] for name in waiting)
        return max([*ends, (sum(ends) + waited) / self._jobs])

    def _seconds(self, name: str) -> float | None:
        if name in self._own:
            return self._own[name]
        alike = self._measured.get(self._notebook[name])
        return fmean(alike) if alike else None

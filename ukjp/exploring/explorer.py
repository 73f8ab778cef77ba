"""The widget in a notebook: charts to point at, the evidence behind each mark, corrections.

In the page it is found by these names: every mark is `[role=button][data-mark]` with `data-panel`
(aid, receipts, timeline), `data-claim` and `data-event` (identifiers, joined by blanks); headline
numbers are `[data-headline]`, filters `[data-filter]` (from, to, kind, instrument, donor, article,
verdict), tools `[data-tool]`, the evidence `.ukjp-pane` with the quote in `mark.ukjp-quote`, the
tip `.ukjp-tip`, the live region `.ukjp-status[role=status]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from ukjp.drawing.formats import sentence_case
from ukjp.errors import DataError, OutputError, ParameterError, UkjpError
from ukjp.exploring.assets import read_module, read_style
from ukjp.exploring.desk import Desk, find_rows
from ukjp.exploring.page import build_frame, build_page
from ukjp.exploring.patches import find_changes
from ukjp.exploring.records import build_records
from ukjp.reconciling.curation_file import Conflict, CurationConflictError

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

_SENT_AT_ONCE = 3_000_000
"""Characters of text that go to the page with the widget; of more each article comes when shown."""

_FRAMED = 2_000_000
"""Characters of a page that is kept in a notebook for readers without a kernel."""


class _Whole(traitlets.Any):
    """A value that has changed when it is another object: tables are not compared cell by cell."""

    def set(self, obj: Any, value: Any) -> None:
        """Set the value and tell who observes it."""
        before = obj._trait_values.get(self.name)
        obj._trait_values[self.name] = value
        if before is not value:
            obj._notify_trait(self.name, before, value)


class Explorer(anywidget.AnyWidget):
    """The charts and the evidence of a dataset. `data` is the dataset as it stands now.

    `observe(function, names="data")` calls a function whenever a correction made a new one. A
    dataset given to `data` from outside is shown instead: the widget follows a growing corpus.
    """

    _esm = read_module()
    _css = read_style()
    records = traitlets.Dict().tag(sync=True)
    changes = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    theme = traitlets.Unicode("").tag(sync=True)
    data = _Whole()

    def __init__(self, data: Dataset, who: str = "") -> None:
        self.desk = Desk(data, who)
        # What was corrected since `data` was built is not lost when a cell is run again.
        self.desk.refresh()
        data = self.desk.data
        super().__init__(
            data=data,
            records=build_records(data, self.desk.rules),
            texts=_texts_sent(data),
            state=self._state(),
        )
        self.on_msg(self._hear)
        self.observe(self._follow, names="data")

    def __repr__(self) -> str:
        """Say what the widget shows."""
        return f"<ukjp.Explorer of {self.data!r}>"

    def _state(self) -> dict[str, Any]:
        """Return what can be done now, for the page's buttons."""
        desk = self.desk
        return {
            "obstacle": desk.obstacle,
            "who": desk.who,
            "file": str(desk.file or ""),
            "undo": desk.done[-1].told if desk.done else "",
            "redo": desk.undone[-1].told if desk.undone else "",
        }

    def _follow(self, change: Any) -> None:
        """Show a dataset that was given from outside."""
        if change.new is not self.desk.data:
            desk = Desk(change.new, self.desk.who)
            desk.refresh()
            desk.done, desk.undone = self.desk.done, self.desk.undone
            self.desk = desk
            self.texts = _texts_sent(change.new)
            with self.hold_sync():
                self.records, self.changes = build_records(desk.data, desk.rules), {}
                self.state = self._state()
            self.data = desk.data

    def _show(self) -> None:
        """Bring page and `data` to where the desk is.

        `records` stay as they were sent first; what differs from them goes into `changes`.
        """
        now = build_records(self.desk.data, self.desk.rules, like=self.records)
        with self.hold_sync():
            self.changes = find_changes(self.records, now)
            self.state = self._state()
        self.data = self.desk.data

    def _hear(self, _: object, message: dict[str, Any], __: object) -> None:
        """Do what the page asks for, and answer; a mistake costs nothing that was typed."""
        if message.get("type") == "text":
            article = str(message.get("article"))
            self.send({"type": "text", "article": article, "text": self.data.texts.get(article)})
            return
        answer: dict[str, Any] = {"type": "reply", "request": message.get("request"), "ok": True}
        try:
            answer["told"] = self._obey(message)
        except CurationConflictError as error:
            answer |= {"ok": False, "conflicts": [_told_conflict(one) for one in error.conflicts]}
            answer["told"] = "Somebody decided this otherwise since it was loaded here."
        except UkjpError as error:
            answer |= {"ok": False, "told": sentence_case(str(error))}
        except Exception as error:  # noqa: BLE001 - a fault of ours must not silence the page
            words = f"Fault in the program, please report it: {type(error).__name__}: {error}"
            answer |= {"ok": False, "told": words}
        self.send(answer)

    def _obey(self, message: Mapping[str, Any]) -> str:
        """Carry out a request of the page and return what was done, in words."""
        desk, kind = self.desk, message.get("type")
        if kind == "refresh" or message.get("force"):
            changed = desk.refresh()
        if kind == "refresh":
            told = "Corrections made elsewhere are shown." if changed else "Nothing has changed."
        elif kind == "undo":
            told = f"Undone: {desk.undo()}."
        elif kind == "redo":
            told = f"Done again: {desk.redo()}."
        elif kind == "withdraw":
            desk.withdraw(find_rows(desk.data.verdicts, str(message.get("key"))))
            told = "The correction is withdrawn."
        else:
            told = self._correct(message)
        self._show()
        return told

    def _correct(self, message: Mapping[str, Any]) -> str:
        desk, kind = self.desk, message.get("type")
        start, end, relation = (str(message.get(name, "")) for name in ("from", "to", "relation"))
        claim, reason = str(message.get("claim", "")), str(message.get("reason", ""))
        if kind == "correct":
            asked = message.get("changes")
            asked = asked if isinstance(asked, Mapping) else {}
            changes = {str(name): str(value) for name, value in asked.items()}
            desk.correct(claim, changes, reason)
        elif kind == "verdict":
            desk.decide(start, end, relation, str(message.get("verdict", "")), reason)
        elif kind == "accept" and claim:
            desk.accept(claim)
        elif kind == "accept":
            desk.accept_link(start, end, relation)
        else:
            raise DataError(f"unknown request {kind!r}")
        return f"Saved in {desk.file} as {desk.who}’s."

    def to_html(self, path: str | Path | None = None, theme: str = "") -> str:
        """Return the widget as a page of its own, and write it to `path` where one is given.

        The page needs neither kernel nor network; hovering, filters and evidence work in it, and
        nothing can be corrected. `theme` is "light", "dark", or "" for the reader's own.
        Raises OutputError where the page cannot be written.
        """
        page = build_page(build_records(self.desk.data, self.desk.rules), self.data.texts, theme)
        if path is not None:
            _write_page(Path(path), page)
        return page

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the widget where there is a kernel, its page in a frame where there is none."""
        bundle, metadata = super()._repr_mimebundle_() or ({}, {})
        sentences = [one["sentence"] for one in self.records["headlines"]]
        page = self.to_html()
        bundle = {**bundle, "text/plain": "\n".join([self.records["title"], *sentences])}
        if len(page) <= _FRAMED:
            bundle["text/html"] = build_frame(page, self.records["title"])
        return bundle, metadata


def _texts_sent(data: Dataset) -> dict[str, str]:
    few = sum(map(len, data.texts.values())) <= _SENT_AT_ONCE
    return dict(data.texts) if few else {}


def _told_conflict(conflict: Conflict) -> dict[str, Any]:
    """Return both sides of a conflict for the page."""
    return {
        "field": conflict.target[3],
        "mine": conflict.mine.value if conflict.mine else None,
        "theirs": [
            {"value": row.value, "reason": row.reason, "who": row.who, "when": row.when[:10]}
            for row in conflict.theirs
        ],
    }


def explore(
    data: Dataset | None = None, *, who: str | None = None, curation: str | Path | None = None
) -> Explorer:
    """Return a widget to explore a dataset in: point at a figure, click it, read its words.

    `data` is a dataset of `build_dataset`; None loads the articles that come with the package.
    `who` signs corrections: by default the name the machine knows you by. They are written to
    `curation`, by default the file the dataset was built with, else data/curation.csv.

    Shape: an `Explorer`; `.data` is the dataset with every correction, `.to_html()` a page.
    Units: as in the dataset; amounts drawn are US dollars, days are days.
    Raises: DataError when the curation file cannot be read, ParameterError for another thing
    than a dataset.
    Source: the dataset's own tables and texts; docs/exploring.md tells what can be done.

    >>> import ukjp
    >>> explorer = ukjp.explore(ukjp.load(), who="Ada")
    >>> len(explorer.data.claims) == len(ukjp.load().claims)
    True
    """
    from ukjp.dataset import Dataset, load

    shown = load() if data is None else data
    if not isinstance(shown, Dataset):
        raise ParameterError(
            f"data is {type(shown).__name__}, no dataset; give what ukjp.load(…) returns"
        )
    if curation is not None:
        file = Path(curation)
        shown = replace(shown.with_curation(file if file.exists() else []), curation_file=file)
    return Explorer(shown, _login_name() if who is None else who)


def _write_page(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""

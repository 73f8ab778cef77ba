"""The widget in a notebook: charts to point at, the evidence behind each mark, corrections.

In the page it is found by these names: every mark is `[role=button][data-mark]` with `data-panel`
(aid, receipts, timeline), `data-claim` and `data-event` (identifiers, joined by blanks); headline
numbers are `[data-headline]`, filters `[data-filter]` (from, to, kind, instrument, donor, article,
verdict), tools `[data-tool]`, the evidence `.ukjp-pane` with the quote in `mark.ukjp-quote`, the
tip `.ukjp-tip`, the live region `.ukjp-status[role=status]`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from ukjp.exploring.assets import read_module, read_style
from ukjp.exploring.page import build_frame, build_page
from ukjp.exploring.records import build_records

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

_SENT_AT_ONCE = 3_000_000
"""Characters of text that go to the page with the widget; of more each article comes when shown."""

_FRAMED = 2_000_000
"""Characters of a page that is kept in a notebook for readers without a kernel."""


class Explorer(anywidget.AnyWidget):
    """The charts and the evidence of a dataset. `data` is the dataset as it stands now.

    `observe(function, names="data")` calls a function whenever a correction made a new one.
    """

    _esm = read_module()
    _css = read_style()
    records = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    theme = traitlets.Unicode("").tag(sync=True)
    data = traitlets.Any()

    def __init__(self, data: Dataset) -> None:
        few = sum(map(len, data.texts.values())) <= _SENT_AT_ONCE
        super().__init__(
            data=data, records=build_records(data), texts=dict(data.texts) if few else {}
        )
        self.on_msg(self._hear)

    def __repr__(self) -> str:
        """Say what the widget shows."""
        return f"<ukjp.Explorer of {self.data!r}>"

    def _hear(self, _: object, message: dict[str, Any], __: object) -> None:
        """Answer what the page asks for."""
        if message.get("type") == "text":
            article = str(message.get("article"))
            text = self.data.texts.get(article, "")
            self.send({"type": "text", "article": article, "text": text})

    def to_html(self, path: str | Path | None = None, theme: str = "") -> str:
        """Return the widget as a page of its own, and write it to `path` where one is given.

        The page needs neither kernel nor network; hovering, filters and evidence work in it, and
        nothing can be corrected. `theme` is "light", "dark", or "" for the reader's own.
        """
        page = build_page(self.records, self.data.texts, theme)
        if path is not None:
            Path(path).write_text(page, encoding="utf-8")
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


def explore(data: Dataset | None = None) -> Explorer:
    """Return a widget to explore a dataset in: point at a figure, click it, read its words.

    `data` is a dataset of `build_dataset`; None loads the articles that come with the package.
    """
    from ukjp.dataset import load

    return Explorer(load() if data is None else data)

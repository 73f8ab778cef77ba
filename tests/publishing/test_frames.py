"""What a widget leaves in a page without a kernel, and that nothing else gets in that way."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest
from lxml import html
from publishing.samples import code, content, displayed
from publishing.soundness import assert_sound

from ukjp.publishing.contents import read_contents
from ukjp.publishing.frames import KEPT, WIDGET
from ukjp.publishing.pages import build_page
from ukjp.publishing.redaction import redact_notebook

HASH = "sha256-tCPsBOqJalywix8ShQVfrkPZ7yfvGbzzuLjA61o3POo="


def frame(policy: str = f"default-src 'none'; script-src '{HASH}'; style-src 'none'") -> str:
    page = (
        f'<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" '
        f'content="{escape(policy)}"></head><body><p>marks</p><script>1</script></body></html>'
    )
    return (
        f'<iframe title="Aid &lt;b&gt;" sandbox="allow-scripts" srcdoc="{escape(page)}"></iframe>'
    )


def page_of(*outputs: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The page of a notebook with these outputs, and the notebook as it is kept."""
    ran = content(code("explorer", outputs=list(outputs)), widgets={"state": {"x": 1}})
    kept = redact_notebook(ran, {})
    return html.document_fromstring(build_page(read_contents(kept, "t"), parameters={})), kept


def widget_output(shown: str) -> dict[str, Any]:
    made = displayed(text__html=shown, text__plain="Aid")
    made["data"][WIDGET] = {"model_id": "abc"}
    return made


def policy_of(root: Any) -> str:
    return str(root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0])


def test_a_widgets_page_is_kept_in_a_frame_that_can_run_its_script_alone() -> None:
    root, kept = page_of(widget_output(frame()))
    (inner,) = root.findall(".//iframe")
    assert inner.get("title") == "Aid <b>"
    assert inner.get("sandbox").split() == ["allow-scripts", "allow-popups"]
    assert "marks" in inner.get("srcdoc")
    assert policy_of(root).count("script-src") == 1
    assert f"script-src '{HASH}';" in policy_of(root)
    assert "default-src 'none'" in policy_of(root)
    data = kept["cells"][0]["outputs"][0]["data"]
    assert KEPT in data
    assert WIDGET not in data, "its kernel is gone: JupyterLab would look for it"
    assert "widgets" not in kept["metadata"]


def test_kept_once_it_is_kept_again() -> None:
    _, kept = page_of(widget_output(frame()))
    assert redact_notebook(json.loads(json.dumps(kept)), {}) == kept
    root = html.document_fromstring(build_page(read_contents(kept, "t"), parameters={}))
    assert len(root.findall(".//iframe")) == 1


@pytest.mark.parametrize(
    "output",
    [
        pytest.param(displayed(text__html=frame()), id="an article's frame"),
        pytest.param(widget_output("<p>words</p>"), id="a widget without a page"),
        pytest.param(widget_output(frame("default-src *")), id="a page that may load"),
        pytest.param(widget_output(frame("default-src 'none'; script-src *")), id="any script"),
        pytest.param(
            widget_output(frame("default-src 'none'; script-src 'sha256-x'; '")), id="no hash"
        ),
        pytest.param(widget_output(f"<div>{frame()}</div>"), id="a frame inside"),
        pytest.param(widget_output(""), id="nothing"),
    ],
)
def test_nothing_else_gets_a_frame(output: dict[str, Any]) -> None:
    ran = content(code("explorer", outputs=[output]))
    text = build_page(read_contents(redact_notebook(ran, {}), "t"), parameters={})
    root = assert_sound(text)
    assert "script-src" not in policy_of(root)

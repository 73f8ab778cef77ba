"""The widget as a page of its own: read-only, without a kernel, without a request to anywhere.

The same module draws it, fed with the same records. A content security policy of the page's own
forbids every request and every script but this one, whatever an article says.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ukjp.exploring.assets import read_module, read_style

_BOOT = """
const shown = JSON.parse(document.getElementById("ukjp-shown").textContent);
const still = { get: (name) => shown[name], on() {}, off() {} };
const place = document.getElementById("ukjp-place");
still.leave = explorerWidget.render({ model: still, el: place });
"""

_PAGE = Markup("""<!DOCTYPE html>
<html lang="en" class="{theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="{scheme}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main id="ukjp-place">{plain}</main>
<script type="application/json" id="ukjp-shown">{shown}</script>
<script type="module">{script}</script>
</body>
</html>
""")

_BODY_STYLE = """
body { margin: 0; background: #ffffff; color: #16191d; font-family: system-ui, sans-serif; }
.ukjp-explore { border: 0; border-radius: 0; max-width: 1500px; margin: 0 auto; }
@media (prefers-color-scheme: dark) { html:not(.light) body { background: #12171f; } }
html.dark body { background: #12171f; }
"""


def build_page(records: Mapping[str, Any], texts: Mapping[str, str], theme: str = "") -> str:
    """Return the page as HTML text; `theme` is "light", "dark", or "" for the reader's own."""
    style = read_style() + _BODY_STYLE
    script = read_module().replace("export default", "const explorerWidget =") + _BOOT
    shown = {"records": records, "texts": texts, "theme": theme}
    page = _PAGE.format(
        policy=(
            f"default-src 'none'; script-src '{_digest(script)}'; style-src 'unsafe-inline'; "
            "base-uri 'none'; form-action 'none'"
        ),
        theme=theme,
        scheme=theme or "light dark",
        title=records["title"],
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own files
        shown=Markup(_inert_json(shown)),  # noqa: S704 - no "<" is left in it
        plain=_plain_words(records),
    )
    return str(page)


def build_frame(page: str, title: str, height: int = 1250) -> str:
    """Return the page inside a frame that may run its own script and nothing else."""
    return str(
        Markup(
            '<iframe title="{}" sandbox="allow-scripts allow-popups" style="width:100%;height:{}px;'
            'border:0" srcdoc="{}"></iframe>'
        ).format(title, height, page)
    )


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _inert_json(value: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _plain_words(records: Mapping[str, Any]) -> Markup:
    """Return what a reader without scripts sees: the headline numbers."""
    lines = Markup("").join(
        Markup("<li>{}</li>").format(one["sentence"]) for one in records["headlines"]
    )
    return Markup("<h1>{}</h1><ul>{}</ul>").format(records["title"], lines)

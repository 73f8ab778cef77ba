"""What holds for every page of a report, whatever stands in it."""

from __future__ import annotations

import itertools
import re
from typing import Any

import html5lib
from lxml import html


def assert_sound(text: str) -> Any:
    """Check what holds for every page, and return it parsed."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    parser.parse(text)
    assert [error for _, error, _ in parser.errors] == []
    root = html.document_fromstring(text)
    assert root.get("lang") == "en"
    assert len(root.findall(".//h1")) == 1
    levels = [int(element.tag[1]) for element in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    identifiers = root.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for attribute in ("aria-labelledby", "aria-describedby"):
        assert set(root.xpath(f"//@{attribute}")) <= set(identifiers)
    anchors = {link.removeprefix("#") for link in root.xpath("//a/@href") if link.startswith("#")}
    assert anchors <= set(identifiers)
    assert_loads_nothing(root, text)
    return root


def assert_loads_nothing(root: Any, text: str) -> None:
    for tag in ("script", "iframe", "object", "embed", "link", "base", "form"):
        assert not root.findall(f".//{tag}")
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{element.tag} {name}"
            if name in {"src", "srcset", "poster", "data", "background"}:
                assert value.startswith("data:")
            if name in {"href", "{http://www.w3.org/1999/xlink}href"} and element.tag != "a":
                assert value.startswith("#")
            if name == "href" and element.tag == "a":
                assert re.match(r"#|https?://|mailto:", value)
    style = "".join(root.xpath("//style/text()"))
    assert "@import" not in style
    assert all(
        found.startswith("data:font/woff;base64,") for found in re.findall(r"url\((.*?)\)", style)
    )
    assert "default-src 'none'" in text

"""Make the README's picture of the explorer: a mark clicked, its evidence beside the chart.

    python scripts/explorer_picture.py reports/sample/explore.png

Needs Chromium on the PATH and the package playwright (`make test` installs both on Debian).
"""

from __future__ import annotations

import importlib.util
import io
import shutil
import sys
import tempfile
from pathlib import Path

MARK = "[data-panel=aid].ukjp-mark.ukjp-level >> nth=1"
WIDTH, HEIGHT, SHARPNESS = 1440, 1000, 1.25


def main() -> int:
    """Write the picture to the path named on the command line."""
    browser = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
    )
    lacking = "no Chromium on the PATH" if not browser else ""
    if importlib.util.find_spec("playwright") is None:
        lacking = "the package playwright is not installed"
    if lacking:
        print(f"explorer_picture: {lacking}; the picture stays as it is", file=sys.stderr)
        return 0
    save_picture(Path(sys.argv[1]), browser)
    return 0


def save_picture(path: Path, browser: str) -> None:
    """Write a picture of the explorer on the briefs, in few colours."""
    from PIL import Image

    picture = Image.open(io.BytesIO(take_picture(browser))).convert("RGB")
    # Few colours are in it: a palette makes it a third of the size.
    picture.quantize(128).save(path, optimize=True)


def take_picture(browser: str) -> bytes:
    """Return a PNG of the explorer's page after a click on a mark."""
    from playwright.sync_api import sync_playwright

    import ukjp

    # Whoever makes it may have verdicts of their own; the picture shows the rules'.
    explorer = ukjp.explore(ukjp.load(curation=[]))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "explore.html"
        explorer.to_html(page_file, theme="light")
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = running.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SHARPNESS
        )
        page.goto(page_file.as_uri())
        page.locator(MARK).first.click()
        page.locator("mark.ukjp-quote").first.wait_for()
        page.mouse.move(0, 0)
        page.evaluate("scrollTo(0, 0)")
        taken = page.screenshot()
        running.close()
    return taken


if __name__ == "__main__":
    sys.exit(main())

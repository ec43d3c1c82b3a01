"""Draw the main pages with sample data into docs/screenshots: ``python -m tests.browser.screenshots [FOLDER [NAME …]]``. Not a test.

A page is drawn as it is seen, not rolled out, at 1440 and at 360 pixels. A drawing of more than MOST bytes stops the run.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.conftest import DESKTOP, LAUNCH, PHONE, fill_sign_in
from tests.browser.office import COORDINATOR, Office
from tests.browser.pages import PAGES, Furnished, Shown, furnish

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "docs" / "screenshots"
MOST = 150_000
DRAWN = tuple(sys.argv[2:]) or (
    *("board", "desk", "desk-edit", "tasks", "task", "documents", "document", "upload", "plans", "units", "audit", "sign-in"),
    *("registers", "register", "incoming", "handling", "lineage", "coverage"),
)


def main() -> int:
    """Serve a sample office, furnish it, draw it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        office = Office(Path(folder) / "data")
        office.start()
        try:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=LAUNCH)
            page = browser.new_page(base_url=office.url, viewport=DESKTOP, reduced_motion="reduce")
            page.goto("/sign-in/")
            fill_sign_in(page, COORDINATOR)
            furnished = furnish(page, office)
            furnish(page, office)
            for width, size in ((1440, DESKTOP), (360, PHONE)):
                for shown in (one for several in PAGES.values() for one in several if one.name in DRAWN):
                    _draw(page if shown.signed_in else browser.new_page(base_url=office.url), furnished, shown, width, size)
            browser.close()
        finally:
            office.stop()
    return 0


def _draw(page: Page, furnished: Furnished, shown: Shown, width: int, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(furnished.address(shown.address))
    for step in shown.steps:
        step(page)
    page.wait_for_load_state("networkidle")
    path = FOLDER / f"{shown.name}-{width}.png"
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > MOST:
        sys.exit(f"{path.name} has {path.stat().st_size} bytes; the most is {MOST}.")


if __name__ == "__main__":
    sys.exit(main())

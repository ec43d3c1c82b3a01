"""axe-core, run inside a page. It is handed over as words to evaluate: the content security policy lets no script tag in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = Path(__file__).parent / "vendor"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """async tags => {
    const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
    return found.violations.map(({id, impact, nodes}) => ({
        id, impact, nodes: nodes.map(node => [node.target.join(' '), node.failureSummary])
    }));
}"""


@cache
def source() -> str:
    return (HERE / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[dict[str, Any]]:
    """What breaks a rule of WCAG 2.2 A or AA on the page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {source()} }}")
    found: list[dict[str, Any]] = page.evaluate(RUN, list(TAGS))
    return found


def told(found: list[dict[str, Any]]) -> str:
    """The violations as lines to read."""
    return "\n".join(
        f"{one['impact']} {one['id']}: {target}\n    {' '.join(why.split())[:300]}" for one in found for target, why in one["nodes"][:4]
    )

"""axe-core, which finds faults of accessibility in a page that is open in the browser.

In: a page. Out: the violations of all rules that axe runs of itself, best practice included. Never changes
the page's own scripts, nor minds its Content-Security-Policy: it is put in over the debugging protocol.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page

from tests.support.skips import no_tool

SCRIPTS_ARE_OFF = """(() => {
  const box = document.createElement("div");
  box.innerHTML = "<noscript><p></p></noscript>";
  return box.querySelector("p") !== null;
})()"""
"""Only where scripts cannot run is what stands in a `noscript` read as elements."""


TOLD = {"resultTypes": ["violations"]}
"""Of the rules that a page keeps, axe need not describe every element: that takes a quarter of its time."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a page breaks."""

    rule: str
    impact: str
    help: str
    nodes: tuple[str, ...]
    """The HTML of each element that breaks it, with axe's word on what to mend."""

    def __str__(self) -> str:
        return "\n    ".join((f"{self.rule} ({self.impact}): {self.help}", *self.nodes))


class Axe(Protocol):
    """The fixture `axe`. The options are those of `axe.run`, as `rules={"region": {"enabled": False}}`."""

    def __call__(self, page: Page, **options: Any) -> tuple[Violation, ...]: ...  # Any: axe's own options


@cache
def script(path: Path) -> str:
    """The text of axe-core. Skips the test if it is not installed."""
    if not path.is_file():
        no_tool("axe-core is not in node_modules (make tools)")
    return path.read_text(encoding="utf-8")


def violations(page: Page, source: str, options: dict[str, Any]) -> tuple[Violation, ...]:
    """Runs axe in the page as it stands."""
    session = page.context.new_cdp_session(page)
    try:
        if evaluate(session.send("Runtime.evaluate", {"expression": SCRIPTS_ARE_OFF})):
            raise RuntimeError("axe would wait for ever in a page opened with java_script_enabled=False")
        if not evaluate(session.send("Runtime.evaluate", {"expression": "Boolean(window.axe?.run)"})):
            # `void 0`: the value of the script itself cannot be handed over.
            evaluate(session.send("Runtime.evaluate", {"expression": f"{source}\nvoid 0"}))
        found = evaluate(
            session.send(
                "Runtime.evaluate",
                {
                    "expression": f"axe.run(document, {json.dumps(TOLD | options)}).then((result) => "
                    "({passes: result.passes.length, violations: result.violations}))",
                    "awaitPromise": True,
                    "returnByValue": True,
                },
            )
        )
    finally:
        session.detach()
    assert found["passes"] or found["violations"], "axe looked at nothing"
    return tuple(
        Violation(
            rule=one["id"],
            impact=one["impact"] or "minor",
            help=one["help"],
            nodes=tuple(f"{node['html']}  {node.get('failureSummary', '')}" for node in one["nodes"]),
        )
        for one in found["violations"]
    )


def evaluate(reply: dict[str, Any]) -> Any:
    """The value in a reply of the debugging protocol, which may be any JSON; raises if the script threw."""
    if "exceptionDetails" in reply:
        raise RuntimeError(f"axe failed: {reply['exceptionDetails']}")
    return reply["result"].get("value")

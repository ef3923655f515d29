"""Prints docs/checks.md: every rule there is, from the rules themselves (`make docs`).

In: nothing. Out: Markdown on stdout.
"""

from minutebook import pipeline  # noqa: F401 - imports every module, and with them every rule
from minutebook.diagnostics import RULES, Rule

_HEAD = """# Checks

<!-- Written by `make docs` from the rules in the code; change them there. -->

Every fault that Minutebook finds has a name in square brackets at the end of its message. An **error** stops the build: nothing is
written and the old site stays. A **warning** does not, unless you build with `--strict`.
"""


def format_rules() -> str:
    """Return the page."""
    ordered = sorted(RULES.values(), key=lambda found: (found.severity, found.code))
    parts = [_HEAD]
    for severity, title in (("error", "## Errors"), ("warning", "## Warnings")):
        parts.append(title)
        parts.extend(_format_rule(found) for found in ordered if found.severity == severity)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _format_rule(found: Rule) -> str:
    return "\n".join(
        [
            f"### {found.code}",
            "",
            found.summary,
            "",
            found.why,
            "",
            "Write not:",
            "",
            *_format_example(found.bad),
            "",
            "but:",
            "",
            *_format_example(found.good),
        ]
    )


def _format_example(text: str) -> list[str]:
    # A fence longer than any inside it.
    fence = "````" if "```" in text else "```"
    return [f"{fence}text", *text.splitlines(), fence]


if __name__ == "__main__":
    print(format_rules(), end="")

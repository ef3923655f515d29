"""The rules that values of YAML must keep, and the fault that a field raises. Reads nothing."""

from __future__ import annotations

from minutebook.diagnostics import Rule, rule

UNKNOWN_KEY = rule(
    "unknown-key",
    "error",
    "A key that the format does not know.",
    why="What stands under it would be shown nowhere.",
    bad="prezent: Cllr A Evans",
    good="present: Cllr A Evans",
)
MISSING_KEY = rule(
    "missing-key",
    "error",
    "A key without which the rest cannot be used.",
    why="An action of a plan needs its id to be found by, a plan its body.",
    bad="actions:\n  - title: New signs",
    good="actions:\n  - id: signs\n    title: New signs",
)
WRONG_SHAPE = rule(
    "wrong-shape",
    "error",
    "A list where one text belongs, a text where keys belong, and the like.",
    why="Nobody could say which part of it to show.",
    bad="source: https://example.org/",
    good="source: {url: https://example.org/}",
)
WRONG_VALUE = rule(
    "wrong-value",
    "error",
    "A value that its key does not know.",
    why="A word that is not understood would be left out, or shown as something it is not.",
    bad="status: draft",
    good="minutes: draft",
)
WRONG_DATE = rule(
    "wrong-date",
    "error",
    "A date that does not exist or cannot be read for certain.",
    why="Dates decide in which order things stand and what is overdue.",
    bad="approved: 2023-02-30",
    good="approved: 2023-02-28",
)
WRONG_TIME = rule(
    "wrong-time",
    "error",
    "A time that does not exist or cannot be read for certain.",
    why="People come to meetings by it.",
    bad="time: 7.30",
    good="time: 7.30pm",
)
WRONG_ID = rule(
    "wrong-id",
    "error",
    "An id with capitals, spaces or other signs.",
    why="Ids stand in the addresses of pages, where only small letters, figures and hyphens are safe.",
    bad="Jane Rees: {name: Jane Rees}",
    good="jane-rees: {name: Jane Rees}",
)
WRONG_ADDRESS = rule(
    "wrong-address",
    "error",
    "A link that is not a web or e-mail address.",
    why="Anything else leads nowhere, or could run a script in a reader's browser.",
    bad="recording: www.example.org/meeting",
    good="recording: https://www.example.org/meeting",
)
WRONG_LANGUAGE = rule(
    "wrong-language",
    "warning",
    "A text is given under a code that looks like a slip, or in no language that the site has. Other languages are passed over.",
    why="It would be shown nowhere.",
    bad="title: {en: Cabinet, cz: Y Cabinet}",
    good="title: {en: Cabinet, cy: Y Cabinet}",
)
DATE_FORM = rule(
    "date-form",
    "warning",
    "A date that was understood, but is written in another form than the format's.",
    why="What is certain today may be read otherwise by the next program.",
    bad="approved: 2 May 2018",
    good="approved: 2018-05-02",
)


class FieldError(ValueError):
    """A value cannot be what its field needs. `{key}` in the message stands for the name of that field."""

    def __init__(self, rule: Rule, message: str, *loc: str | int) -> None:
        """Say which rule is broken and why; `loc` leads on from the field to the part at fault."""
        super().__init__(message)
        self.rule, self.message, self.loc = rule, message, loc


def shorten(value: object) -> str:
    """Return a value for a message: one line, no longer than can be read."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57].rstrip() + "…"

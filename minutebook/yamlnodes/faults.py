"""The faults of YAML and the words for them. In: what was found. Out: rules and messages; reads nothing itself."""

from __future__ import annotations

from minutebook.diagnostics import rule
from minutebook.yamlnodes.mending import Mend
from minutebook.yamlnodes.quoting import KEY_LINE, begins_with_apostrophe, part_comment

SYNTAX = rule(
    "yaml-syntax",
    "error",
    "A line of YAML cannot be read.",
    why="Where a line cannot be read, nothing after it can be trusted, so nothing is published.",
    bad="present: [Cllr A Evans, Cllr B Price",
    good="present: [Cllr A Evans, Cllr B Price]",
)
COLON = rule(
    "yaml-colon",
    "error",
    "A value holds a colon and a space without quotes round it.",
    why="A colon and a space end a key, so the line reads as two things.",
    bad="place: Town Hall: Chamber",
    good='place: "Town Hall: Chamber"',
)
HASH = rule(
    "yaml-hash",
    "error",
    "A value holds a # after a space, with no space behind it.",
    why="YAML takes what follows for a comment and leaves it out without a word.",
    bad="place: Room #2",
    good='place: "Room #2"',
)
TAB = rule(
    "yaml-tab",
    "error",
    "A line of YAML begins with a tab.",
    why="Only spaces say what belongs to what; how wide a tab is, nobody knows.",
    bad="source:\n\turl: https://example.org/",
    good="source:\n  url: https://example.org/",
)
INDENT = rule(
    "yaml-indent",
    "error",
    "A line of YAML begins further to the left or right than its neighbours.",
    why="The spaces before a key say what it belongs to.",
    bad="time: 2.30pm\n  place: Council Chamber",
    good="time: 2.30pm\nplace: Council Chamber",
)
DUPLICATE = rule(
    "duplicate-key",
    "error",
    "The same key is given twice.",
    why="Only one of the two values could be shown, and nobody knows which was meant.",
    bad="present: Cllr A Evans\npresent: Cllr B Price",
    good="present: Cllr A Evans, Cllr B Price",
)
SHORTHAND = rule(
    "yaml-shorthand",
    "error",
    "A value begins with &, * or !, which YAML takes for a mark of its own.",
    why="The word behind the mark would not be shown.",
    bad="title: !Important meeting",
    good='title: "!Important meeting"',
)
DOCUMENTS = rule(
    "yaml-documents",
    "error",
    "A line --- in the middle begins a second text in the same file.",
    why="Only one can be read; the other would be left out.",
    bad="name: Council\n---\nkind: council",
    good="name: Council\nkind: council",
)
DEPTH = rule(
    "yaml-depth",
    "error",
    "Lists or keys lie inside each other more than 12 deep.",
    why="Nothing in the format is that deep, so something must have gone wrong.",
    bad="present: [[[[[[[[[[[[[Cllr A Evans]]]]]]]]]]]]]",
    good="present: [Cllr A Evans]",
)
CHARACTER = rule(
    "yaml-character",
    "error",
    "A character that cannot be shown stands in the text.",
    why="It comes from a damaged copy, and nobody could see it on the page.",
    bad="place: Council\\x00Chamber",
    good="place: Council Chamber",
)


def word_mend(line: str, mend: Mend) -> str:
    """Return what to tell a clerk about a line that reads well once it is written as `mend` says."""
    was, now, shown = line.strip(), mend.text.strip(), mend.text.rstrip()
    words = {
        "colon": f'A colon inside a value: "{was}" reads as two things. Put quotes round it: {now}',
        "continued": f'A colon inside a value that goes over several lines: "{was}" reads as a key. '
        "Put quotes round the whole value, from its first line to its last.",
        "flow-colon": f"Inside brackets, a value with a colon needs quotes round it. Write: {now}",
        "flow-hash": "Inside brackets, a value with a # needs quotes round it, or all behind the # is left out. "
        f"Write: {now}",
        "quote": f"{_quote_reason(was)} Put quotes round the whole value: {now}",
        "bracket": f'"{was}" is not closed, so the lines after it would be taken into it. Write: {now}',
        "space": f'A space is missing after the colon, so "{was}" has no value. Write: {now}',
        "key": f'No colon stands behind the first word of "{was}", so it has no key. Write: {now}',
        "dash": f'"{was}" begins with a dash but no space, so it is no entry of the list. Write: {now}',
        "blank": f'"{was}" holds a no-break space, as Word makes them, where a plain space must stand. Write: {now}',
        "text": f'"{was}" has no key before it. If it goes on from the line above, begin it with spaces: "{shown}"',
        "indent": f'"{was}" begins with {_count_spaces(line)}, but what it belongs to with '
        f'{_count_spaces(mend.text)}. Write: "{shown}"',
    }
    return words[mend.kind]


def word_stop(lines: list[str], at: int, context: int, first_line: int) -> str:
    """Return what to tell a clerk about a line that no mend made readable."""
    was = lines[at].strip()
    if not was:
        return (
            f'Something that begins at "{_shorten(lines[context].strip())}" (line {context + first_line}) '
            "is not closed before the end. Look for a quote or bracket with no partner."
        )
    return (
        f'"{_shorten(was)}" cannot be read. Each line is a key, a colon, a space and a value '
        '(place: Council Chamber); a value with special signs needs "double quotes" round all of it. '
        "The fault may also lie in the line above."
    )


def _quote_reason(was: str) -> str:
    found = KEY_LINE.match(was)
    value = part_comment(found["value"] or "")[0] if found else was.removeprefix("- ")
    if begins_with_apostrophe(value):
        return "A value cannot begin with an apostrophe, which would open quotes."
    if value[:1] in ("'", '"'):
        return f'The quotes in "{was}" close before the value ends.'
    if value[:1] in ("[", "{"):
        return f'"{was}" begins with a bracket, which means a list or keys, but the bracket ends before the value.'
    if value[:1] in tuple("@`%&*!|>?-,"):
        return f'A value cannot begin with "{value[0]}".'
    return f'"{was}" cannot be read as one value.'


def _count_spaces(line: str) -> str:
    count = len(line) - len(line.lstrip(" "))
    return f"{count} space" if count == 1 else f"{count} spaces" if count else "no space"


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"

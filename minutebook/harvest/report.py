"""Findings in words for a clerk, or as data.

In: findings. Out: text. The lines to add are YAML as it stands, in its first column, so that the whole part can be pasted into glossary.yml.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from minutebook.diagnostics import Location
from minutebook.harvest.findings import Conflict, Findings, FoundMeaning, Proposal, Trace
from minutebook.harvest.proposals import are_apart, make_entry
from minutebook.termfile import write_entry

_Json = str | int | list["_Json"] | dict[str, "_Json"]


def format_findings(findings: Findings) -> str:
    """Return the report as text, a part a kind of finding."""
    parts = (
        _format_unexplained(findings),
        _format_proposals(findings),
        _format_unused(findings),
        _format_conflicts(findings),
        _format_written_out(findings),
    )
    return "\n\n".join("\n".join(part) for part in parts)


def format_findings_json(findings: Findings) -> str:
    """Return the report as a JSON object with a list a kind of finding; days are ISO 8601."""
    data: _Json = {
        "unexplained": [
            {"letters": one.letters, **_list_trace(one.trace), "elsewhere": list(one.elsewhere)}
            for one in findings.unexplained
        ],
        "proposals": [
            {
                "letters": one.letters,
                "uses": one.uses,
                "known": list(one.known),
                "meanings": [_list_meaning(meaning) for meaning in one.meanings],
                "entry": write_entry(make_entry(one), findings.languages[0]),
            }
            for one in findings.proposals
        ],
        "unused": [
            {"term": one.term, "letters": one.letters, "words": one.words, "line": one.line} for one in findings.unused
        ],
        "conflicts": [
            {
                "letters": one.letters,
                "terms": list(one.terms),
                "lines": list(one.lines),
                "words": list(one.words),
                "bodies": list(one.bodies),
            }
            for one in findings.conflicts
        ],
        "written_out": [
            {
                "term": one.term,
                "letters": one.letters,
                "words": one.words,
                "line": one.line,
                **_list_trace(one.trace),
            }
            for one in findings.written_out
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _format_unexplained(findings: Findings) -> Iterator[str]:
    yield _title("Letters that nobody explains", len(findings.unexplained))
    if not findings.unexplained:
        yield "None: the glossary or the minutes explain all of them."
    proposed = {one.letters for one in findings.proposals}
    for one in findings.unexplained:
        yield f"{one.letters}: {_count(one.trace)}, {_span(one.trace)}; {_places(one.trace)}"
        if one.letters in proposed:
            yield "    The minutes say somewhere what it stands for: see below."
        elif one.elsewhere:
            yield f"    The glossary has it for other bodies or dates only: {', '.join(one.elsewhere)}."


def _format_proposals(findings: Findings) -> Iterator[str]:
    yield _title("Lines to add to glossary.yml, found in the minutes", len(findings.proposals))
    if not findings.proposals:
        yield "None: the minutes give no words for letters that the glossary lacks."
    for one in findings.proposals:
        yield from _format_proposal(one, findings.languages[0])


def _format_proposal(proposal: Proposal, lang: str) -> Iterator[str]:
    for meaning in proposal.meanings:
        for words in meaning.texts:
            yield f"# {words.words}: {_count(words.trace)}; {_places(words.trace)}"
    lines = write_entry(make_entry(proposal), lang).splitlines()
    if proposal.known:
        letters, known = proposal.letters, ", ".join(proposal.known)
        yield f"# {letters} is in glossary.yml already ({known}), without these words. If they are another meaning, add there:"
        yield from (f"#   {line}" for line in lines)
        return
    if len(proposal.meanings) > 1:
        advice = (
            "Several meanings: see that the bodies are right, or take away what is only another spelling."
            if are_apart(proposal.meanings)
            else "Several meanings: keep the right one, or give each its bodies: or since: so that it is clear which is meant."
        )
        yield f"# {advice}"
    yield from lines


def _format_unused(findings: Findings) -> Iterator[str]:
    yield _title("Terms of the glossary that no minutes use", len(findings.unused))
    if not findings.unused:
        yield "None: each is used at least once."
    for one in findings.unused:
        yield f"glossary.yml:{one.line}: {one.letters} ({one.words})"


def _format_conflicts(findings: Findings) -> Iterator[str]:
    yield _title("Letters with meanings that conflict", len(findings.conflicts))
    if not findings.conflicts:
        yield "None: wherever letters have several meanings, body and date say which is meant."
    for one in findings.conflicts:
        yield _format_conflict(one)


def _format_conflict(conflict: Conflict) -> str:
    meanings = " and ".join(
        f"{words} ({term}, line {line})"
        for term, line, words in zip(conflict.terms, conflict.lines, conflict.words, strict=True)
    )
    where = f"in {', '.join(conflict.bodies)}" if conflict.bodies else "in every body"
    return (
        f"glossary.yml:{conflict.lines[-1]}: {conflict.letters} means {meanings} {where} on the same days. "
        "Give each its bodies:, since: or until:."
    )


def _format_written_out(findings: Findings) -> Iterator[str]:
    yield _title("Words written in full though there are letters for them (no fault)", len(findings.written_out))
    if not findings.written_out:
        yield "None."
    for one in findings.written_out:
        yield f"{one.words} ({one.letters}): {_count(one.trace)}; first at {one.trace.places[0]}"


def _title(words: str, count: int) -> str:
    return f"# {words}: {count}" if count else f"# {words}"


def _count(trace: Trace) -> str:
    times = "once" if trace.count == 1 else f"{trace.count} times"
    return times if trace.count == 1 or trace.meetings == 1 else f"{times} in {trace.meetings} meetings"


def _span(trace: Trace) -> str:
    return f"{trace.first}" if trace.first == trace.last else f"{trace.first} to {trace.last}"


def _places(trace: Trace) -> str:
    more = trace.count - len(trace.places)
    return ", ".join(map(str, trace.places)) + (" …" if more else "")


def _list_meaning(meaning: FoundMeaning) -> _Json:
    return [
        {"lang": words.lang, "letters": words.letters, "words": words.words, **_list_trace(words.trace)}
        for words in meaning.texts
    ]


def _list_trace(trace: Trace) -> dict[str, _Json]:
    return {
        "count": trace.count,
        "meetings": trace.meetings,
        "first": trace.first.isoformat(),
        "last": trace.last.isoformat(),
        "bodies": list(trace.bodies),
        "places": [_list_place(place) for place in trace.places],
    }


def _list_place(place: Location) -> _Json:
    return {"path": place.path, "line": place.line, "column": place.column}

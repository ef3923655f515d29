"""What is wrong with the acronyms of the minutes, in words for a clerk.

In: what was found in the items, with its places. Out: diagnostics. It looks for nothing itself.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minutebook.acronyms.lexicon import Glossary
from minutebook.acronyms.tokens import has_capitals
from minutebook.acronyms.uses import OtherMeaning
from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.model import Block, Term

AMBIGUOUS = rule(
    "ambiguous-acronym",
    "error",
    "The minutes use an acronym that has more than one meaning for this body on this day.",
    why="A wrong meaning in the minutes misleads more than none, so nothing is guessed.",
    bad="""
    # glossary.yml
    DSG:
      - {id: dsg-schools, en: Dedicated Schools Grant}
      - {id: dsg-design, en: Design Steering Group}
    # content/council/2024-01-10.md
    The DSG has risen.
    """,
    good="""
    # glossary.yml
    DSG:
      - {id: dsg-schools, en: Dedicated Schools Grant, bodies: [schools-forum]}
      - {id: dsg-design, en: Design Steering Group, bodies: [planning]}
    # or, in the front matter of the one meeting
    terms: {DSG: dsg-schools}
    """,
)
UNEXPLAINED = rule(
    "unexplained-acronym",
    "warning",
    "The minutes use capitals that nobody explains: not the glossary, and not the agenda item they stand in.",
    why="Who does not know the letters cannot follow the minutes.",
    bad="The SACRE met in March.",
    good="""
    # glossary.yml
    SACRE: Standing Advisory Council on Religious Education
    """,
)
OTHER_MEANING = rule(
    "other-meaning",
    "warning",
    "The minutes say that letters stand for something else than the glossary does.",
    why="Readers must not be led to a wrong meaning. In this item the letters are not linked.",
    bad="""
    # glossary.yml
    CIW: Care Inspectorate Wales
    # content/council/2024-01-10.md
    Children in Wales (CIW) gave evidence.
    """,
    good="""
    # glossary.yml
    CIW:
      - {id: ciw, en: Care Inspectorate Wales}
      - {id: ciw-children, en: Children in Wales, bodies: [schools-forum]}
    """,
)
MEETING_TERMS = rule(
    "unknown-term",
    "error",
    "`terms:` of a meeting names a meaning that the glossary does not have.",
    why="The meeting would show another meaning, or none, than its clerk chose.",
    bad="terms: {DSG: dsg-shools}",
    good="terms: {DSG: dsg-schools}",
)


NOT_SWITCHED = rule(
    "nothing-switched-off",
    "warning",
    "`terms:` of a meeting switches off letters that the glossary does not have and that nobody would ask about.",
    why="A slip in the letters leaves those that were meant switched on.",
    bad="terms: {spa: no}",
    good="terms: {SPA: no}",
)


_FIRST_IN_FENCE = 1_000_000
"""Keys of the blocks inside fenced ones begin here."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One use of letters that nobody explains."""

    letters: str
    place: Location
    elsewhere: tuple[str, ...] = ()
    """Ids of meanings that the glossary has for other bodies or days."""


def find_place(leaf: Block, start: int, end: int, path: str, lines: Sequence[str]) -> Location:
    """Return the line and column of `leaf.text[start:end]` in its file, whose lines are `lines` (without
    their ends).

    The column is 0 where mark-up hides the words (an entity, a code for a letter).
    """
    text = leaf.text
    number = min(leaf.line + text.count("\n", 0, start), max(leaf.end, leaf.line))
    written = text[start:end].partition("\n")[0]
    if not written or not 0 < number <= len(lines):
        return Location(path, number)
    # The same letters may stand on the line more than once, and in words around them.
    earlier = text.count(written, text.rfind("\n", 0, start) + 1, start)
    column = -1
    for _ in range(earlier + 1):
        column = lines[number - 1].find(written, column + 1)
        if column < 0:
            break
    if column < 0 and leaf.key >= _FIRST_IN_FENCE:
        return _find_below(written, path, number, lines) or Location(path, number)
    return Location(path, number, column + 1)


def _find_below(words: str, path: str, number: int, lines: Sequence[str]) -> Location | None:
    """Return where words stand first below a line of a fenced block, whose values YAML may have folded into one line."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    for below in range(number, len(lines)):
        if lines[below].lstrip().startswith(("```", "~~~")):
            return None
        if found := pattern.search(lines[below]):
            return Location(path, below + 1, found.start() + 1)
    return None


def report_ambiguous(
    found: Iterable[tuple[str, Sequence[str], Location]], terms: Mapping[str, Term]
) -> list[Diagnostic]:
    """Return an error for each of the letters that stay open in one file, at their first place.

    `found` gives, in reading order, letters, the ids of their meanings, and a place; `terms` is the
    glossary by id.
    """
    first: dict[tuple[str, str], tuple[Sequence[str], Location]] = {}
    for letters, ids, place in found:
        first.setdefault((place.path, letters), (ids, place))
    diagnostics = []
    for (_, letters), (ids, place) in first.items():
        meanings = " or ".join(_describe(terms[term]) for term in ids)
        message = (
            f'"{letters}" can mean {meanings} here, and a wrong meaning misleads. '
            f"Say which in the front matter: terms: {{{letters}: {ids[0]}}} (or {', '.join(ids[1:])}; or no, if it means something else), "
            "or give each meaning its bodies: in glossary.yml."
        )
        diagnostics.append(Diagnostic(AMBIGUOUS, place, message))
    return diagnostics


def report_others(found: Iterable[tuple[OtherMeaning, Location]], terms: Mapping[str, Term]) -> list[Diagnostic]:
    """Return a warning for each of the letters to which a file gives another meaning, at the first place."""
    first: dict[tuple[str, str], tuple[OtherMeaning, Location]] = {}
    for other, place in found:
        first.setdefault((place.path, other.letters), (other, place))
    diagnostics = []
    for other, place in first.values():
        meanings = " or ".join(_describe(terms[term]) for term in other.terms)
        message = (
            f'The minutes say that "{other.letters}" is {other.words}, and the glossary that it is {meanings}. So it is not '
            "linked in this item. If the words here have a slip, mend them; if this is another meaning, add it to "
            f"glossary.yml with its bodies:, or write in the front matter terms: {{{other.letters}: no}}."
        )
        diagnostics.append(Diagnostic(OTHER_MEANING, place, message))
    return diagnostics


def report_unexplained(sightings: Iterable[Sighting]) -> list[Diagnostic]:
    """Return a warning for each of the letters in `sightings` (of the whole archive, oldest minutes first),
    at their first place.
    """
    by_letters: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_letters.setdefault(sighting.letters, []).append(sighting)
    diagnostics = []
    for letters, seen in by_letters.items():
        count = count_places([one.place.path for one in seen])
        if elsewhere := seen[0].elsewhere:
            message = (
                f'"{letters}" is not explained here{count}: glossary.yml has it for other bodies or '
                f"dates only ({', '.join(elsewhere)}). Add this body to one of them, or write what {letters} "
                "means here."
            )
        else:
            message = (
                f'Nobody explains "{letters}"{count}, so readers have to look it up. Add a line to '
                f"glossary.yml: {letters}: its words in full. If it is no acronym, add it there to "
                f"ignore: [{letters}]."
            )
        diagnostics.append(Diagnostic(UNEXPLAINED, seen[0].place, message))
    return diagnostics


def report_overrides(
    overrides: Mapping[str, str | None], glossary: Glossary, places: Mapping[str, Location]
) -> list[Diagnostic]:
    """Return a fault for each entry of a meeting's `terms:` that names no meaning of its letters, or switches off nothing.

    `places` holds the place of each entry, by its letters as written. Letters that are switched off need no
    meaning.
    """
    diagnostics = []
    for letters, chosen in overrides.items():
        if chosen is None:
            if not has_capitals(letters) and not glossary.meanings(letters):
                upper = (
                    f" Letters count as they are written: did you mean {letters.upper()}?"
                    if glossary.meanings(letters.upper())
                    else ""
                )
                message = (
                    f'"{letters}: no" under terms: switches off nothing, since glossary.yml has no {letters}.{upper}'
                )
                diagnostics.append(Diagnostic(NOT_SWITCHED, places[letters], message))
            continue
        known = {term.id: term for term in glossary.meanings(letters)}
        if chosen in known:
            continue
        if not known:
            message = (
                f'"{letters}" under terms: stands nowhere in glossary.yml, so it cannot mean {chosen}. '
                f"Add it there, or switch it off: terms: {{{letters}: no}}."
            )
        else:
            near = difflib.get_close_matches(chosen, known, n=1, cutoff=0.6)
            best = near[0] if near else next(iter(known))
            choices = " or ".join(map(_describe, known.values()))
            message = (
                f'"{chosen}" under terms: is no meaning of {letters}. It can be {choices}. '
                f"Write: terms: {{{letters}: {best}}}"
            )
        diagnostics.append(Diagnostic(MEETING_TERMS, places[letters], message))
    return diagnostics


def _describe(term: Term) -> str:
    line = f", glossary.yml line {term.line}" if term.line else ""
    return f'"{term.meaning.first}" ({term.id}{line})'


def count_places(paths: Sequence[str]) -> str:
    """Return how often letters stand in files, by the file of each place, to be put behind them; nothing for once."""
    files = len(set(paths))
    if len(paths) == 1:
        return ""
    return f" ({len(paths)} times" + (f" in {files} files" if files > 1 else "") + ", first here)"

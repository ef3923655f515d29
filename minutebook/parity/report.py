"""The state of each language in words for a clerk, or as data.

In: the archive, compared. Out: text in English, as all messages of the command line, and values for JSON.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from minutebook.diagnostics import show_controls
from minutebook.i18n import language_name
from minutebook.parity.editions import Edition, Gap, Parity, State, count_complete

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]

_MANY = 10
"""So many lines of one kind are read; of more only their number."""
_UNFINISHED: tuple[State, ...] = ("missing", "partly", "older")
_NOT_KNOWN = {
    "no-git": "Which version is older is not known, since git knows nothing of this folder.",
    "shallow": "Which version is older is not known, since this clone has no full history (git fetch --unshallow gets it).",
}


def format_parity(parity: Parity, unread: Collection[str] = ()) -> str:
    """Return how many meetings of each body are complete, and a line for each that is not; empty where no meeting has words.

    Of many missing files there is one line, and where the list is long a sum at its end. `unread` are files that are there and could not be read.
    """
    if not parity.editions:
        return ""
    counts: dict[str, list[str]] = defaultdict(list)
    for tally in count_complete(parity.editions):
        # Of the first language it is said only where something is lacking, which is rare.
        if tally.lang != parity.languages[0] or tally.complete < tally.all:
            count = f"{tally.complete} of {tally.all}"
            counts[tally.body].append(f"{count} complete in {language_name(tally.lang, 'en')}")
    unfinished: dict[str, list[Edition]] = defaultdict(list)
    for edition in parity.editions:
        if edition.state != "complete":
            unfinished[edition.body].append(edition)
    lines = ["Languages"]
    for body, name in parity.names.items():
        if body in counts:
            lines += [f"{name}: {', '.join(counts[body])}", *_list_unfinished(unfinished[body], unread)]
    if sum(map(len, unfinished.values())) > _MANY:
        lines += [told for lang in parity.languages if (told := _sum_up(parity, lang))]
    if parity.history and any(edition.there and len(edition.sources) > 1 for edition in parity.editions):
        lines.append(_NOT_KNOWN[parity.history])
    return "\n".join(show_controls(line) for line in lines)


def _list_unfinished(editions: Sequence[Edition], unread: Collection[str]) -> Iterator[str]:
    """Yield a line for each of a body's editions; one for all that are missing in a language, where they are many."""
    missing: dict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        if edition.state == "missing" and not edition.there and edition.path not in unread:
            missing[edition.lang].append(edition)
    counted: set[str] = set()
    for lang, group in missing.items():
        if len(group) > _MANY:
            counted.update(edition.path for edition in group)
            yield (
                f"  missing in {language_name(lang, 'en')}: {len(group)} files, {group[0].path} to {group[-1].path} "
                "(check --format json lists each)"
            )
    for edition in editions:
        if edition.path not in counted:
            yield f"  {_format(edition, unread)}"


def _sum_up(parity: Parity, lang: str) -> str:
    """Return how many minutes of all bodies are in which state in a language; empty where the first has them all."""
    states = Counter(edition.state for edition in parity.editions if edition.lang == lang)
    if lang == parity.languages[0] and states["complete"] == states.total():
        return ""
    count = f"{states['complete']} of {states.total()} complete in {language_name(lang, 'en')}"
    rest = ", ".join(f"{states[state]} {state}" for state in _UNFINISHED if states[state])
    return f"In all: {count}{f' ({rest})' if rest else ''}"


def _format(edition: Edition, unread: Collection[str]) -> str:
    told = {
        "missing": "missing: the file has no words yet" if edition.there else "missing",
        "partly": f"partly: {describe_gaps(edition)}",
        "older": "older",
        "complete": "complete",
    }[edition.state]
    if not edition.there and edition.path in unread:
        told = "could not be read, as said above"
    if edition.older:
        days = f"changed {edition.older.changed}, {language_name(edition.older.lang, 'en')} {edition.older.other}"
        told += f": {days}" if edition.state == "older" else f"; older: {days}"
    return f"{edition.path}: {told}"


def describe_gaps(edition: Edition) -> str:
    """Return what the minutes in this language lack: `lacks item 7 "Roads" (line 21 of 2023-04-18.md)`; of very many the first."""
    told = [_describe(gap, edition.sources.get(gap.lang, "")) for gap in edition.gaps[:_MANY]]
    if more := len(edition.gaps) - len(told):
        told.append(f"and {more} more")
    return "lacks " + "; ".join(told)


def _describe(gap: Gap, path: str) -> str:
    where = f" (line {gap.line} of {path.rpartition('/')[2]})" if gap.line else ""
    if gap.kind == "title":
        return f'a title of its own, as "{gap.title}" (title: … on top of the file)'
    item = _name_item(gap)
    if gap.kind == "item":
        return f"{item}{where}"
    if gap.kind == "words":
        return f"the words of {item}{where}"
    noun = "sub-heading" if gap.kind == "heading" else gap.kind
    if gap.of == 1:
        return f"the {noun} of {item}{where}"
    nouns = "summaries" if noun == "summary" else f"{noun}s"
    return f"{gap.count} of {gap.of} {nouns} of {item}{where}"


def _name_item(gap: Gap) -> str:
    if gap.number:
        return f'item {gap.number} "{gap.title}"' if gap.title else f"item {gap.number}"
    return f'the item "{gap.title}"' if gap.title else "the text before the first item"


def make_parity_data(parity: Parity, unread: Collection[str] = ()) -> Json:
    """Return the same, with every meeting in every language, as values for JSON; days are ISO 8601."""
    return {"history": parity.history, "meetings": list(_list_editions(parity.editions, unread))}


def _list_editions(editions: Iterable[Edition], unread: Collection[str]) -> Iterator[Json]:
    for edition in editions:
        older = edition.older
        yield {
            "meeting": edition.meeting,
            "body": edition.body,
            "language": edition.lang,
            "path": edition.path,
            "state": edition.state,
            "unread": not edition.there and edition.path in unread,
            "lacks": [
                {
                    "kind": gap.kind,
                    "language": gap.lang,
                    "anchor": gap.anchor,
                    "item": gap.item,
                    "number": gap.number,
                    "title": gap.title,
                    "count": gap.count,
                    "of": gap.of,
                    "path": edition.sources.get(gap.lang, ""),
                    "line": gap.line,
                }
                for gap in edition.gaps
            ],
            "older": {
                "changed": older.changed.isoformat(),
                "other": older.other.isoformat(),
                "language": older.lang,
            }
            if older
            else None,
        }

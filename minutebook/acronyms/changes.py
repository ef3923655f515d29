"""What a change of the glossary can touch: the look-ups that it answers otherwise than before.

In: two glossaries. Out: by language the tokens and letters of which the two do not say the same. It reads no minutes: whoever noted
what was looked up there (`Lexicon.asked`) can tell from this whether they have to be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from minutebook.acronyms.lexicon import Glossary, Table
from minutebook.model import Term


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two glossaries in one language."""

    looked_up: frozenset[str] = frozenset()
    """First tokens of letters, and letters, that one of the two does not have or that mean something else there."""
    begun: frozenset[str] = frozenset()
    """Words at which one of the two looks for letters, and the other does not (capitals are looked at by both)."""
    everywhere: bool = False
    """Whether any text may be touched."""

    def touches(self, asked: Iterable[str], find_words: Callable[[], Iterable[str]]) -> bool:
        """Whether what was looked up in a text may have another answer now. `asked` has what ends in s without it, too.

        `find_words` gives the words of the text, and is called only where they matter.
        """
        if self.everywhere or not self.looked_up.isdisjoint(asked):
            return True
        return bool(self.begun) and not self.begun.isdisjoint(find_words())


_EVERYTHING = Change(everywhere=True)


def compare_glossaries(old: Glossary, new: Glossary) -> Mapping[str, Change]:
    """Return the change in each language of `new`. In which line of its file a term stands is no difference."""
    ignored = old.ignored ^ new.ignored
    return {
        lang: _compare(old.tables[lang], table, ignored) if lang in old.tables else _EVERYTHING
        for lang, table in new.tables.items()
    }


def _compare(old: Table, new: Table, ignored: frozenset[str]) -> Change:
    if _find_signs(old) != _find_signs(new):
        return _EVERYTHING
    before, after = dict(old.root.walk()), dict(new.root.walk())
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    letters = {path[0] for path in differing} | ignored
    for one, two in ((old.meanings, new.meanings), (old.borrowed, new.borrowed)):
        letters |= {key for key in one.keys() | two.keys() if _say(one.get(key, ())) != _say(two.get(key, ()))}
    return Change(frozenset(letters), old.plain ^ new.plain)


def _find_signs(table: Table) -> str:
    return table.openers.pattern if table.openers else ""


def _say(terms: Iterable[Term]) -> list[Term]:
    """Return terms as the minutes see them: the line in which one stands is for messages, which are always made anew."""
    return [replace(term, line=0) for term in terms]

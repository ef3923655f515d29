"""What a change of the glossary can touch: the look-ups that it answers otherwise than before.

In: two glossaries. Out: by language the tokens and letters of which the two do not say the same. It reads no minutes: whoever noted
what was looked up there (`Lexicon.list_asked`) and which words there are can tell from this whether they have to be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from minutebook.acronyms.lexicon import Glossary, Table
from minutebook.acronyms.marks import find_marked
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
    letters: Mapping[str, str] = field(default_factory=dict)
    """For first tokens the letters that begin with them, for who wants to know what it was; some of them."""

    def touches(self, asked: Iterable[str], has_word: Callable[[Collection[str]], object]) -> bool:
        """Whether what was looked up in a text may have another answer now. `asked` is what `Lexicon.list_asked` gives.

        `has_word` says whether one of some words stands in the text, and is called only where it matters.
        """
        if self.everywhere or not self.looked_up.isdisjoint(asked):
            return True
        return bool(self.begun) and bool(has_word(self.begun))

    def find_letters(self, marks: bytes) -> list[str]:
        """Return the letters for which a text may be touched, by the marks of all its words and of what was looked up in it.

        Not to be asked where everything is touched.
        """
        found = find_marked(marks, self.looked_up | self.begun)
        return sorted({self.letters.get(word) or self.letters.get(word[:-1], word) for word in found})


_EVERYTHING = Change(everywhere=True)


def compare_glossaries(old: Glossary, new: Glossary) -> Mapping[str, Change]:
    """Return the change in each language of `new`. In which line of its file a term stands is no difference."""
    ignored = old.ignored ^ new.ignored
    return {
        lang: _compare(old.tables[lang], table, ignored) if lang in old.tables else _EVERYTHING
        for lang, table in new.tables.items()
    }


def drop_lines(terms: Iterable[Term]) -> list[Term]:
    """Return terms as the minutes see them: the line in which one stands is for messages, which are always made anew."""
    return [replace(term, line=0) for term in terms]


def _compare(old: Table, new: Table, ignored: frozenset[str]) -> Change:
    if _find_signs(old) != _find_signs(new):
        return _EVERYTHING
    before, after = dict(old.root.walk()), dict(new.root.walk())
    differing = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    looked_up = ignored | {path[0] for path in differing}
    for one, two in ((old.meanings, new.meanings), (old.borrowed, new.borrowed)):
        keys = one.keys() | two.keys()
        looked_up |= {key for key in keys if drop_lines(one.get(key, ())) != drop_lines(two.get(key, ()))}
    letters = {path[0]: after.get(path) or before[path] for path in reversed(differing)}
    return Change(looked_up, old.plain ^ new.plain, letters=letters)


def _find_signs(table: Table) -> str:
    return table.openers.pattern if table.openers else ""

"""From what the minutes say of letters to entries that the glossary could have.

In: the definitions of the archive, and the glossary's terms. Out: proposals. What the glossary says already, in words that differ by no more than
number or case, is none. It decides nothing between two meanings: both are proposed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from minutebook.acronyms import Glossary, fold_letters, fold_words
from minutebook.harvest.findings import FoundMeaning, FoundWords, Proposal
from minutebook.harvest.sightings import Gathered, Sighted
from minutebook.harvest.tracing import trace
from minutebook.model import Register, Term
from minutebook.schema import name_letters_key
from minutebook.termfile import NewEntry
from minutebook.yamlnodes import Plain

_Key = tuple[str, str, str]
"""Language, folded letters, folded words."""


def propose(register: Register, gathered: Gathered) -> tuple[Proposal, ...]:
    """Return what the glossary could say, letters that stand most often first."""
    languages = register.site.languages
    glossary = Glossary.of(register.terms.values(), register.ignored, languages=languages)
    groups: dict[_Key, list[Sighted]] = defaultdict(list)
    for one in gathered.definitions:
        letters = fold_letters(one.definition.letters)
        if letters not in glossary.ignored:
            groups[one.lang, letters, fold_words(one.definition.plain)].append(one)
    groups = {key: group for key, group in groups.items() if not _is_known(key, glossary.meanings(key[1]))}
    pairs = _pair(groups, languages)
    found = {key: _sum_up(key[0], group) for key, group in groups.items()}
    by_letters: dict[str, list[FoundMeaning]] = defaultdict(list)
    second = {key for others in pairs.values() for key in others}
    for key, words in found.items():
        if key in second:
            continue
        texts = (words, *(found[other] for other in pairs.get(key, ())))
        by_letters[_choose_letters(texts)].append(FoundMeaning(texts))
    proposals = []
    for letters, meanings in by_letters.items():
        uses = len(gathered.unexplained.get(letters, ()))
        known = tuple(term.id for term in glossary.meanings(letters))
        ordered = tuple(sorted(meanings, key=lambda one: (-one.trace.count, one.trace.first, one.texts[0].words)))
        proposals.append(Proposal(letters, ordered, uses, known))
    return tuple(sorted(proposals, key=lambda one: (-_count(one), one.letters)))


def make_entry(proposal: Proposal) -> NewEntry:
    """Return the entry as glossary.yml would have it: several meanings with the bodies where each was found, if these differ."""
    meanings: list[Mapping[str, Plain]] = []
    apart = are_apart(proposal.meanings)
    for meaning in proposal.meanings:
        fields: dict[str, Plain] = {words.lang: words.words for words in meaning.texts}
        for words in meaning.texts:
            if words.letters != proposal.letters:
                fields[name_letters_key(words.lang)] = words.letters
        if apart:
            fields["bodies"] = list(meaning.trace.bodies)
        meanings.append(fields)
    return NewEntry(proposal.letters, tuple(meanings))


def are_apart(meanings: Sequence[FoundMeaning]) -> bool:
    """Whether there are several meanings and no body has two of them, so that the bodies tell which is meant."""
    bodies = Counter(body for meaning in meanings for body in meaning.trace.bodies)
    return len(meanings) > 1 and max(bodies.values()) == 1


def _is_known(key: _Key, terms: Iterable[Term]) -> bool:
    lang, _, folded = key
    return any(fold_words(text) == folded for term in terms for code, text in term.meaning.by_lang if code == lang)


def _pair(groups: Mapping[_Key, Sequence[Sighted]], languages: Sequence[str]) -> Mapping[_Key, Sequence[_Key]]:
    """Return which words of further languages, one a language, say the same as which of the first.

    Those that stand in the same item of the same meeting: with the same letters, or where each language has one definition there and no more.
    """
    if len(languages) < 2:
        return {}
    first, others = languages[0], languages[1:]
    by_item: dict[tuple[str, str], dict[str, list[_Key]]] = defaultdict(lambda: defaultdict(list))
    for key, group in groups.items():
        for sighted in group:
            there = by_item[sighted.spot.meeting.key, sighted.item][key[0]]
            if key not in there:
                there.append(key)
    votes: Counter[tuple[_Key, _Key]] = Counter()
    for found in by_item.values():
        mine = found.get(first, [])
        for lang in others:
            theirs = found.get(lang, [])
            for one, two in product(mine, theirs):
                if one[1] == two[1] or len(mine) == len(theirs) == 1:
                    votes[one, two] += 1
    chosen: dict[_Key, dict[str, _Key]] = defaultdict(dict)
    taken: set[_Key] = set()
    for (one, two), _ in votes.most_common():
        if two[0] not in chosen[one] and two not in taken:
            chosen[one][two[0]] = two
            taken.add(two)
    return {one: [theirs[lang] for lang in others if lang in theirs] for one, theirs in chosen.items()}


def _sum_up(lang: str, group: Sequence[Sighted]) -> FoundWords:
    spellings = Counter(one.definition.plain for one in group)
    letters = Counter(one.definition.letters for one in group)
    spots = [one.spot for one in group]
    return FoundWords(lang, letters.most_common(1)[0][0], spellings.most_common(1)[0][0], trace(spots))


def _choose_letters(texts: Sequence[FoundWords]) -> str:
    """Return the key of the entry: the English letters, which other languages' minutes use too, else those of the first language."""
    return next((words.letters for words in texts if words.lang == "en"), texts[0].letters)


def _count(proposal: Proposal) -> int:
    return proposal.uses + sum(words.trace.count for meaning in proposal.meanings for words in meaning.texts)

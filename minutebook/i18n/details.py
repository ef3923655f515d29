"""The words inside records: who moved, how they voted, who owns, by when, which colour.

In: the `reading:` parts of the languages' files. Out: mappings from the casefolded word or phrase, in every language at once, to an id in
English; and `phrase_pattern`, which makes a regular expression of them. Welsh words stand with their mutated forms,
apostrophes in both shapes.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from minutebook.i18n.reading import READINGS, find_either, find_meanings, list_forms


def phrase_pattern(phrases: Iterable[str]) -> str:
    """Return the source of a regular expression that matches any of the phrases, the longest first.

    Any white space may part their words. It has no group and no boundaries around it; compile it with
    `re.IGNORECASE`. Of no phrases it is one that never matches.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered) or "(?!)"


MOTION_WORDS: Final = find_meanings(lambda reading: reading.motion)
"""`moved` or `seconded`: words beside the name of who did it."""

BEFORE_MOTION: Final = find_either(lambda reading: reading.before_motion, mutate=False)
"""Words before one of these that begins its clause: `it was proposed by`."""

BY_WORDS: Final = find_either(lambda reading: reading.by, mutate=False)
"""Words before the name of who did something."""

VOTE_SIDES: Final = find_meanings(lambda reading: reading.vote_side)
"""`for`, `against` or `abstained`: words beside a number, and labels of a recorded vote."""

PLAINLY_AGAINST: Final = find_either(lambda reading: reading.vote_side["against"][:1])
"""Those that also stand before what somebody is against: `5 against the wall`."""

VOTE_RESULTS: Final = find_meanings(lambda reading: reading.vote_result)
"""`unanimous`, or `nem_con`: nobody against, though some may have abstained."""

CASTING_VOTE: Final = find_either(lambda reading: reading.casting_vote)
"""Words for the chair's casting vote; `for` or `against` (`VOTE_SIDES`) may follow."""

RECORDED_VOTE: Final = find_either(lambda reading: reading.recorded_vote)
"""Words for a vote in which names were taken."""

VOTE_LABELS: Final = find_either(lambda reading: reading.vote_label)
"""Words that open a line of votes, and stand in `by 5 votes to 2`, `o 5 pleidlais i 2`."""

VOTE_FILLERS: Final = find_either(lambda reading: reading.vote_filler)
"""Words between a number and its side: `5 members voted for`."""

VOTE_BY_WORDS: Final = find_either(lambda reading: reading.vote_by, mutate=False)
"""Words before the numbers of two sides."""

NO_WORDS: Final = find_either(lambda reading: (*reading.zero, *reading.without), mutate=False)
"""Words before what there was not: `without a recorded vote`, `no interest`."""

VERDICTS: Final = find_meanings(lambda reading: reading.verdict)
"""The answer to a recommendation: `accepted`, `accepted in part`, `rejected`, `implemented`."""

DECLARATION_WORDS: Final = find_meanings(lambda reading: reading.interest)
"""Kinds of interest, `dispensation`, and `left`: went out while the item was taken."""

OWNER_WORDS: Final = find_meanings(lambda reading: reading.owner)
"""Owners that are a part in the body, not a person: `clerk`, `chair`, `vice-chair`, `all`, `members`."""

NO_ACTION: Final = find_either(lambda reading: reading.no_action["phrase"], mutate=False)
"""Words behind `Action:` that say there is none, beside those for nobody."""

AFTER_NO_ACTION: Final = find_either(lambda reading: reading.no_action["after"], mutate=False)
"""Words that may follow those: `required`."""

ACTION_POINTS: Final = find_either(lambda reading: reading.action_name["point"], mutate=False)
"""Words between `ACTION` and its number."""

ACTION_COMPOUNDS: Final = find_either(lambda reading: reading.action_name["compound"], mutate=False)
"""Words behind `ACTION` that make it a name: `ACTION plan`."""

OPENING_WORDS: Final = find_either(lambda reading: reading.opening, mutate=False)
"""Small words that open a sentence."""

OWNER_ENDS: Final = find_either(lambda reading: reading.owner_end["any"], mutate=False)
"""Words after the owners of an action in whatever language: `Clerk to write`, `Bydd y Clerc`. In small letters in the text as well."""

OWN_OWNER_ENDS: Final[Mapping[str, frozenset[str]]] = {
    lang: frozenset(list_forms(reading.owner_end["own"], lang, mutate=False)) for lang, reading in READINGS.items()
}
"""Further such words by language, which mean something else elsewhere: `Clerc i ysgrifennu`, where a capital `I` is somebody's initial."""

VERB_FIRST: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    lang: (
        frozenset(list_forms(reading.verb_first["verb"], lang, mutate=False)),
        frozenset(list_forms(reading.verb_first["end"], lang, mutate=False)),
    )
    for lang, reading in READINGS.items()
    if reading.verb_first["verb"]
}
"""By language, verbs before the owners of an action and words behind them: `Bydd y Clerc yn ysgrifennu`. Only languages that have such."""

AND_WORDS: Final = find_either(lambda reading: (*reading.and_["any"], *reading.and_["before_name"]), mutate=False)
"""Words between the last two names of a list. In small letters in the text as well: a capital `A` is an
initial.
"""

AND_ANYWHERE: Final = find_either(lambda reading: reading.and_["any"], mutate=False)
"""Those of them that mean nothing else in any language."""

AND_BEFORE_NAMES: Final = find_either(lambda reading: reading.and_["before_name"], mutate=False)
"""Those of them that mean something else in another language, and so count only before a capital letter."""

IN_TITLES: Final = find_either(lambda reading: reading.in_title, mutate=False)
"""Small words in the titles of offices: `Head of Highways`."""

BEHIND_NAMES: Final = find_either(lambda reading: reading.behind_name, mutate=False)
"""Words that end a name although they have a capital letter."""

ARTICLES: Final = find_either(lambda reading: reading.article, mutate=False)
"""Definite articles."""

ADDRESSEE_WORDS: Final = find_either(lambda reading: reading.addressee, mutate=False)
"""Words before the body to which a recommendation goes."""

RANGE_OF_VOTES: Final = find_either(lambda reading: reading.range["vote"], mutate=False)
"""Words between the numbers of two sides: `by 5 votes to 2`."""

MEETING_WORDS: Final = find_either(lambda reading: reading.meeting)
"""A meeting, in a due date such as `by the next meeting`."""

NEXT_BEFORE: Final = find_either(lambda reading: reading.next["before"], mutate=False)
"""Next, before its noun."""

NEXT_WORDS: Final = find_either(lambda reading: reading.next["behind"], mutate=False)
"""Next, behind its noun: Welsh `y cyfarfod nesaf`."""

POSSESSIVES: Final = find_either(lambda reading: reading.possessive, mutate=False)
"""Words that say whose: `our next meeting`."""

PARTS_OF_TIME: Final = find_either(lambda reading: reading.part_of)
"""Before a day, month or season: `end of`, `early`."""

PERIOD_BEFORE: Final = find_either(lambda reading: reading.period["before"])
PERIOD_ADJECTIVES: Final = find_either(lambda reading: reading.period["adjective"])
PERIOD_NOUNS: Final = find_either(lambda reading: reading.period["noun"])
"""Due dates that are no certain day, in three parts: `end of the` `financial` `year`. The second may be left out."""

COLOURS: Final = find_meanings(lambda reading: reading.colour)
"""The four colours of a BRAG rating, casefolded: `blue`, `red`, `amber`, `green`."""

DUE_WORDS: Final = find_meanings(lambda reading: reading.due, mutate=False)
"""Words that open a due date, by what they mean. Look up the longest first: `ar ôl` before `ar`, `o fewn`
before `o`.
"""

DUE_IN_SENTENCE: Final = frozenset(("by", "before", "after", "in", "on", "until"))
"""The meanings that open a due date inside a sentence, if a day, month, year, season or meeting follows."""

DUE_IN_BRACKETS: Final = frozenset(("by", "before", "after", "in", "on", "until", "from", "next", "when"))
"""The meanings that open a due date in brackets or a block, whatever follows."""

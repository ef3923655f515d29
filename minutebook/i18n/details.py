"""The words inside records: who moved, how they voted, who owns, by when, which colour.

Out: mappings from the casefolded word or phrase, in every language at once, to an id in English; and
`phrase_pattern`, which makes a regular expression of them. Welsh words stand with their mutated forms,
apostrophes in both shapes.
"""

import re
from collections.abc import Iterable
from typing import Final

from minutebook.i18n.forms import either, meanings


def phrase_pattern(phrases: Iterable[str]) -> str:
    """Return the source of a regular expression that matches any of the phrases, the longest first.

    Any white space may part their words. It has no group and no boundaries around it; compile it with
    `re.IGNORECASE`.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)


MOTION_WORDS: Final[dict[str, str]] = meanings(
    {
        "moved": (
            (
                "proposed by",
                "proposed",
                "proposer",
                "moved by",
                "moved",
                "mover",
                "on the proposal of",
                "on the motion of",
                "on the proposition of",
            ),
            ("cynigiwyd gan", "cynigiwyd", "cynigydd", "cynigwyd gan", "cynigiodd", "ar gynnig"),
        ),
        "seconded": (
            ("seconded by", "seconded", "seconder"),
            ("eiliwyd gan", "eiliwyd", "eiliodd", "eilydd", "eiliwr"),
        ),
    }
)
"""`moved` or `seconded`: words beside the name of who did it."""

VOTE_SIDES: Final[dict[str, str]] = meanings(
    {
        "for": (
            ("for", "in favour", "were in favour", "was in favour", "voted for", "voted in favour", "agreed"),
            ("o blaid", "pleidleisiodd o blaid"),
        ),
        "against": (
            ("against", "voted against", "were against", "was against", "opposed"),
            ("yn erbyn", "pleidleisiodd yn erbyn"),
        ),
        "abstained": (
            ("abstained", "abstaining", "abstain", "abstention", "abstentions"),
            (
                "yn ymatal",
                "ymatal",
                "ymataliodd",
                "ymataliad",
                "ymataliadau",
                "wedi ymatal",
                "atal pleidlais",
                "atal eu pleidlais",
            ),
        ),
    }
)
"""`for`, `against` or `abstained`: words beside a number, and labels of a recorded vote."""

VOTE_RESULTS: Final[dict[str, str]] = meanings(
    {
        "unanimous": (
            (
                *("unanimous", "unanimously", "all in favour", "all were in favour", "all agreed"),
                *("all members agreed", "all present agreed", "all voted in favour"),
            ),
            (
                "yn unfrydol",
                "unfrydol",
                "pawb o blaid",
                "pawb yn gytûn",
                "pawb yn cytuno",
                "pawb wedi cytuno",
            ),
        ),
        # Nobody was against; somebody may have abstained.
        "nem_con": (
            ("nem. con.", "nem. con", "nem con", "nem con.", "nemine contradicente"),
            ("yn ddiwrthwynebiad", "heb wrthwynebiad", "heb neb yn erbyn"),
        ),
    }
)
"""`unanimous`, or `nem_con`: nobody against, though some may have abstained."""

CASTING_VOTE: Final = either(("casting vote", "second or casting vote"), ("pleidlais fwrw",))
"""Words for the chair's casting vote; `for` or `against` (`VOTE_SIDES`) may follow."""

RECORDED_VOTE: Final = either(("recorded vote", "named vote"), ("pleidlais gofnodedig", "pleidlais wedi'i chofnodi"))
"""Words for a vote in which names were taken."""

VOTE_LABELS: Final = either(("vote", "votes", "voting"), ("pleidlais", "pleidleisiau", "pleidleisio"))
"""Words that open a line of votes, and stand in `by 5 votes to 2`, `o 5 pleidlais i 2`."""

VERDICTS: Final[dict[str, str]] = meanings(
    {
        "accepted": (("accepted", "accepted in full"), ("derbyniwyd", "derbyn", "derbyniwyd yn llawn")),
        "accepted in part": (
            ("accepted in part", "partially accepted", "partly accepted"),
            ("derbyniwyd yn rhannol", "derbyn yn rhannol"),
        ),
        "rejected": (("rejected", "not accepted"), ("gwrthodwyd", "gwrthod", "ni dderbyniwyd")),
        "implemented": (("implemented",), ("gweithredwyd", "rhoddwyd ar waith")),
    }
)
"""The answer to a recommendation: `accepted`, `accepted in part`, `rejected`, `implemented`."""

DECLARATION_WORDS: Final[dict[str, str]] = meanings(
    {
        "personal": (("personal",), ("personol",)),
        "prejudicial": (("prejudicial",), ("rhagfarnus", "rhagfarnol", "sy'n rhagfarnu")),
        "pecuniary": (("pecuniary", "disclosable pecuniary"), ("ariannol",)),
        "non-pecuniary": (
            ("non-pecuniary", "non pecuniary"),
            ("anariannol", "nad yw'n ariannol", "heb fod yn ariannol", "di-ariannol"),
        ),
        "dispensation": (("dispensation",), ("gollyngiad", "goddefeb")),
        "left": (
            ("left the meeting", "left the room", "left the chamber", "withdrew from the meeting"),
            ("gadawodd y cyfarfod", "gadawodd yr ystafell", "gadael y cyfarfod", "gadawodd y siambr"),
        ),
    }
)
"""Kinds of interest, `dispensation`, and `left`: went out while the item was taken."""

OWNER_WORDS: Final[dict[str, str]] = meanings(
    {
        "clerk": (("clerk", "the clerk"), ("clerc", "y clerc")),
        "chair": (
            (
                "chair",
                "the chair",
                "chairman",
                "the chairman",
                "chairperson",
                "the chairperson",
                "chairwoman",
            ),
            ("cadeirydd", "y cadeirydd"),
        ),
        "vice-chair": (
            (
                *("vice-chair", "vice chair", "the vice-chair", "the vice chair"),
                *("vice-chairman", "vice chairman", "the vice-chairman", "vice-chairperson"),
            ),
            ("is-gadeirydd", "is gadeirydd", "yr is-gadeirydd", "yr is gadeirydd"),
        ),
        "all": (("all", "everyone"), ("pawb",)),
        "members": (
            ("members", "all members", "the members"),
            ("aelodau", "yr aelodau", "pob aelod", "yr holl aelodau"),
        ),
    }
)
"""Owners that are a part in the body, not a person: `clerk`, `chair`, `vice-chair`, `all`, `members`."""

OWNER_ENDS: Final = frozenset(("to", "will", "shall", "i", "bydd", "fydd"))
"""Words after the owners of an action: `Clerk to write`, `Clerc i ysgrifennu`. In small letters in the text
as well: a capital `I` is somebody's initial."""

AND_WORDS: Final = frozenset(("and", "&", "a", "ac"))
"""Words between the last two names of a list. In small letters in the text as well: a capital `A` is an
initial.
"""

ADDRESSEE_WORDS: Final = frozenset(("to", "i", "i'r", "i’r", "at", "wrth"))
"""Words before the body to which a recommendation goes."""

MEETING_WORDS: Final = either(("meeting",), ("cyfarfod",))
"""A meeting, in a due date such as `by the next meeting`."""

NEXT_WORDS: Final = frozenset(("next", "nesaf", "nesa"))
"""Next; in Welsh it follows its noun: `y cyfarfod nesaf`."""

COLOURS: Final[dict[str, str]] = meanings(
    {
        "blue": (("blue",), ("glas",)),
        "red": (("red",), ("coch",)),
        "amber": (("amber",), ("oren", "ambr")),
        "green": (("green",), ("gwyrdd", "gwerdd")),
    }
)
"""The four colours of a BRAG rating, casefolded: `blue`, `red`, `amber`, `green`."""

DUE_WORDS: Final[dict[str, str]] = meanings(
    {
        "by": (("by", "no later than"), ("erbyn",)),
        "before": (("before",), ("cyn",)),
        "after": (("after",), ("ar ôl", "wedi")),
        "in": (("in", "within"), ("yn", "ym", "yng", "mewn", "o fewn")),
        "on": (("on",), ("ar",)),
        "until": (("until", "till"), ("tan", "hyd", "hyd at")),
        "from": (("from",), ("o",)),
        "next": (("next",), ("nesaf",)),
        "when": (("when", "once"), ("pan",)),
    },
    mutate=False,
)
"""Words that open a due date, by what they mean. Look up the longest first: `ar ôl` before `ar`, `o fewn`
before `o`.
"""

DUE_IN_SENTENCE: Final = frozenset(("by", "before", "after", "in", "on", "until"))
"""The meanings that open a due date inside a sentence, if a day, month, year, season or meeting follows."""

DUE_IN_BRACKETS: Final = frozenset(("by", "before", "after", "in", "on", "until", "from", "next", "when"))
"""The meanings that open a due date in brackets or a block, whatever follows."""

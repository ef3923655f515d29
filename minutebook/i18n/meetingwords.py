"""The words in a meeting's headings and lists of names: items and their flags, titles, notes after a name.

Out: sets, or mappings from the casefolded word or phrase, in every language at once, to an id in English.
Welsh words stand with their mutated forms, apostrophes in both shapes.
"""

from typing import Final

from minutebook.i18n.forms import either, meanings

ITEM_FLAGS: Final[dict[str, str]] = meanings(
    {
        "exempt": (("exempt", "exempt item"), ("eithriedig", "eitem eithriedig", "esempt")),
        "late": (("late item", "late"), ("eitem hwyr", "hwyr")),
        "information": (("for information",), ("er gwybodaeth",)),
        "withdrawn": (
            ("withdrawn", "item withdrawn"),
            (
                "tynnwyd yn ôl",
                "wedi'i thynnu'n ôl",
                "wedi'i dynnu'n ôl",
                "wedi'i thynnu yn ôl",
                "wedi'i dynnu yn ôl",
            ),
        ),
    }
)
"""What brackets at the end of an item's heading may say: `exempt`, `late`, `information`, `withdrawn`."""

PARAGRAPH_WORDS: Final = either(("paragraph", "paragraphs", "para", "paras"), ("paragraff", "paragraffau"))
"""Words before the number of the paragraph under which an item is exempt."""

ITEM_WORDS: Final = either(("item", "agenda item", "minute"), ("eitem", "eitem agenda", "eitem ar yr agenda", "cofnod"))
"""Words before an item's number."""

NAME_TITLES: Final = frozenset(
    (
        *(
            "cllr",
            "cllrs",
            "councillor",
            "councillors",
            "county councillor",
            "county cllr",
            "cr",
            "alderman",
            "ald",
        ),
        *(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "lord",
            "lady",
            "baroness",
        ),
        *("rev", "revd", "reverend", "the rev", "the revd", "the reverend"),
        *("cyng", "cyngh", "cynghorydd", "cynghorwyr", "y cyng", "y cynghorydd", "y cynghorwyr", "y cyngh"),
        *(
            "parch",
            "parchedig",
            "y parch",
            "y parchedig",
            "athro",
            "yr athro",
            "arglwydd",
            "yr arglwydd",
            "y fonesig",
        ),
    )
)
"""Titles before a person's name, casefolded and without their full stop."""

ATTENDANCE_NOTES: Final[dict[str, str]] = {
    **meanings(
        {
            "chair": (
                ("chair", "chairman", "chairperson", "chairwoman", "in the chair", "presiding", "chairing"),
                ("cadeirydd", "yn y gadair", "yn cadeirio"),
            ),
            "vice-chair": (
                ("vice-chair", "vice chair", "vice-chairman", "vice chairman", "vice-chairperson"),
                ("is-gadeirydd", "is gadeirydd"),
            ),
            "substitute": (
                ("substitute for", "substituting for", "as substitute for"),
                ("yn lle", "dirprwy dros", "yn dirprwyo dros", "yn dirprwyo ar ran"),
            ),
        }
    ),
    **meanings(
        {
            "from": (("from",), ("o",)),
            "until": (("until", "till", "up to"), ("tan", "hyd", "hyd at")),
        },
        mutate=False,
    ),
}
"""What a bracket after a name may say or begin with: `chair`, `vice-chair`, `from`, `until`, `substitute`."""

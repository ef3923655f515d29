"""Random sources that look like minutes gone wrong: the signs of the dialect, in any order, between words."""

from hypothesis import strategies as st

_WORDS = ("word", "CIW", " ", "a ", "R&D", "&amp;", "ŵy", "\xa0", "\x00", "\x85", "\u2019")
_SIGNS = (
    *("\\*", "**", "*", "_", "`", "``", "~~", "[", "]", "(", ")", "!", "<", ">", "\\", "\t", "|"),
    *(
        "[x](a.pdf)",
        "[x](javascript:1)",
        "![i](p.jpg)",
        "![](p.jpg)",
        "[[council]]",
        "[[council|the words]]",
        "[[1]](a)",
    ),
    *("<b>", "<https://a.uk/x_y>", "<tel:1>", "http://a.uk/a\\_b ", "www.a.uk ", "a@b.uk ", "{#abc}", "{#A}"),
)
_LINES = (
    *("\n", "\n\n", "\n", "- ", "5. ", "5) ", "a) ", "> ", "## ", "##5. ", "    ", "---", "===", "\uf0b7 "),
    *("|a|b|\n|-|:-:|\n", "\nAction: ", "\n**Resolved:** ", "\nFor: ", "ACTION (Clerk): "),
)
_FENCES = ("```", "\n```\n", "\n~~~\n", "```action\n")
_COMMENTS = ("<!-- c -->", "<!--", "-->", "<!-- d\ne -->")


def sources(max_size: int = 14) -> st.SearchStrategy[str]:
    """Sources with fences or with comments. Where both meet, which of them holds is a case of its own."""
    plain = (*_WORDS, *_SIGNS, *_LINES)
    return st.one_of(
        st.lists(st.sampled_from((*plain, *_FENCES)), max_size=max_size).map("".join),
        st.lists(st.sampled_from((*plain, *_COMMENTS)), max_size=max_size).map("".join),
    )

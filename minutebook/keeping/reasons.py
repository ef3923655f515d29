"""What pages read, in plain words: for who asks why a page was made.

In: the name of a read, as `tracing.Reads` has it. Out: words. It knows no page.
"""

from __future__ import annotations

from typing import Final


def describe(name: str) -> str:
    """Return in plain words what stands under the name of a read (see `tracing.Reads`)."""
    kind, colon, key = name.partition(":")
    if not colon:
        kind, key = name[:-1], name[-1]
    if not colon and kind in _WHOLE:
        return _WHOLE[kind]
    one, several = _KINDS.get(kind, (f"{kind} {{}}", kind))
    if colon:
        return one.format(key)
    return f"which {several} there are, or their order" if key == "#" else f"one or more of the {several}"


_KINDS: Final = {
    # The register
    "meeting": ("meeting {}", "meetings"),
    "outline": ("title, items or records of meeting {}", "titles, items and records of meetings"),
    "head": ("day, title or state of meeting {}", "days, titles and states of meetings"),
    "person": ("person {}", "people"),
    "office": ("office {}", "offices"),
    "body": ("body {}", "bodies"),
    "plan": ("plan {}", "plans"),
    "term": ("term {}", "terms"),
    "page": ("page {}", "pages of words"),
    "prose": ("text of {}", "texts"),
    "history": ("git's history of {}", "files that git has a history of"),
    # What is made of it once for all pages
    "meetings of body": ("which meetings {} has", "bodies with meetings"),
    "year of body": ("which meetings there are in {}", "years with meetings"),
    "years of body": ("years in which {} met or is to meet", "bodies with meetings"),
    "counts of meeting": ("how many records meeting {} has", "meetings with records"),
    "years of register": ("years of {}, or how much each has", "registers"),
    "year of register": ("list of {}", "lists of registers"),
    "parts of register": ("pages that {} is split into", "lists of registers that are split"),
    "open": ("which {} are open", "open records"),
    "said of": ("what was said later of {}", "records of which something was said later"),
    "bodies below": ("bodies below {}", "bodies with others below them"),
    "members": ("members of {}", "bodies with members"),
    "holders": ("who holds or held the office {}", "offices that somebody holds or held"),
    "clerk of": ("bodies that {} is clerk of", "clerks"),
    "offices called": ("offices called {}", "titles of offices"),
    "planned for": ("actions of plans that office {} owns", "offices that own actions of plans"),
    "matter": ("what belongs to the matter {}", "matters"),
    "deeds of": ("what is recorded of {}", "people and offices of whom something is recorded"),
    "parts of deeds": ("pages that what is recorded of {} is split into", "people and offices with pages of years"),
    "years of deeds": ("how much is recorded of {} in each year", "people and offices with pages of years"),
    "waiting for": ("open actions of {}", "people and offices with pages of years"),
    "attendance of body": ("attendance at {}", "bodies with attendance"),
    "attendance of year": ("whose attendance is recorded in {}", "years with attendance"),
    "attendance rows": ("how long the attendance of {} is", "years with attendance"),
    "attendance of": ("attendance of {}", "people with attendance"),
    "editions": ("what {} lacks in a language, or how old it is there", "meetings compared in all languages"),
    # The glossary
    "uses": ("terms found in {}", "terms found in minutes"),
    "uses of term": ("how often minutes use {}", "terms that minutes use"),
    "meetings with term": ("which minutes use {}", "terms that minutes use"),
    "parts of term": ("years or months in which minutes use {}", "terms with pages of years"),
    "meanings": ("meanings of {} that nobody tells apart", "meanings that nobody tells apart"),
    "term with a page": ("whether {} has a page of its own", "terms with a page of their own"),
    "namesakes": ("terms with the letters of {}", "terms with the same letters"),
    # The search
    "day 0": ("the decade of the oldest meeting", "decades"),
    "group of meetings": ("the number of {} in the search", "numbers of meetings in the search"),
    "number of page": ("the number of {} in the search", "numbers of pages in the search"),
    # What pages are rendered with
    "frame": ("menu, footer or words round the pages in {}", "menus, footers and words round the pages"),
    "template": ("template {}", "templates"),
}
"""By kind of read: what stands under one key, and what all keys are."""
_WHOLE: Final = {
    "glossary": "the glossary",
    "extractor": "the glossary",
    "today": "the day",
    "shell": "the frame of all pages, or the style sheets and scripts",
    "settings": "the address of the site",
    "site": "site.yml",
    "said of": "what was said later of records",
}
"""By kind of read that is made of all at once."""

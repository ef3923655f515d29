"""What references are called on a page that bring no words of their own, and the words of records and titles with these names in them.

In: a target, or words with `[[…]]` in them. Out: a target's name in the language of the page; in words, in the language of these, as their
minutes show them. Links nothing.
"""

from __future__ import annotations

import re

from minutebook.model import AgendaItem, LocalText, Meeting, PlanAction, Target, Term, Version
from minutebook.pages.context import Context
from minutebook.pages.languages import speak
from minutebook.views import LinkView

_WRITTEN = re.compile(r"\[\[([^\[\]|]+)\]\]")


def link_term(context: Context, term: Term, href: str = "") -> LinkView:
    """Return the letters by which a term is known in the page's language."""
    letters = term.letters_in(context.lang)
    return LinkView(letters, href, mark_letters(context, term, letters))


def mark_letters(context: Context, term: Term, letters: str) -> str:
    """Return the language of letters of a term that are words of another one than the page's, else nothing: capitals are of no language.

    Where nobody says which, they are of the first language that has none of its own.
    """
    own = dict(term.local_letters)
    if term.kind != "term" or letters == own.get(context.lang):
        return ""
    keyed = next((code for code in context.register.site.languages if code not in own), context.lang)
    return context.mark_lang(next((code for code, spelt in own.items() if spelt == letters), keyed))


def put_names(context: Context, words: str, meeting: str, lang: str) -> str:
    """Return words from the minutes of a meeting, in `lang`, with names in place of their `[[…]]`.

    They are read as a part of the sentence, so they are in its language, whatever that of the page, where what they name has a name in it.
    """
    if "[[" not in words:
        return words
    there, known = speak(context, lang), context.outlines[meeting]
    # A fenced record may have its words from the file of another language.
    versions = sorted(known.versions, key=lambda version: version.lang != lang)
    targets: dict[str, Target] = {}
    for version in versions:
        for written, target in context.references[version.path].items():
            targets.setdefault(_collapse(written), target)

    def name(found: re.Match[str]) -> str:
        target = targets.get(found[1])
        return name_target(there, target, known).text if target else found[0]

    return _WRITTEN.sub(name, words)


def name_title(context: Context, meeting: Meeting, item: AgendaItem, version: Version) -> str:
    """Return an item's title with the names of its references, as its heading shows them: in the language of the title."""
    heading = item.heading
    if heading is None or not any(_is_nameless(piece.kind, piece.text) for piece in heading.inlines):
        return item.title
    start, end = _find_title(heading.text, item)
    references = context.references[version.path]
    there = speak(context, version.lang)
    words: list[str] = []
    at = 0
    for piece in heading.inlines:
        if _is_nameless(piece.kind, piece.text):
            if start <= at <= end:
                words.append(name_target(there, references[piece.href], meeting).text)
        else:
            words.append(piece.text[max(0, start - at) : max(0, end - at)])
            at += len(piece.text)
    return _collapse("".join(words))


def name_planned(context: Context, action: PlanAction) -> LocalText:
    """Return the title of an action of a plan, with names where it is that of the minutes."""
    record = context.records.get(action.raised) if action.raised else None
    if record is None:
        return action.title
    return LocalText(
        tuple((lang, put_names(context, words, record.meeting, lang)) for lang, words in action.title.by_lang)
    )


def name_target(context: Context, target: Target, meeting: Meeting | None) -> LinkView:
    """Return what is put in for a reference that brings no words of its own."""
    register, key = context.register, target.key
    name: str | LocalText
    match target.kind:
        case "meeting":
            name = context.name_meeting(context.heads[key])
        case "item" | "record":
            name = _name_place(context, key, meeting)
        case "person":
            name = register.people[key].name
        case "office":
            name = register.offices[key].title
        case "body":
            name = register.bodies[key].name
        case "page":
            name = register.pages[key].title
        case "term":
            return link_term(context, register.terms[key])
        case "plan":
            name = register.plans[key].title
        case "plan-action":
            name = _name_plan_action(context, key)
        case "hidden":
            name = context.text("common.not_published")
        case "none":
            name = key
    return LinkView(name) if isinstance(name, str) else context.words(name)


def _name_place(context: Context, key: str, meeting: Meeting | None) -> str:
    """Return `Cabinet, 18 April 2023, item 5`; in the minutes of that meeting just `Item 5`."""
    place, _, anchor = key.partition("#")
    record = context.records.get(key)
    item = context.name_item(place, record.item if record else anchor)
    if meeting is not None and meeting.key == place:
        found = context.find_item(place, anchor)
        return item or (found[0].text if found and found[0].text else f"#{anchor}")
    name = context.name_meeting(context.heads[place])
    return f"{name}, {item[:1].lower()}{item[1:]}" if item else name


def _name_plan_action(context: Context, key: str) -> LocalText:
    plan, _, found = key.partition("#")
    action = next(action for action in context.register.plans[plan].actions if action.id == found)
    return name_planned(context, action)


def _is_nameless(kind: str, text: str) -> bool:
    return kind == "reference" and not text


def _find_title(text: str, item: AgendaItem) -> tuple[int, int]:
    """Return where an item's title stands in the text of its heading, with the white space round it."""
    number = _span(text, item.number, 0) if item.number else (0, 0)
    start, end = _span(text, item.title, number[1]) if item.title else (number[1], number[1])
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    return max(len(before), number[1]), len(text) - len(behind)


def _span(text: str, words: str, start: int) -> tuple[int, int]:
    """Return where words stand in a text that may have more white space between them."""
    found = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, start)
    return found.span() if found else (start, len(text))


def _collapse(text: str) -> str:
    return " ".join(text.split())

"""What a clerk meant by the name of a file that is left out, and the name to give it.

In: names. Out: messages, and the rules about names. It knows no disk and no other file but by asking.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import PurePath

from minutebook.diagnostics import rule
from minutebook.i18n import LANGUAGES, find_language

BAD_NAME = rule(
    "bad-file-name",
    "error",
    "A file or folder of minutes has a name that is no date or no id.",
    why="The name gives the page its address, which must last.",
    bad="content/cabinet/2023-02-30.md",
    good="content/cabinet/2023-02-28.md",
)
DOCUMENT_NAME = rule(
    "document-name",
    "error",
    "A document's name cannot be an address, or differs from another's only in capitals.",
    why="Readers could not open it, or would get the other one: many computers make no difference between A and a.",
    bad="content/cabinet/2023-04-18/Report.pdf beside content/cabinet/2023-04-18/report.pdf",
    good="content/cabinet/2023-04-18/report.pdf beside content/cabinet/2023-04-18/report-2.pdf",
)

_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})[-._ ](?P<month>\d{1,2})[-._ ](?P<day>\d{1,2})"
    r"|(?P<day_first>\d{1,2})[-._ ](?P<month_second>\d{1,2})[-._ ](?P<year_last>\d{4}))(?!\d)"
)
"""A date in figures, perhaps without its noughts, perhaps the day first as British papers write it."""
_LANGUAGE = re.compile(r"\s*(?P<sign>[-_. (]+)(?P<word>[^\W\d_]+(?:[-_][a-z]{2})?)\)?$", re.IGNORECASE)
"""What may name the language at the end of a name, behind a full stop or what people take for one."""
_NUMBER = re.compile(r"-(?P<number>[2-9])(?!\d)")
_ENDING = re.compile(r"\s*\.(?:md\.txt|md|mdown|markdown|text|txt)$", re.IGNORECASE)
"""Endings of texts: of Markdown, and what Windows makes of it."""
_ENDING_FIRST = re.compile(rf"\.md(?=\.(?:{'|'.join(LANGUAGES)})$)", re.IGNORECASE)
"""The ending before the language: `2023-04-18.md.cy`."""
_PAPER = re.compile(r"\.(?:docx?|odt|rtf|pages|pdf)$", re.IGNORECASE)
"""Endings of what word processors write."""
_NO_LANGUAGES = frozenset(("doc", "old", "new", "bak"))


def is_expected(parts: Sequence[str], single: Collection[str]) -> bool:
    """Return whether a file is read that has this place in the content folder; `single` are the names that stand once at its top."""
    match parts:
        case (name,):
            return name in single
        case ("plans", name):
            return name.endswith(".yml")
        case (_, name):
            return name.endswith(".md")
    return False


def explain_no_file(*, link: bool, folder: bool, expected: bool) -> str:
    """Return what to say of a link, folder or device in the place of a file: one that is `expected` there, or any."""
    what = "a pipe or a device and no file"
    if link:
        what = "a symbolic link that leads to no file"
    elif folder:
        what = "a folder and no file"
    advice = "Put the file itself here, or take this away." if expected else "Put the file itself here instead."
    return f"This is {what}, so it is left out. {advice}"


def show_name(name: str) -> str:
    """Return a file's name as text: bytes that are no UTF-8 as `\\xff`, for which the disk has no letters either."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def explain_document(name: str) -> str:
    """Return what to say of a document whose name no address can hold."""
    return (
        f'"{show_name(name)}" cannot be part of an address: of signs that are no letters, a backslash, a line break '
        "and the like are none, and index.html is the page itself. Give it a plain name: report.pdf."
    )


def explain_no_id(name: str, ending: str) -> str:
    """Return what to say of a file that has an `ending` behind a name which is no id."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "name"
    return f'"{name}" cannot be an address. Use small letters a to z, figures and single hyphens: {slug}{ending}.'


def explain_suffix(name: str, suffix: str, languages: Sequence[str], beside: Collection[str]) -> str:
    """Return what to say of a text whose language is none of the site's `languages`. `beside` are the names of the texts there."""
    message = f'".{suffix}.md" is no language of this site, which has {", ".join(languages)}. '
    found = find_language(suffix)
    if found not in languages:
        return message + "Rename the file, add the language to languages in site.yml, or take the file away."
    stem = name.removesuffix(f".{suffix}.md")
    named = f"{stem}.md" if found == languages[0] else f"{stem}.{found}.md"
    if named in beside:
        return message + f"There is {named} already: put what is right into that, and take this file away."
    return message + f"Name it {named}."


def explain_name(name: str, body: str, beside: Iterable[PurePath]) -> str:
    """Return what to say of a Markdown file in a body's folder whose name is no date. `beside` are the files of that folder."""
    named = suggest_name(name)
    if not named:
        return (
            f'"{name}" does not begin with a date, so it is not read as minutes. '
            f"Name it after the day of the meeting: {body}/2023-05-16.md."
        )
    day, dot, rest = named.partition(".")
    there = (
        f" There is such a file already: if this is a second meeting of that day, call it {day}-2{dot}{rest}."
        if named in (other.name for other in beside)
        else ""
    )
    return f'"{name}" is not read as minutes, since {_find_reason(name, named)}. Name it: {body}/{named}.{there}'


def _find_reason(name: str, named: str) -> str:
    """Return why a file is not read by its `name`, which should be `named`."""
    stem = _ENDING.sub("", name)
    if "".join(name.split()) == named:
        return "there is a space in its name"
    if f"{stem}.md" == named:
        return f'its name ends in "{name[len(stem) :]}" and not in ".md"'
    language = named.removesuffix(".md").partition(".")[2]
    if language and (found := _LANGUAGE.search(stem)) and f"{stem[: found.start()]}.{language}.md" == named:
        return f'the language is written ".{language}" before ".md"'
    if _ENDING_FIRST.search(name):
        return 'every name ends in ".md", and the language stands before it'
    return "their name is the date alone, as year-month-day in figures"


def explain_stray(parts: Sequence[str], beside: Iterable[PurePath]) -> str:
    """Return what to say of a file of no known kind, by the `parts` of its path below the content folder and those beside it."""
    *folders, name = parts
    if len(parts) == 2 and folders[0] == "pages" and (stem := _ENDING.sub("", name)) != name:
        return f'"{name}" is not read as a page, since its name ends in "{name[len(stem) :]}" and not in ".md". Name it: pages/{stem}.md.'
    if len(parts) == 2 and suggest_name(name):
        return explain_name(name, folders[0], beside)
    if len(parts) == 2 and _PAPER.search(name) and (named := suggest_name(_PAPER.sub(".md", name))):
        day = named.partition(".")[0]
        return (
            f'"{name}" is not read as minutes, since they are plain text. Put its words into {folders[0]}/{named}; '
            f"the document itself may lie in the folder {folders[0]}/{day}/."
        )
    if len(parts) == 3 and (where := _leave_language(folders, name)):
        return f"This file is left out: a language has no folder, but stands in the name of its files. Name it: content/{where}."
    return (
        "This file is left out, because nothing here has such a name. Minutes are content/<body>/<date>.md, "
        "as in content/council/2023-05-16.md; a meeting's documents go into the folder content/<body>/<date>/."
    )


def _leave_language(folders: Sequence[str], name: str) -> str:
    """Return where a file belongs that lies in the folder of a language; nothing if it does not, or its name says no day and no page."""
    codes = [folder for folder in folders if folder in LANGUAGES]
    rest = [folder for folder in folders if folder not in LANGUAGES]
    named = name if rest == ["pages"] and name.endswith(".md") else suggest_name(name)
    if not (codes and rest and named):
        return ""
    return f"{rest[0]}/{named.partition('.')[0]}.{codes[0]}.md"


def suggest_name(name: str) -> str:
    """Return the name that minutes should have whose name holds a date in figures; nothing where it holds none."""
    stem = _ENDING_FIRST.sub("", name)
    if stem == name:
        stem = _ENDING.sub("", name)
    found = _DATE.search(stem)
    if not found or stem == name:
        return ""
    parts = [("year", "year_last"), ("month", "month_second"), ("day", "day_first")]
    try:
        day = date(*(int(found[first] or found[other]) for first, other in parts))
    except ValueError:
        return ""
    number, lang = _NUMBER.match(stem, found.end()), _LANGUAGE.search(stem, found.end())
    code = find_language(lang["word"]) if lang else ""
    if lang and not code and "." in lang["sign"] and len(lang["word"]) in (2, 3):
        code = lang["word"].lower()  # of a language that is not known here, or the site's to add
    return f"{day}{number[0] if number else ''}{f'.{code}' if code and code not in _NO_LANGUAGES else ''}.md"


def explain_ending(path: str, known: Sequence[str]) -> str:
    """Return what to say of a file of YAML that is left out: because of its ending, or as none of the `known`."""
    stem, _, ending = path.rpartition(".")
    if stem.rpartition("/")[2] == "glossary" and stem != "glossary":
        return "The glossary is not read here: it lies beside the folder content/, not in it. Move it there, so that its name is glossary.yml"
    if ending == "yml":
        return f"This file is left out, because nothing here has such a name. Such files are {', '.join(known)}."
    return f'This file is left out, because the name of such a file ends in ".yml". Name it: {stem}.yml'

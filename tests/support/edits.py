"""What people do to a council's files between two builds: one function a kind of edit.

In: a workplace. Out: the same, changed, and what was done in words. Raises NothingToDoError where there is nothing to change. Most of what it
writes is right, some of it is not: a build that finds errors is a step like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.support.sites import TODAY
from tests.support.workplace import NothingToDoError, Workplace

Edit = Callable[[Workplace], str]

EDITS: dict[str, Edit] = {}
"""Every kind of edit by its name."""

WORDS = (
    *(
        "lamps",
        "the library",
        "CIW",
        "LAC",
        "DSG",
        "BRAG",
        "UK",
        "the single point of access",
        "£300",
        "Highways",
        "ŵyl",
    ),
    *(
        "Cllr Jane Rees",
        "Dai Ellis",
        "Mair Owen",
        "Sam Parry",
        "Gwen Price",
        "**bold**",
        "budget",
        "5 May",
        "Care Inspectorate Wales",
    ),
    *(
        "looked after children",
        "**agreed**",
        "the Chair",
        "an overdue report",
        "R&D",
        "<b>",
        "[a link](https://example.org/)",
    ),
)
SENTENCES = (
    "It was RESOLVED that the {} be noted. (proposed by Jane Rees, seconded by Mair Owen; 2 for, 1 against)",
    "RESOLVED: to write about {}.",
    "ACTION: Dai Ellis to see to {} by 5 May 2026.",
    "ACTION (Mair Owen and Clerk; after September 2026; red): report on {}.",
    "Members asked for {}. Action: Clerk by the next meeting.",
    "RECOMMENDED to the cabinet that {} be bought.",
    "RESPONSE (council/2025-03-04#lamps; accepted in part): {} is looked at.",
    "UPDATE (council/2025-03-04#visit; red): {} is late.",
    "UPDATE (cabinet/2025-04-08#ten-lamps; green): {} came.",
    "Gwen Price DECLARED a prejudicial interest in {} and left the meeting.",
    "SUMMARY: {} is well.",
    "See [[{ref}]] on {}.",
    "See [[{ref}|what was said]], and {}.",
    "Welsh Assembly Group (WAG) spoke on {}.",
    "Nothing was said of {}.",
)
DAYS = ("2025-03-04", "2025-05-06", "2026-02-10", "2026-03-10", "2026-06-16", "2026-11-20", "2026-11-22", "2027-01-12")
LETTERS = ("CIW", "LAC", "DSG", "WAG", "R&D", "ALN", "UK", "single point of access", "budget", "lamps", "the Chair")
MEANINGS = (
    "Care Inspectorate Wales",
    "dedicated schools grant",
    "research and development",
    "Design Steering Group",
    "one desk",
    "overdue report",
    "Welsh Assembly Group",
)
ALIASES = ("UK", "lamps", "AGC", "DSG", "WAG", "the library")
COLOURS = ("red", "amber", "green", "blue")


def edit(function: Edit) -> Edit:
    """Declare a kind of edit."""
    EDITS[function.__name__] = function
    return function


def say(place: Workplace) -> str:
    """Return a sentence or a record."""
    words = " and ".join(place.random.sample(WORDS, place.random.randint(1, 3)))
    return place.pick(SENTENCES).replace("{ref}", find_target(place)).replace("{}", words)


def find_target(place: Workplace) -> str:
    """Return what minutes may refer to; now and then it is not there."""
    minutes = place.pick(place.list_minutes())
    meeting = f"{minutes.parent.name}/{minutes.name.partition('.')[0]}"
    others = ("people/mair-owen", "plans/care", "leader", "about", "council/2025-03-04#lamps", "cabinet", "CIW")
    return place.pick((meeting, meeting, f"{meeting}#item-1", f"{meeting}#item-2", *others))


def change_lines(place: Workplace, path: Path, pattern: str, new: Callable[[re.Match[str]], str]) -> str:
    """Change one of the lines that match; return its number."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = place.pick([number for number, line in enumerate(lines) if re.fullmatch(pattern, line)])
    match = re.fullmatch(pattern, lines[number])
    assert match
    lines[number] = new(match)
    place.write(path, "\n".join(lines) + "\n")
    return f"{place.tell(path)}:{number + 1}"


# Minutes


@edit
def add_words(place: Workplace) -> str:
    path = place.pick(place.list_minutes())
    said = say(place)
    where = change_lines(place, path, r"[A-Z].*\.", lambda line: f"{line[0]} {said}")
    return f"words more in {where}"


@edit
def add_paragraph(place: Workplace) -> str:
    path = place.pick(place.list_minutes())
    said = say(place)
    where = change_lines(place, path, r"## .*", lambda line: f"{line[0]}\n\n{said}")
    return f"a paragraph more in {where}: {said}"


@edit
def remove_paragraph(place: Workplace) -> str:
    where = change_lines(place, place.pick(place.list_minutes()), r"(?!#|---|```|\w+:).+", lambda _: "")
    return f"a paragraph less in {where}"


@edit
def change_title(place: Workplace) -> str:
    word = place.pick(WORDS)
    where = change_lines(place, place.pick(place.list_minutes()), r"## .*", lambda line: f"{line[0]} and {word}")
    return f"the title of {where} names {word}"


@edit
def change_number(place: Workplace) -> str:
    number = place.random.randint(1, 9)
    where = change_lines(
        place, place.pick(place.list_minutes()), r"## \d+\. (.*)", lambda line: f"## {number}. {line[1]}"
    )
    return f"the item {where} is number {number}"


@edit
def add_item(place: Workplace) -> str:
    path = place.pick(place.list_minutes())
    text = path.read_text(encoding="utf-8")
    new = f"\n## {place.random.randint(4, 9)}. {place.pick(WORDS).capitalize()}\n\n{say(place)}\n\n{say(place)}\n"
    place.write(path, text + new)
    return f"an item more in {place.tell(path)}:{new}"


@edit
def remove_item(place: Workplace) -> str:
    path = place.pick(place.list_minutes())
    head, *items = re.split(r"(?m)^(?=## )", path.read_text(encoding="utf-8"))
    gone = place.pick(items)
    items.remove(gone)
    place.write(path, head + "".join(items))
    return f"an item less in {place.tell(path)}: {gone.splitlines()[0]}"


@edit
def change_front_matter(place: Workplace) -> str:
    path = place.pick([path for path in place.list_minutes() if not re.search(r"\.\w+\.md$", path.name)])
    line = place.pick(
        (
            *(
                "time: 7.30pm",
                "place: Town hall",
                "status: cancelled",
                "status: held",
                "minutes: draft",
                "minutes: approved",
            ),
            *(
                "approved: 2026-02-10",
                "approved: council/2026-12-08",
                "title: A special meeting",
                "matter: care",
                "matter: lamps",
            ),
            *(
                "present: Jane Rees (chair), Dai Ellis, Gwen Price",
                "apologies: None",
                "absent: Dai Ellis",
                "terms: {CIW: no}",
            ),
            *(
                "chair: Mair Owen",
                "publish: no",
                "remote: Mair Owen",
                "attending: Sam Parry (Clerk), Ann Lee (CIW)",
                "with: cabinet",
            ),
            *("source: {url: https://example.org/1.pdf}", "recording: https://example.org/film", "time: 25:99"),
        )
    )
    change_key(place, path, line)
    return f"{place.tell(path)} has {line}"


def change_key(place: Workplace, path: Path, line: str) -> None:
    """Set one key of a file's front matter."""
    text = path.read_text(encoding="utf-8")
    front, rest = ("", text)
    if text.startswith("---\n") and "\n---\n" in text[3:]:
        front, _, rest = text[4:].partition("---\n")
    kept = [one for one in front.splitlines() if not one.startswith(line.partition(":")[0] + ":")]
    if kept == front.splitlines() and place.often(0.1):
        raise NothingToDoError
    place.write(path, "---\n" + "".join(f"{one}\n" for one in (*kept, line)) + "---\n" + rest)


@edit
def remove_front_matter_key(place: Workplace) -> str:
    where = change_lines(place, place.pick(place.list_minutes()), r"[a-z]+: .*", lambda _: "")
    return f"a key less in {where}"


@edit
def add_meeting(place: Workplace) -> str:
    body = place.pick(("council", "cabinet"))
    path = place.root / f"content/{body}/{place.pick(DAYS)}{'-2' if place.often(0.2) else ''}.md"
    words = f"---\nplace: Hall\n---\n\n## 1. {place.pick(WORDS)}\n\n{say(place)}\n\n## 2. Rest\n\n{say(place)}\n\n{say(place)}\n"
    place.write(path, words)
    return f"new or all other minutes {place.tell(path)}"


@edit
def remove_meeting(place: Workplace) -> str:
    path = place.pick(place.list_minutes())
    place.remove(path)
    return f"{place.tell(path)} is removed"


@edit
def rename_meeting(place: Workplace) -> str:
    path = place.pick(place.list_minutes())
    stem, _, rest = path.name.partition(".")
    body = path.parent.name if place.often(0.6) else place.pick(("council", "cabinet"))
    other = path.parent.parent / body / f"{place.pick([day for day in DAYS if day != stem])}.{rest}"
    text = path.read_bytes()
    place.remove(path)
    place.write(other, text)
    return f"{place.tell(path)} is now {place.tell(other)}"


@edit
def swap_meetings(place: Workplace) -> str:
    one, other = place.random.sample(place.list_minutes(), 2)
    words = one.read_bytes()
    place.write(one, other.read_bytes())
    place.write(other, words)
    return f"{place.tell(one)} and {place.tell(other)} have each other's words"


@edit
def translate(place: Workplace) -> str:
    path = place.pick([path for path in place.list_minutes() if ".cy." not in path.name])
    other = path.with_name(f"{path.stem}.cy.md")
    if other.is_file():
        place.remove(other)
        return f"{place.tell(other)} is removed"
    titles = re.findall(r"(?m)^## .*", path.read_text(encoding="utf-8"))
    place.write(other, "".join(f"{title}\n\nPENDERFYNWYD: nodi hyn am AGC a CIW.\n\n" for title in titles))
    return f"{place.tell(other)} is new"


@edit
def save_unchanged(place: Workplace) -> str:
    path = place.pick(place.list_files("content/**/*"))
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    return f"{place.tell(path)} is saved as it was"


@edit
def bring_back(place: Workplace) -> str:
    path, data = place.pick(place.versions)
    place.write(path, data)
    return f"{place.tell(path)} is what it once was"


# What the council is


@edit
def rename_person(place: Workplace) -> str:
    old, new = place.pick(
        (("Jane", "Siân"), ("Rees", "Rhys"), ("Mair Owen", "Mair Owen-Price"), ("Dai Ellis", "David Ellis"))
    )
    if place.often(0.5):
        old, new = new, old
    place.replace(place.root / "content/people.yml", old, new)
    return f"{old} is {new} in people.yml"


@edit
def change_people(place: Workplace) -> str:
    path = place.root / "content/people.yml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if "gwen-price" in text:
        place.write(path, text.partition("gwen-price")[0])
        return "Gwen Price and who follows are gone from people.yml"
    facts = place.pick(
        ("", ", memberships: [{body: council}]", ", offices: [{office: leader, from: 2026}]", ", also: [Dai Ellis]")
    )
    place.write(path, f"{text}gwen-price: {{name: Gwen Price{facts}}}\n")
    return f"Gwen Price is new in people.yml{facts}"


@edit
def rename_person_everywhere(place: Workplace) -> str:
    old, new = place.pick((("mair-owen", "mair-owens"), ("dai-ellis", "david-ellis"), ("mair-owens", "mair-owen")))
    if not any(old in path.read_text(encoding="utf-8") for path in place.list_files("content/**/*.[ym]*")):
        raise NothingToDoError
    for path in place.list_files("content/**/*.[ym]*"):
        if old in (text := path.read_text(encoding="utf-8")):
            place.write(path, text.replace(old, new))
    return f"{old} is {new} everywhere"


@edit
def change_office(place: Workplace) -> str:
    path = place.root / "content/offices.yml"
    place.write(path, f"leader: {{title: {{en: {place.pick(('Leader', 'First Leader', 'Head'))}, cy: Arweinydd}}}}\n")
    return "the office has another title"


@edit
def change_bodies(place: Workplace) -> str:
    path = place.root / "content/bodies.yml"
    old, new = place.pick(
        (
            ("en: Cabinet", "en: Executive Cabinet"),
            ("cy: Y Cyngor", "cy: Cyngor Tref"),
            ("kind: executive", "kind: scrutiny"),
            ("clerk: Sam Parry", "clerk: Gwen Price"),
            ("  kind: council", "  kind: council\n  key: {red: Late, amber: Slow, green: Well, blue: Done}"),
            ("cabinet:", "forum:\n  name: Forum\ncabinet:"),
        )
    )
    if place.often(0.5):
        old, new = new, old
    place.replace(path, old, new)
    return f"bodies.yml says {new!r} for {old!r}"


@edit
def change_site(place: Workplace) -> str:
    path = place.root / "content/site.yml"
    line = place.pick(
        (
            *(
                "name: Other Council",
                "name: {en: Small Council, cy: Cyngor Bach}",
                "made_up: yes",
                "missing: link",
                "missing: show",
            ),
            *(
                "languages: [en]",
                "languages: [cy, en]",
                "languages: [en, cy]",
                "languages: [en, cy]",
                "contact: other@example.org",
            ),
            *(
                "url: https://example.org/other/",
                "timezone: Pacific/Auckland",
                "key: {red: Bad, amber: Poor, green: Good, blue: Over}",
            ),
        )
    )
    kept = [one for one in path.read_text(encoding="utf-8").splitlines() if one.split(":")[0] != line.split(":")[0]]
    place.write(path, "\n".join((*kept, line)) + "\n")
    return f"site.yml says {line}"


@edit
def change_plan(place: Workplace) -> str:
    path = place.root / "content/plans/care.yml"
    if not path.is_file() or place.often(0.2):
        place.write(
            path,
            f"title: Other plan\nbody: cabinet\nactions:\n  - {{id: workers, title: {place.pick(WORDS)}, owner: Clerk}}\n",
        )
        return "the plan is another"
    if place.often(0.2):
        place.remove(path)
        return "the plan is gone"
    old, new = place.random.sample(COLOURS, 2)
    place.replace(path, f"status: {old}", f"status: {new}", 1)
    return f"what was {old} in the plan is {new}"


@edit
def change_plain_page(place: Workplace) -> str:
    path = place.root / f"content/pages/{place.pick(('about', 'contact'))}{place.pick(('', '', '.cy'))}.md"
    if path.is_file() and place.often(0.3):
        place.remove(path)
        return f"{place.tell(path)} is gone"
    menu = place.pick(("header", "footer", "none"))
    place.write(
        path,
        f"---\ntitle: {place.pick(('About', 'Contact'))}\nmenu: {menu}\n---\n\nSee [[{find_target(place)}]], {place.pick(WORDS)}.\n",
    )
    return f"{place.tell(path)} is new or another, in the menu {menu}"


# The glossary


@edit
def add_term(place: Workplace) -> str:
    path = place.root / "glossary.yml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    new = place.pick([letters for letters in LETTERS if f"{letters}:" not in text])
    more = place.pick(
        (
            "",
            ", expand: never",
            ", expand: always",
            ", kind: term",
            ", bodies: [cabinet]",
            ", since: 2026",
            ", about: Words.",
            f", also: [{place.pick(ALIASES)}]",
            ", cy: lampau, cy_term: gofal",
        )
    )
    place.write(path, f"{text}{new}: {{en: {place.pick(MEANINGS)}{more}}}\n")
    return f"{new} is new in the glossary{more}"


@edit
def change_aliases(place: Workplace) -> str:
    return change_field(place, "also", f"[{place.pick(ALIASES)}]")


@edit
def change_scope(place: Workplace) -> str:
    return change_field(place, *place.pick((("bodies", "[cabinet]"), ("until", "2025-12"), ("since", "2026-11-22"))))


def change_field(place: Workplace, key: str, value: str) -> str:
    """Give an entry of the glossary a field, or take it away."""
    path = place.root / "glossary.yml"
    if not path.is_file():
        raise NothingToDoError
    where = change_lines(
        place,
        path,
        rf"(.*: \{{en: .*?)(, {key}: (?:\[.*?\]|[\w-]+))?(, .*)?\}}",
        lambda line: f"{line[1]}{'' if line[2] else f', {key}: {value}'}{line[3] or ''}}}",
    )
    return f"{key} is {value} or gone in {where}"


@edit
def shuffle_glossary(place: Workplace) -> str:
    path = place.root / "glossary.yml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    entries = re.split(r"(?m)^(?=\S)", text)
    place.random.shuffle(entries)
    place.write(path, "".join(entries))
    return f"the glossary has its entries in another order: {', '.join(entry.partition(':')[0] for entry in entries)}"


@edit
def change_term(place: Workplace) -> str:
    old = place.pick(
        (
            "Care Inspectorate Wales",
            "looked after children",
            "Inspects social care.",
            "cy_term: AGC",
            "ignore: [UK]",
            "kind: term",
        )
    )
    new = {"cy_term: AGC": "cy_term: AG", "ignore: [UK]": "ignore: [DSG]", "kind: term": "kind: acronym"}.get(
        old, f"{old} now"
    )
    place.replace(place.root / "glossary.yml", old, new)
    return f"the glossary says {new} for {old}"


@edit
def remove_term(place: Workplace) -> str:
    path = place.root / "glossary.yml"
    if not path.is_file():
        raise NothingToDoError
    if place.often(0.2):
        place.remove(path)
        return "there is no glossary"
    where = change_lines(place, path, r"[^ ].*: [\{\[].*[\}\]]", lambda _: "")
    return f"an entry less in {where}"


# Documents


@edit
def change_document(place: Workplace) -> str:
    found = place.list_files("content/*/*/*")
    if found and place.often(0.3):
        path = place.pick(found)
        place.remove(path)
        return f"{place.tell(path)} is removed"
    minutes = place.pick([path for path in place.list_minutes() if path.name.count(".") == 1])
    path = minutes.with_suffix("") / place.pick(("report.pdf", "map.png", "notes.pages"))
    place.write(path, f"%PDF-1.4 {place.random.random()}\n")
    if place.often(0.5):
        place.write(minutes, f"{minutes.read_text(encoding='utf-8')}\nSee [this]({minutes.stem}/{path.name}).\n")
    return f"{place.tell(path)} is new or another"


# Templates


@edit
def shadow_template(place: Workplace) -> str:
    own = sorted((place.root / "templates").rglob("*.*"))
    if own and place.often(0.4):
        path = place.pick(own)
        place.remove(path)
        return f"{place.tell(path)} is gone"
    name = place.pick(
        ("pages/meeting.html", "pages/home.html", "macros/links.html", "shell/footer.html", "assets/css/95-own.css")
    )
    ours = place.templates / name
    text = ours.read_text(encoding="utf-8") if ours.is_file() else "body { margin: 0; }\n"
    own_file = place.root / "templates" / name
    place.write(own_file, mark(name, text, place))
    return f"{place.tell(own_file)} comes before ours"


@edit
def change_our_templates(place: Workplace) -> str:
    name = place.pick(
        ("pages/meeting.html", "pages/glossary.html", "macros/record.html", "shell/header.html", "assets/js/copy.js")
    )
    path = place.templates / name
    place.write(path, mark(name, path.read_text(encoding="utf-8"), place))
    return f"{place.tell(path)} of the program is another"


def mark(name: str, text: str, place: Workplace) -> str:
    """Return a template with words more that are seen in what it makes."""
    number = place.random.randint(1, 99)
    if name.endswith(".html"):
        return re.sub(r"(</(?:p|li|footer|header|dl|ul)>)", rf"<!-- {number} -->\1", text)
    return (
        f"{text}\n.mb-{number} {{ margin: {number}px; }}\n"
        if name.endswith(".css")
        else f"{text}\nlet mark = {number};\n"
    )


# What the build is asked for


@edit
def move_today(place: Workplace) -> str:
    today = place.options.today or TODAY
    moved = place.pick(
        (today + timedelta(1), today - timedelta(1), today + timedelta(20), today - timedelta(300), TODAY)
    )
    place.options = replace(place.options, today=moved)
    return f"today is {moved}"


@edit
def change_address(place: Workplace) -> str:
    base = place.pick(
        [
            url
            for url in (None, "https://example.org/minutes/", "http://localhost:8000/")
            if url != place.options.base_url
        ]
    )
    place.options = replace(place.options, base_url=base)
    return f"the site is at {base}"


@edit
def switch_drafts(place: Workplace) -> str:
    place.options = replace(place.options, drafts=not place.options.drafts)
    return f"drafts: {place.options.drafts}"


@edit
def switch_search(place: Workplace) -> str:
    place.options = replace(place.options, search=not place.options.search)
    return f"search: {place.options.search}"


@edit
def switch_strict(place: Workplace) -> str:
    place.options = replace(place.options, strict=not place.options.strict)
    return f"strict: {place.options.strict}"


@edit
def change_nothing(place: Workplace) -> str:
    return "nothing"

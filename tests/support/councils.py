"""Whole council folders made up by chance: odd and hostile meetings, names, titles and glossary entries that the format allows.

In: nothing. Out: hypothesis strategies for `Council` values. `councils` keeps docs/format.md, so that most of what it makes is built;
`broken_councils` then damages a file or two, so that most of what it makes has errors. What is never to be published bears `SECRET`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

SECRET = "Zanzibarquux"
"""Stands in comments, in what says publish: no, and in files that are not published; nowhere else."""

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<style>*{display:none}</style>",
    "</article></main></body>",
    "<base href=//evil.example>",
    "javascript:alert(1)",
    "]]>",
    "<![CDATA[",
    "&lt;b&gt; &amp;amp; &#60;",
    "{{ 7*7 }}{% raw %}",
    "${x} %s {0} {name}",
    "R&D",
    "\\*not\\* \\",
    "x" * 300,
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4,
    "שלום עולם",
    "مجلس المدينة",
    "\u202eabc\u202c",
    "a\u0301e\u0308 Å ŵ ŷ",
    "\u00a0\u2003wide\u3000",
    "𝔐inutes 🏛️👩‍👧",
    "fi ﬁ \u00ad soft",
    "../../etc/passwd",
    "a/b?c=d&e#f",
    "'\"`´’",
    "-- ... ---",
    "#1 @all :tada:",
    "100% | 50%",
)
"""What must come out as the text it is, wherever it is put in."""

WORDS = (
    *(
        "Report",
        "the budget",
        "CIW",
        "CAMHS",
        "R&D",
        "C.I.W.",
        "CIW's",
        "Care Inspectorate Wales (CIW)",
        "DSG",
        "UNKNOWN",
        "IT",
    ),
    *("Cllr Jane Rees", "Dai Ellis", "ŵyl", "Highways", "1,204", "18:30", "no", "null", "4.10"),
)
BODIES = ("council", "cabinet", "people-scrutiny", "a", "town-2")
PEOPLE = ("jane-rees", "dai-ellis", "b-price", "x1")
OFFICES = ("leader", "cd-social-services")
DAYS = ("2019-12-31", "2023-04-18", "2024-02-29", "2024-07-23", "2026-11-20", "2027-03-01")

SENTENCES = (
    "It was RESOLVED that the report be noted.",
    "**Agreed** that £300 be given to the library. (proposed by Jane Rees, seconded by Dai Ellis; 7 for, 2 against, 1 abstained)",
    "Resolved: to write to CIW.",
    "The motion was CARRIED on the casting vote of the Chair.",
    "RECOMMENDED to the cabinet that the plan be kept.",
    "ACTION: Clerk to write to Highways by 5 May.",
    "ACTION (Jane Rees and Dai Ellis; after September 2024; amber): report on R&D.",
    "Members asked for more. Action: Dai Ellis.",
    "Action: None",
    "Dai Ellis DECLARED a personal interest in item 5.",
    "CHAIR'S SUMMARY: all were content.",
    "Vote: 7 for, 2 against",
    "For: Jane Rees, Dai Ellis (2)",
    "It was agreed to give £300.",
    "PENDERFYNWYD nodi'r adroddiad.",
    "CAM GWEITHREDU: Clerc i ysgrifennu erbyn 5 Mai.",
    "Nid oedd dim. A CHYTUNWYD ar y cynllun.",
    "THE WHOLE LINE IS IN CAPITALS WITH CIW IN IT.",
    "See https://example.org/a_b?c=1&d=2 and <https://example.org/x> and www.example.org/y or clerk@example.org.",
    "[outside](https://example.org/), [mail](mailto:a@example.org), [bad](javascript:alert(1)), [data](data:text/html,x), [gone](gone.pdf)",
    "![picture](picture.png) and *emphasis **with CIW inside** it*, `CIW in code`, ~~struck CIW~~",
    "5\\. not a list, 1986\\. A year.",
    "one  \ntwo\\\nthree",
)
BLOCKS = (
    "- one CIW\n- two\n  - deep\n    - deeper RESOLVED: to go on.\n- [ ] box",
    "3. three\n4. four\n\n   with a second paragraph\n5) new list",
    "> It is quoted: RESOLVED nothing.\n>\n> - a list",
    "| Name | Sum |\n| --- | ---: |\n| CIW | 1 &amp; 2 |\n| `a\\|b` | <b>x</b> |",
    "```\n<script>CIW</script>\n  RESOLVED: in code\n```",
    "~~~text\n]]> </pre>\n~~~",
    "***",
    "### Key points of CIW\n\nUnder it.",
    "#### Deep",
    "Line one\ni) limb\nii) limb",
    "RESOLVED that:\n\n1. one thing\n2. another for CIW",
    "**RESOLVED:**\n\n(1) a paragraph\n\n(2) another",
    "> That the sum be £5.\n\nThe motion was LOST. (2 for, 7 against)",
)
FENCES = (
    "action: {do: Write to CIW & others, owner: [Jane Rees, Clerk], due: after September 2024, status: amber}",
    "action: {do: Write, owner: Nobody Known}",
    "decision: {verb: agreed, text: To do it <b>now</b>, moved: Jane Rees, seconded: Dai Ellis}",
    "declaration: {who: Jane Rees, kind: personal}",
    "summary: {text: All were content with R&D}",
    "recommendation: {text: That it be done}",
)
"""Kind and YAML of fenced records."""


@dataclass(frozen=True, slots=True)
class Council:
    """A folder to build."""

    files: dict[str, str]
    languages: tuple[str, ...]


class _Plain(yaml.SafeDumper):
    """Writes YAML as the format takes it: without anchors and aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (the base class's name)
        return True


def write_yaml(value: object) -> str:
    """Return a value as YAML, every text as it is."""
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**9)


def odd_texts() -> st.SearchStrategy[str]:
    """One line of text that is not empty: plain, hostile, or any letters at all but those that no YAML file may hold."""
    any_letters = st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"),
        min_size=1,
        max_size=12,
    )
    pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(HOSTILE), any_letters)
    return (
        st.lists(pieces, min_size=1, max_size=3)
        .map(lambda found: " ".join(" ".join(found).split()))
        .filter(lambda text: bool(text.strip()))
    )


@st.composite
def councils(draw: st.DrawFn) -> Council:
    """Council folders that keep the format."""
    languages = draw(st.sampled_from((("en",), ("en", "cy"), ("en", "cy"), ("cy", "en"))))
    bodies = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=3, unique=True))
    people = draw(st.lists(st.sampled_from(PEOPLE), max_size=4, unique=True))
    offices = draw(st.lists(st.sampled_from(OFFICES), max_size=2, unique=True))
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=2, unique=True))
    meetings = [f"{draw(st.sampled_from(bodies))}/{day}" for day in days]
    names = [*bodies, *people, *offices, *meetings]
    files = {
        "content/site.yml": write_yaml(draw(_sites(languages))) + f"# {SECRET}\n",
        "content/bodies.yml": write_yaml({name: draw(_bodies(languages, people)) for name in bodies}),
        "content/people.yml": write_yaml({name: draw(_people(languages, bodies, offices)) for name in people}),
        "content/offices.yml": write_yaml({name: {"title": draw(_local(languages))} for name in offices}),
        "glossary.yml": write_yaml(draw(_glossaries(languages, bodies))) + f"# {SECRET}\n",
    }
    for number, meeting in enumerate(meetings):
        files |= draw(_meetings(languages, meeting, people, bodies, names))
        if number == 0 and draw(st.booleans()):
            files |= draw(_meetings(languages, f"{meeting}-2", people, bodies, names))
    if draw(st.booleans()):
        files["content/plans/one.yml"] = write_yaml(draw(_plans(languages, bodies[0], [*people, *offices], meetings)))
    if draw(st.booleans()):
        front = {"title": draw(_local(languages)), "menu": draw(st.sampled_from(("header", "footer", "none")))}
        files["content/pages/about.md"] = f"---\n{write_yaml(front)}---\n{draw(_prose(names, headings=False))}"
    return Council(files | _hide(bodies[0]), languages)


def _hide(body: str) -> dict[str, str]:
    """Return files of which not a word may be published."""
    minutes = f"# {SECRET}\n\n## 5. {SECRET}\n\nRESOLVED: {SECRET}. Action: {SECRET} by May.\n"
    return {
        f"content/{body}/2020-01-15.md": f"---\npublish: no\nplace: {SECRET}\n---\n{minutes}",
        f"content/{body}/2020-01-15/{SECRET.lower()}.txt": SECRET,
        f"content/{body}/_notes.md": SECRET,
        f"content/{body}/.hidden.md": SECRET,
        f"content/{body}/README.md": SECRET,
        "content/pages/hidden.md": f"---\ntitle: {SECRET}\npublish: no\n---\n\n{SECRET}\n",
        "content/plans/hidden.yml": f"title: {SECRET}\nbody: {body}\npublish: no\nactions: [{{id: a, title: {SECRET}}}]\n",
        f"{SECRET}.md": SECRET,
    }


def _local(languages: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """A text, or one for each of some languages."""
    each = st.fixed_dictionaries({languages[0]: odd_texts()}, optional={lang: odd_texts() for lang in languages[1:]})
    return st.one_of(odd_texts(), each)


def _sites(languages: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"name": _local(languages), "languages": st.just(list(languages))},
        optional={
            "about": _local(languages),
            "contact": _local(languages),
            "made_up": st.sampled_from(("yes", "no")),
            "missing": st.sampled_from(("show", "link")),
            "key": st.fixed_dictionaries({}, optional={"red": _local(languages), "blue": _local(languages)}),
        },
    )


def _bodies(languages: tuple[str, ...], people: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"name": _local(languages)},
        optional={
            "kind": st.sampled_from(("council", "executive", "scrutiny", "working group", "other")),
            "about": _local(languages),
            "clerk": st.sampled_from([*people, "Sam Nobody"]),
            "from": st.sampled_from(("2018", "2019-05", "2019-05-07")),
        },
    )


def _people(languages: tuple[str, ...], bodies: list[str], offices: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    held = st.fixed_dictionaries(
        {"office": st.sampled_from(offices or ["none"])},
        optional={"from": st.just("2019-05-07"), "to": st.just("2025")},
    )
    member = st.fixed_dictionaries(
        {"body": st.sampled_from(bodies)}, optional={"role": _local(languages), "from": st.just("2019")}
    )
    optional: dict[str, st.SearchStrategy[Any]] = {
        "about": _local(languages),
        "memberships": st.lists(member, max_size=2),
    }
    if offices:
        optional["offices"] = st.lists(held, max_size=2)
    return st.fixed_dictionaries(
        {"name": st.one_of(st.sampled_from(("Jane Rees", "Dai Ellis", "Bethan Price")), odd_texts())}, optional=optional
    )


def _glossaries(languages: tuple[str, ...], bodies: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    entry = st.fixed_dictionaries(
        {languages[0]: odd_texts()},
        optional={
            **{lang: odd_texts() for lang in languages[1:]},
            "about": _local(languages),
            "kind": st.sampled_from(("acronym", "term", "scale")),
            "expand": st.sampled_from(("first", "always", "never")),
        },
    )
    several = st.tuples(odd_texts(), odd_texts()).map(
        lambda words: [
            {"id": "one-meaning", languages[0]: words[0], "bodies": bodies[:1]},
            {"id": "other-meaning", languages[0]: words[1], "bodies": bodies[1:] or ["council"]},
        ]
    )
    several = several if len(bodies) > 1 else odd_texts().map(lambda words: [{languages[0]: words}])
    return st.fixed_dictionaries(
        {},
        optional={
            "CIW": st.one_of(odd_texts(), entry),
            "CAMHS": entry,
            "R&D": st.one_of(odd_texts(), entry),
            "DSG": several,
            "IT": entry,
            "ignore": st.just(["UNKNOWN"]),
        },
    )


def _plans(
    languages: tuple[str, ...], body: str, owners: list[str], meetings: list[str]
) -> st.SearchStrategy[dict[str, Any]]:
    colour = st.sampled_from(("blue", "red", "amber", "green"))
    entry = st.fixed_dictionaries(
        {"date": st.sampled_from(("2022-12", "2023-04-18"))},
        optional={"status": colour, "note": _local(languages), "meeting": st.sampled_from(meetings)},
    )
    action = st.fixed_dictionaries(
        {"title": _local(languages)},
        optional={
            "owner": st.sampled_from([*owners, "Sam Nobody"]),
            "due": st.sampled_from(("2024-03", "when it is done", "2030")),
            "status": colour,
            "history": st.lists(entry, max_size=2),
        },
    )
    actions = st.lists(action, min_size=1, max_size=2).map(
        lambda found: [{"id": f"a{number}", **one} for number, one in enumerate(found)]
    )
    return st.fixed_dictionaries(
        {"title": _local(languages), "body": st.just(body), "actions": actions},
        optional={"about": _local(languages), "next_report": st.just("September 2023")},
    )


@st.composite
def _meetings(
    draw: st.DrawFn, languages: tuple[str, ...], key: str, people: list[str], bodies: list[str], names: list[str]
) -> dict[str, str]:
    """The files of one meeting."""
    attendee = st.one_of(
        st.sampled_from([*people, "Cllr Jane Rees (chair)", "Bethan Price (from item 5)", "Nobody"]), odd_texts()
    )
    front = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "title": _local(languages),
                "time": st.sampled_from(("2.30pm", "18:30", "noon")),
                "place": _local(languages),
                "status": st.sampled_from(("scheduled", "held", "cancelled", "postponed")),
                "minutes": st.sampled_from(("none", "draft", "approved")),
                "present": st.lists(attendee, max_size=3, unique=True),
                "apologies": attendee,
                "attending": st.lists(attendee, max_size=2, unique=True),
                "public": odd_texts(),
                "recording": st.just("https://example.org/watch?v=1&t=2"),
                "with": st.lists(st.sampled_from(bodies), max_size=1),
                "matter": st.just("the-matter"),
                "source": st.fixed_dictionaries({"note": _local(languages)}),
            },
        )
    )
    head = f"---\n{write_yaml(front)}---\n" if front else ""
    files = {f"content/{key}.md": head + draw(_prose(names))}
    if draw(st.booleans()):
        name = draw(st.sampled_from(("report.pdf", "Report & <plans>.pdf", "ŵ ŷ.txt", "a'b\"c#d%20.csv")))
        files[f"content/{key}/{name}"] = "the document"
    further = [lang for lang in languages[1:] if draw(st.booleans())]
    for lang in further:
        files[f"content/{key}.{lang}.md"] = draw(_prose(names))
    return files


@st.composite
def _prose(draw: st.DrawFn, names: list[str], *, headings: bool = True) -> str:
    """Minutes below their front matter."""
    reference = st.sampled_from(names).flatmap(
        lambda name: st.sampled_from((f"[[{name}]]", f"[[{name}|the words & CIW]]"))
    )
    fence = st.sampled_from(FENCES).map(_write_fence)
    block = st.one_of(
        st.sampled_from(SENTENCES),
        st.sampled_from(BLOCKS),
        st.lists(st.one_of(odd_texts(), st.sampled_from(SENTENCES), reference), min_size=1, max_size=3).map(" ".join),
        st.just(f"Before <!-- {SECRET} --> after.\n\n<!--\n{SECRET}\n-->"),
        *((fence,) if headings else ()),
    )
    parts = [*draw(st.lists(block, max_size=2))]
    for number in range(draw(st.integers(0, 3)) if headings else 0):
        parts += [draw(_headings(number + 1)), *draw(st.lists(block, max_size=3))]
    ends = draw(st.sampled_from(("\n", "\n", "\r\n")))
    return "\n\n".join(parts).replace("\n", ends) + ends


def _headings(number: int) -> st.SearchStrategy[str]:
    shape = st.sampled_from(
        ("## {n}. {t}", "## {n}) {t}", "## {t}", "## Item {n} {t}", "## 12{n}/24 {t}", "## {n}. {t} {{#fixed-{n}}}")
    )
    title = st.one_of(
        st.sampled_from(("Apologies", "CIW inspection", "2024/25 Budget", "20 mph limit (late item)")), odd_texts()
    )
    return st.tuples(shape, title).map(lambda found: found[0].format(n=number, t=found[1]))


def _write_fence(entry: str) -> str:
    kind, _, flow = entry.partition(": ")
    return f"```{kind}\n{write_yaml(yaml.load(flow, yaml.BaseLoader))}```"


DAMAGE = (
    "\t- tab: x\n",
    "key: value: other\n",
    "name: [open\n",
    "&a x\n",
    "*a\n",
    "!!python/object/apply:os.system [id]\n",
    "unknown_key: 1\n",
    "council:\n",
    "---\n",
    "time: 25:99\n",
    "date: 2023-02-30\n",
    "present: {a: b}\n",
    "[[nobody-knows-this]]\n",
    "```action\nowner: [\n```\n",
    "```actions\nx: y\n```\n",
    "## {#x}\n## {#x}\n",
    "\u0000",
    "\ufeff",
    "%YAML 1.1\n",
    "<<: *x\n",
    "? complex\n: key\n",
    "- list\n",
    "'unclosed\n",
)
"""What is put into a file that was right."""


@st.composite
def broken_councils(draw: st.DrawFn) -> Council:
    """Council folders in which a file or two is damaged, gone, or of a wrong name."""
    council = draw(councils())
    files = dict(council.files)
    for _ in range(draw(st.integers(1, 2))):
        name = draw(st.sampled_from(sorted(files)))
        text = files[name]
        at = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(("put in", "cut off", "gone", "twice", "renamed", "random"))):
            case "put in":
                files[name] = text[:at] + draw(st.sampled_from(DAMAGE)) + text[at:]
            case "cut off":
                files[name] = text[:at]
            case "gone":
                del files[name]
            case "twice":
                files[name] = text + text
            case "renamed":
                wrong = draw(
                    st.sampled_from(("2023-02-30.md", "2023-04-18-1.md", "2023-04-18.fr.md", "A B.md", "x.yml", "ŵ.md"))
                )
                files[name.rpartition("/")[0] + "/" + wrong if "/" in name else wrong] = files.pop(name)
            case "random":
                files[name] = draw(st.text(st.characters(codec="utf-8"), max_size=40))
    return Council(files, council.languages)

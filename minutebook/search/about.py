"""What the browser must know of the whole index before it asks for a word.

In: the register and the numbers of its pages. Out: what `about.json` says, but for the names of the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from minutebook.i18n import catalogue, mutates, parse_month_names, parse_weekday_names
from minutebook.model import Register
from minutebook.search.files import BLOCK, CHUNK, CLASSES, TEXT, VERSION, write_number
from minutebook.search.numbers import GROUPS, Numbers
from minutebook.search.words import fold, list_small, split


def describe(register: Register, numbers: Numbers, lang: str, prefix: str) -> Mapping[str, object]:
    """Return what is to be known of the index of a language, whose pages lie below `prefix`."""
    words = catalogue(lang)
    kinds = dict.fromkeys(kind for kind, _ in CLASSES)
    statuses = dict.fromkeys(status for _, status in CLASSES if status)
    days: dict[int, list[int]] = {group: [] for group in numbers.groups.values()}
    joint: dict[str, list[str]] = {}
    for meeting in register.meetings.values():
        group, day = numbers.find_meeting(meeting)
        days[group].append(day)
        if meeting.together:
            joint[f"{group} {day}"] = list(meeting.together)
    return {
        "version": VERSION,
        "lang": lang,
        "mutates": mutates(lang),
        "prefix": prefix,
        "things": GROUPS,
        "groups": {
            str(group): [body, which, _write_days(days[group])] for (body, which), group in numbers.groups.items()
        },
        "since": f"{numbers.since}",
        "joint": joint,
        "chunk": CHUNK,
        "block": BLOCK,
        "text": TEXT,
        "classes": [list(one) for one in CLASSES],
        "plans": {str(numbers.things["plan"][id]): plan.body for id, plan in register.plans.items()},
        "bodies": {body: found.name.best(lang)[0] for body, found in register.bodies.items()},
        "kinds": {kind: words.text(f"hit.kind_{kind}") for kind in kinds},
        "statuses": {status: words.text(f"hit.status_{status.replace(' ', '_')}") for status in statuses},
        "small": sorted(list_small(lang)),
        "months": {fold(name): number for name, number in parse_month_names(lang).items()},
        "weekdays": sorted({word for name in parse_weekday_names(lang) for word in split(name)}),
    }


def _write_days(days: list[int]) -> str:
    """Return days as the number of days between them."""
    return "".join(write_number(day - before) for before, day in pairwise((0, *sorted(days))))

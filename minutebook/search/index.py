"""The index of the whole site: what pages bring, strung together and shared out among files.

In: `Found` of every page, in the order of the pages. Out: files below `search/`, the same whatever the number of workers. Holds the postings as
text. What meetings say is not written again: excerpts are read from their pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, pairwise

from minutebook.i18n import catalogue, mutates, parse_month_names, parse_weekday_names
from minutebook.model import Register
from minutebook.search.extract import Found
from minutebook.search.files import (
    ALONE,
    BLOCK,
    CHUNK,
    CLASSES,
    TEXT,
    VERSION,
    Placed,
    name_file,
    share_out,
    write_json,
    write_number,
    write_start,
)
from minutebook.search.lists import WordList, cut
from minutebook.search.numbers import GROUPS, number_pages
from minutebook.search.words import find_homes, fold, list_small, place, split
from minutebook.urls import Addresses


class Index:
    """Takes in what pages bring; at the end gives the files."""

    def __init__(self, register: Register, addresses: Addresses) -> None:
        """Nothing is read from the register but names and the table of meetings."""
        self._register = register
        self._addresses = addresses
        self._numbers = number_pages(register)
        self._lists: dict[str, dict[str, WordList]] = {lang: {} for lang in register.site.languages}
        self._things: dict[str, list[Found]] = {lang: [] for lang in register.site.languages}

    def add(self, brought: Iterable[Found]) -> None:
        """Take in what a page brings.

        The meetings of a group come in the order of their numbers. Things come in any, and are few: they wait until the end.
        """
        for found in brought:
            if found.group < len(GROUPS):
                self._things[found.lang].append(found)
            else:
                self._note(found)

    def list_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of words, and last of each language the file that names them."""
        for lang in self._register.site.languages:
            texts: dict[str, dict[str, object]] = defaultdict(dict)
            for found in sorted(self._things[lang], key=lambda found: (found.group, found.number)):
                self._note(found)
                texts[f"{GROUPS[found.group]}-{found.number // CHUNK}"][str(found.number)] = found.text
            files = ((file, write_json({"version": VERSION, "pages": texts[file]})) for file in sorted(texts))
            names: dict[str, dict[str, str]] = {"words": {}, "near": {}, "texts": {}}
            written: set[str] = set()
            for kind, start, data in chain((("texts", *file) for file in files), self._list_word_files(lang)):
                if kind in ("words", "places"):
                    name = name_file(data, 4)
                    # Of each beginning the places come first.
                    names["words"][start] = name + names["words"].get(start, "")
                    yield f"search/{lang}/{kind}/{write_start(start)}-{name}.json", data
                    continue
                name = name_file(data)
                if kind:
                    names[kind][start] = name
                if name not in written:
                    written.add(name)
                    yield f"search/{lang}/{kind or 'words'}/{name}.json", data
            yield f"search/{lang}/about.json", write_json({**self._describe(lang), **names})

    def _note(self, found: Found) -> None:
        lists, number = self._lists[found.lang], found.number
        words = found.words.split("\n") if found.words else ()
        lines = (found.units.split(b"\n"), found.values.split(b"\n"), found.spots.split(b"\n"))
        for word, units, values, spots in zip(words, *lines, strict=False):
            known = lists.get(word)
            if known is None:
                known = lists[word] = WordList()
            known.note(found.group, number, units, values, spots)

    def _list_word_files(self, lang: str) -> Iterator[tuple[str, str, bytes]]:
        """Yield kind (words, places, near, or nothing for what is named in another), beginning and content of every file of words."""
        lists = self._lists[lang]
        homes = find_homes(lists.keys(), lang)
        streams: dict[str, list[str]] = defaultdict(list)
        for form in sorted(lists):
            streams[homes[form]].append(form)
        things = [
            Placed(place(home.lstrip("="), lang), sum(lists[form].weight for form in forms) + 8, f"s{home}")
            for home, forms in streams.items()
        ]
        things += [Placed(place(form.lstrip("="), lang), len(form) + 6, f"f{form}") for form in homes]
        files = share_out(things)
        lies = {name: start for start, names in files.items() for name in names}
        away = {home for form, home in homes.items() if lies[f"f{form}"] != lies[f"s{home}"]}
        for start, names in files.items():
            yield from self._write_words(lang, start, names, streams, homes, away)
        by_letter: dict[str, list[str]] = defaultdict(list)
        for form, home in homes.items():
            if not form.startswith("=") and form.isalpha() and len(form) > 2:
                size = sum(lists[one].size for one in streams[home])
                said = f"{form}{min(9, size.bit_length() // 2)}"
                by_letter[place(form, lang)[:1]].append(said)
                # Somebody may have written another first letter, or left it out.
                by_letter["-" + form[1]].append(said)
        for letter, found in sorted(by_letter.items()):
            yield "near", letter, write_json({"version": VERSION, "words": " ".join(sorted(found))})

    def _write_words(
        self,
        lang: str,
        start: str,
        names: list[str],
        streams: Mapping[str, list[str]],
        homes: Mapping[str, str],
        away: Collection[str],
    ) -> Iterator[tuple[str, str, bytes]]:
        lists = self._lists[lang]
        own = sorted(name[1:] for name in names if name[0] == "s")
        numbers = {home: number for number, home in enumerate(own)}
        postings: list[list[object]] = []
        places: list[list[object]] = []
        for home in own:
            postings.append([])
            places.append([])
            for form in streams[home]:
                for part in cut(lists[form]):
                    if part.size > ALONE:
                        # A very common word: its postings are files of their own, so that no file grows too large.
                        extra = write_json({"version": VERSION, "list": part.write_spots()})
                        yield "", "", extra
                        data = write_json({"version": VERSION, "list": part.write_apart(), "places": name_file(extra)})
                        yield "", "", data
                        postings[-1].append([name_file(data)])
                        places[-1].append("")
                    else:
                        postings[-1].append(part.write_postings())
                        places[-1].append(part.write_spots())
        yield "places", start, write_json({"version": VERSION, "lists": places})
        forms = {
            form: numbers[home] if (home := homes[form]) in numbers else home
            for form in sorted(name[1:] for name in names if name[0] == "f")
        }
        asked = {home: number for home, number in numbers.items() if home in away}
        yield "words", start, write_json({"version": VERSION, "forms": forms, "away": asked, "lists": postings})

    def _describe(self, lang: str) -> Mapping[str, object]:
        register, numbers = self._register, self._numbers
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
            "prefix": self._addresses.page(lang),
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

"""The index of the whole site: what pages bring, strung together and shared out among files.

In: `Found` of every page, in the order of the pages. Out: files below `search/`, the same whatever the number of workers. Holds the postings as
text. What meetings say is not written again: excerpts are read from their pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from operator import itemgetter

from minutebook.i18n import catalogue
from minutebook.model import Register
from minutebook.search.extract import Found
from minutebook.search.files import (
    ALONE,
    BLOCK,
    CHUNK,
    CLASSES,
    GROUPS,
    LONGEST,
    VERSION,
    Placed,
    name_file,
    share_out,
    write_json,
    write_number,
)
from minutebook.search.subjects import list_meetings, list_things
from minutebook.search.words import find_homes, list_small, place
from minutebook.urls import Addresses

_DAY_ONE = date(1800, 1, 1)
_HEAD = 5
"""Signs before the postings of a chunk: group, block and length, about."""


class _List:
    """The postings of one written word, growing."""

    __slots__ = ("chunks", "last", "place", "size")

    def __init__(self) -> None:
        """Start with nothing."""
        self.chunks: list[tuple[tuple[int, int], bytearray, bytearray]] = []
        """Group and block, postings, places."""
        self.place = (-1, -1)
        """Group and block of the last chunk."""
        self.last = 0
        """The page noted last."""
        self.size = 0
        """Signs of all postings, about."""


class Index:
    """Takes in what pages bring; at the end gives the files."""

    def __init__(self, register: Register, addresses: Addresses) -> None:
        """Nothing is read from the register but names and the table of meetings."""
        self._register = register
        self._addresses = addresses
        self._lists: dict[str, dict[str, _List]] = {lang: {} for lang in register.site.languages}
        self._things: dict[str, list[Found]] = {lang: [] for lang in register.site.languages}

    def add(self, found: Found) -> None:
        """Take in what a page brings.

        The meetings of a body come in the order of their numbers. Things come in any, and are few: they wait until the end.
        """
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
            for file, pages in texts.items():
                yield f"search/{lang}/texts/{file}.json", write_json({"version": VERSION, "pages": pages})
            names: dict[str, dict[str, str]] = {"words": {}, "near": {}}
            written: set[str] = set()
            for kind, start, data in self._list_word_files(lang):
                name = name_file(data)
                if kind in names:
                    names[kind][start] = name
                if name not in written:
                    written.add(name)
                    yield f"search/{lang}/{'near' if kind == 'near' else 'words'}/{name}.json", data
            yield f"search/{lang}/about.json", write_json({**self._describe(lang), **names})

    def _note(self, found: Found) -> None:
        lists, number = self._lists[found.lang], found.number
        place = (found.group, number // BLOCK)
        words = found.words.split("\n") if found.words else ()
        for word, postings, places in zip(words, found.postings.split(b"\n"), found.places.split(b"\n"), strict=False):
            known = lists.get(word)
            if known is None:
                known = lists[word] = _List()
            if known.place != place:
                known.place = place
                known.chunks.append((place, bytearray(), bytearray()))
                known.last = place[1] * BLOCK
                known.size += _HEAD
            _, chunk, spots = known.chunks[-1]
            chunk += write_number(number - known.last).encode("ascii")
            chunk += postings
            spots += places
            known.last = number
            known.size += len(postings) + 1

    def _list_word_files(self, lang: str) -> Iterator[tuple[str, str, bytes]]:
        """Yield kind (words, near, or nothing for what is named in another), beginning and content of every file of words."""
        lists = self._lists[lang]
        homes = find_homes(lists.keys(), lang)
        streams: dict[str, list[str]] = defaultdict(list)
        for form in sorted(lists):
            streams[homes[form]].append(form)
        things = [
            Placed(place(home.lstrip("="), lang), sum(_weigh(lists[form]) for form in forms) + 8, f"s{home}")
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
                by_letter[place(form, lang)[:1]].append(f"{form}{min(9, size.bit_length() // 2)}")
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
                for part_postings, part_places in _cut(lists[form]):
                    if len(part_postings) > ALONE:
                        # A very common word: its postings are files of their own, so that no file grows too large.
                        extra = write_json({"version": VERSION, "list": part_places})
                        yield "", "", extra
                        data = write_json({"version": VERSION, "list": part_postings, "places": name_file(extra)})
                        yield "", "", data
                        postings[-1].append([name_file(data)])
                        places[-1].append("")
                    else:
                        postings[-1].append(part_postings)
                        places[-1].append(part_places)
        companion = write_json({"version": VERSION, "lists": places})
        yield "", "", companion
        forms = {
            form: numbers[home] if (home := homes[form]) in numbers else home
            for form in sorted(name[1:] for name in names if name[0] == "f")
        }
        asked = {home: number for home, number in numbers.items() if home in away}
        file = {
            "version": VERSION,
            "forms": forms,
            "away": asked,
            "lists": postings,
            "places": name_file(companion),
        }
        yield "words", start, write_json(file)

    def _describe(self, lang: str) -> Mapping[str, object]:
        register = self._register
        meetings = list_meetings(register)
        words = catalogue(lang)
        things = list_things(register)
        kinds = dict.fromkeys(kind for kind, _ in CLASSES)
        statuses = dict.fromkeys(status for _, status in CLASSES if status)
        return {
            "version": VERSION,
            "lang": lang,
            "prefix": self._addresses.page(lang),
            "groups": [
                *([kind, len(things[kind])] for kind in GROUPS),
                *([body, len(found)] for body, found in meetings.items()),
            ],
            "chunk": CHUNK,
            "block": BLOCK,
            "classes": [list(one) for one in CLASSES],
            "dates": {
                body: _write_days([(m.date, m.number) for m in found]) for body, found in meetings.items() if found
            },
            "joint": {
                body: joint
                for body, found in meetings.items()
                if (joint := {str(n): list(m.together) for n, m in enumerate(found) if m.together})
            },
            "plans": [register.plans[plan].body for plan in things["plan"]],
            "bodies": {body: found.name.best(lang)[0] for body, found in register.bodies.items()},
            "kinds": {kind: words.text(f"hit.kind_{kind}") for kind in kinds},
            "statuses": {status: words.text(f"hit.status_{status.replace(' ', '_')}") for status in statuses},
            "small": sorted(list_small(lang)),
        }


def _weigh(found: _List) -> int:
    """Return how many characters a list adds to the file that it lies in, or is named in."""
    return found.size if found.size <= ALONE else 20


def _cut(found: _List) -> Iterator[tuple[str, str]]:
    """Yield the postings and places of a word, in parts that are not too large; nearly always it is one."""
    postings: list[bytes | bytearray] = []
    places: list[bytes | bytearray] = []
    size = 0
    for (group, block), chunk, spots in sorted(found.chunks, key=itemgetter(0)):
        if postings and size + len(chunk) > LONGEST:
            yield b"".join(postings).decode("ascii"), b"".join(places).decode("ascii")
            postings, places, size = [], [], 0
        head = write_number(group) + write_number(block) + write_number(len(chunk))
        postings += (head.encode("ascii"), chunk)
        places += (write_number(len(spots)).encode("ascii"), spots)
        size += len(chunk)
    yield b"".join(postings).decode("ascii"), b"".join(places).decode("ascii")


def _write_days(days: list[tuple[date, int]]) -> str:
    """Return days as the number of days between them, each with its number where it is not the next of its day."""
    signs: list[str] = []
    last, expected = _DAY_ONE, 1
    for day, number in days:
        gap = (day - last).days
        expected = expected + 1 if gap == 0 and signs else 1
        signs.append(write_number(gap * 2 + (number != expected)))
        if number != expected:
            signs.append(write_number(number))
        last, expected = day, number
    return "".join(signs)

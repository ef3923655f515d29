"""Which words share a file, and what stands in it.

In: the words of one language, the sizes of their lists, and those lists that are asked for. Out: content of files. A sign tells what a file holds, so
that one whose words are the same, with the same lists, need not be made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b

from minutebook.search.files import ALONE, VERSION, Placed, name_file, share_out, write_json
from minutebook.search.lists import cut, unpack
from minutebook.search.words import place_all

Read = Callable[[Iterable[str]], Mapping[str, bytes]]
"""Returns the packed lists of words."""


class Shelves:
    """The files of the words of one language, by the beginning that each is for."""

    def __init__(self, lang: str, sizes: Mapping[str, int], homes: Mapping[str, str]) -> None:
        """Share out the words; `homes` as `words.find_homes` gives them."""
        self._sizes, self._homes = sizes, homes
        self._streams: dict[str, list[str]] = defaultdict(list)
        """By home its written words, sorted."""
        for form in sorted(sizes):
            self._streams[homes[form]].append(form)
        self._places = places = place_all({**sizes, **self._streams}, lang)
        things: list[Placed] = [
            (places[home], f"s{home}", self._weigh(forms) + 8) for home, forms in self._streams.items()
        ]
        things += [(places[form], f"f{form}", len(form) + 6) for form in sizes]
        self.files = share_out(things)
        self._lies: dict[str, str] = {}
        """For what is told (`f`) and for lists (`s`) the file."""
        for start, names in self.files.items():
            self._lies |= dict.fromkeys(names, start)
        self._away = {home for form, home in homes.items() if self._lies[f"f{form}"] != self._lies[f"s{home}"]}

    def _weigh(self, forms: list[str]) -> int:
        """Return how many characters lists add to the file that they lie in, or are named in."""
        return sum([size if (size := self._sizes[form]) <= ALONE else 20 for form in forms])

    def find_file(self, word: str) -> str:
        """Return the beginning whose file has the list of a written word."""
        return self._lies[f"s{self._homes[word]}"]

    def sign(self, start: str) -> str:
        """Return what tells whether a file holds the same words in the same way, whatever their lists are."""
        told = []
        for name in self.files[start]:
            if name[0] == "s":
                told += [name, *self._streams[name[1:]]]
            else:
                told += [name, self._homes[name[1:]]]
        return blake2b("\n".join(told).encode(), digest_size=12).hexdigest()

    def write(self, start: str, read: Read) -> tuple[bytes, bytes, list[bytes]]:
        """Return a file of places, its file of words, and the files that only these name."""
        names = self.files[start]
        own = sorted(name[1:] for name in names if name[0] == "s")
        numbers = {home: number for number, home in enumerate(own)}
        lists = read([form for home in own for form in self._streams[home]])
        extras: list[bytes] = []
        postings: list[list[object]] = []
        places: list[list[object]] = []
        for home in own:
            postings.append([])
            places.append([])
            for form in self._streams[home]:
                for part in cut(unpack(lists[form]), self._sizes[form]):
                    if part.size > ALONE:
                        # A very common word: its postings are files of their own, so that no file grows too large.
                        extra = write_json({"version": VERSION, "list": part.write_spots()})
                        data = write_json({"version": VERSION, "list": part.write_apart(), "places": name_file(extra)})
                        extras += [extra, data]
                        postings[-1].append([name_file(data)])
                        places[-1].append("")
                    else:
                        postings[-1].append(part.write_postings())
                        places[-1].append(part.write_spots())
        forms = {
            form: numbers[home] if (home := self._homes[form]) in numbers else home
            for form in sorted(name[1:] for name in names if name[0] == "f")
        }
        asked = {home: number for home, number in numbers.items() if home in self._away}
        return (
            write_json({"version": VERSION, "lists": places}),
            write_json({"version": VERSION, "forms": forms, "away": asked, "lists": postings}),
            extras,
        )

    def write_near(self) -> Iterator[tuple[str, bytes]]:
        """Yield for each letter the words that begin with it, or have it second, with how frequent they are."""
        frequent = {
            home: min(9, sum([self._sizes[form] for form in forms]).bit_length() // 2)
            for home, forms in self._streams.items()
        }
        by_letter: dict[str, list[str]] = defaultdict(list)
        for form, home in self._homes.items():
            if not form.startswith("=") and form.isalpha() and len(form) > 2:
                said = f"{form}{frequent[home]}"
                by_letter[self._places[form][:1]].append(said)
                # Somebody may have written another first letter, or left it out.
                by_letter["-" + form[1]].append(said)
        for letter, found in sorted(by_letter.items()):
            yield letter, write_json({"version": VERSION, "words": " ".join(sorted(found))})

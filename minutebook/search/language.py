"""The index of one language, made whole or changed.

In: what pages bring, and what they brought before. Out: files, and what is to be known of them for the next build.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping

from minutebook.cache import Store
from minutebook.search import kept
from minutebook.search.extract import Found
from minutebook.search.files import CHUNK, VERSION, name_file, write_json, write_start
from minutebook.search.growing import GrowingLists
from minutebook.search.kept import KeptLists, Known, Shelf, StaleIndexError
from minutebook.search.lists import Key
from minutebook.search.numbers import GROUPS
from minutebook.search.shelves import Shelves
from minutebook.search.words import find_homes

Keep = Callable[[str], bool]
"""Takes over a file of the last build's index; says whether it is there, as it was written."""


class LanguageIndex:
    """What is found in one language."""

    def __init__(self, lang: str, places: frozenset[Key], store: Store | None, known: Known | None) -> None:
        """Take the numbers of all pages that there are, and what was kept; None for nothing."""
        self._lang, self._places, self._store = lang, places, store
        self._folder = f"search/{lang}"
        self._old = known or Known()
        self._pages = set(self._old.pages)
        self._lists = KeptLists(store, lang, known) if known and store else GrowingLists()
        self._texts: dict[str, dict[str, object]] = {}
        """By file and number; only of files in which something changes."""
        self.known = self._old
        """What is to be known for the next build, once the files were listed."""

    def change(self, old: Found | None, new: Found | None) -> None:
        """Take in what a page brings, and what it brought. Raises StaleIndexError where that cannot be."""
        if old:
            self._take_out((old.group, old.number))
        if new:
            self._put_in((new.group, new.number))
        if old == new:
            return
        self._lists.change(old, new)
        page = next((one.group, one.number) for one in (new, old) if one)
        if page[0] < len(GROUPS):
            self._change_text(page, old, new)

    def _take_out(self, page: Key) -> None:
        if page not in self._pages:
            raise StaleIndexError(f"{self._lang} {page}: a page that was not there")
        self._pages.remove(page)

    def _put_in(self, page: Key) -> None:
        if page not in self._places or page in self._pages:
            raise StaleIndexError(f"{self._lang} {page}: another page's number")
        self._pages.add(page)

    def _change_text(self, page: Key, old: Found | None, new: Found | None) -> None:
        file, number = f"{GROUPS[page[0]]}-{page[1] // CHUNK}", str(page[1])
        if file not in self._texts:
            known = file in self._old.texts
            self._texts[file] = kept.read_pages_of_text(self._store, self._lang, file) if known else {}
        texts = self._texts[file]
        if old and write_json(texts.pop(number, None)) != write_json(old.text):
            raise StaleIndexError(f"{self._lang} {page}: another text")
        if new:
            texts[number] = new.text

    def list_files(self, keep: Keep) -> Generator[tuple[str, bytes], None, Mapping[str, object]]:
        """Yield the files but those that `keep` takes over; return how they are named. Raises StaleIndexError."""
        if not self._pages <= self._places:
            raise StaleIndexError(f"{self._lang}: a page that is no more")
        sizes = self._lists.finish()
        homes = find_homes(sizes.keys(), self._lang, self._old.homes)
        shelves = Shelves(self._lang, sizes, homes)
        done: set[str] = set()
        texts = yield from self._list_texts(keep, done)
        kept_shelves = yield from self._list_words(shelves, keep, done)
        near: dict[str, str] = {}
        for letter, data in shelves.write_near():
            near[letter] = name_file(data)
            path = f"{self._folder}/near/{near[letter]}.json"
            if path not in done:
                done.add(path)
                yield path, data
        self.known = Known(sizes, homes, kept_shelves, texts, frozenset(self._pages))
        words = {start: shelf.words + shelf.places for start, shelf in kept_shelves.items()}
        return {"words": words, "near": near, "texts": texts}

    def save(self, store: Store) -> None:
        """Keep the lists and texts that are new."""
        kept.write_lists(store, self._lang, self._lists.changed.items())
        kept.write_texts(store, self._lang, {file: self._write_text(file) for file in self._texts})

    def _list_texts(self, keep: Keep, done: set[str]) -> Generator[tuple[str, bytes], None, Mapping[str, str]]:
        """Yield the files of texts; return their names."""
        names: dict[str, str] = {}
        for file in sorted({*self._old.texts, *self._texts}):
            data = self._write_text(file) if file in self._texts else None
            if data == b"":
                continue
            names[file] = self._old.texts[file] if data is None else name_file(data)
            path = f"{self._folder}/texts/{names[file]}.json"
            if path in done:
                continue
            done.add(path)
            if data is not None:
                yield path, data
            elif not keep(path):
                yield path, kept.read_text(self._store, self._lang, file)
        return names

    def _write_text(self, file: str) -> bytes:
        texts = self._texts[file]
        pages = {number: texts[number] for number in sorted(texts, key=int)}
        return write_json({"version": VERSION, "pages": pages}) if pages else b""

    def _list_words(
        self, shelves: Shelves, keep: Keep, done: set[str]
    ) -> Generator[tuple[str, bytes], None, Mapping[str, Shelf]]:
        """Yield the files of words and of places; return what is known of them."""
        touched = {shelves.find_file(word) for word, data in self._lists.changed.items() if data}
        found: dict[str, Shelf] = {}
        for start in shelves.files:
            sign = shelves.sign(start)
            shelf = self._old.shelves.get(start)
            if shelf and shelf.sign == sign and start not in touched:
                # What one file names, another may name too.
                paths = [path for path in self._list_paths(start, shelf) if path not in done]
                done.update(path for path in paths if keep(path))
                if done.issuperset(paths):
                    found[start] = shelf
                    continue
            places, words, extras = shelves.write(start, self._lists.read)
            shelf = Shelf(sign, name_file(words, 4), name_file(places, 4), tuple(map(name_file, extras)))
            for path, data in zip(self._list_paths(start, shelf), (words, places, *extras), strict=True):
                if path not in done:
                    done.add(path)
                    yield path, data
            found[start] = shelf
        return found

    def _list_paths(self, start: str, shelf: Shelf) -> list[str]:
        """Return the files of a beginning: words, places, and what only these name."""
        words, name = f"{self._folder}/words", write_start(start)
        extras = (f"{words}/{extra}.json" for extra in shelf.extras)
        return [f"{words}/{name}-{shelf.words}.json", f"{self._folder}/places/{name}-{shelf.places}.json", *extras]

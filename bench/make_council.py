"""Makes up a council with any number of meetings, people, terms, records, languages and years, to measure with.

    python -m bench.make_council TO [--meetings N] [--seed N] [--people N] [--terms N] [--items N] [--decisions N] [--actions N]
        [--recommendations N] [--languages CODE …] [--translated-every N] [--years N]

In: numbers and a seed. Out: a council's folder, the same for the same numbers: ten bodies, and unless asked otherwise minutes of about 11 KB with a
dozen items, decisions and actions, acronyms, one meeting in ten also in Welsh. The words say nothing: their lengths and frequencies are what is
lifelike (common words by Zipf's law, and with each meeting a few names that stand nowhere else). Recall cannot be measured with it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from bench.council_words import ENDS, ENGLISH, MIDDLES, STARTS, TERMS, WELSH, WORDINGS

BODIES = (
    *("council", "cabinet", "people-scrutiny", "place-scrutiny", "planning", "governance-audit", "licensing"),
    *("standards", "partnership-board", "language-forum"),
)
LAST_DAY = date(2026, 11, 10)
"""Minutes are made from here backwards."""
NO_LETTERS = frozenset({"LOST", "FELL", "NOTED", "NONE"})
"""Words in capitals that minutes give a meaning of their own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of everything a council has. What a measurement of old was made with is what stands here as the default."""

    people: int = 90
    terms: int = len(TERMS)
    items: float = 12
    """Items of a meeting, on average; one has about 900 bytes."""
    decisions: float = 0.7
    """Decisions of an item, on average."""
    actions: float = 0.3
    recommendations: float = 0
    languages: tuple[str, ...] = ("en", "cy")
    """The first has every meeting."""
    translated_every: int = 10
    """One meeting in so many is written in the further languages too."""
    years: float | None = None
    """Over how many years the meetings are spread; None: each body meets every five days."""


class Writer:
    """Writes the minutes, one after the other."""

    def __init__(self, seed: int, shape: Shape | None = None) -> None:
        """Make up the words that all minutes share."""
        self.shape = shape or Shape()
        self.random = random.Random(seed)  # noqa: S311 - nothing here is secret
        rare = sorted({self.make_name() for _ in range(9000)})
        self.random.shuffle(rare)
        self.words = {"en": [*ENGLISH, *rare], "cy": [*WELSH, *rare[:3000]]}
        self.weights = {
            lang: list(accumulate(1 / (n + 8) for n in range(len(all)))) for lang, all in self.words.items()
        }
        people: dict[str, None] = {}
        while len(people) < self.shape.people:
            people[f"{self.make_name().title()} {self.make_name().title()}"] = None
        self.people = list(people)
        # With a chance of its own, so that more terms leave the words of the minutes as they are.
        self.terms = make_terms(self.shape.terms, random.Random(f"terms of {seed}"))  # noqa: S311

    def make_name(self) -> str:
        """Return a word that may be a name."""
        pick = self.random.choice
        return "".join(
            (
                pick(STARTS),
                pick(MIDDLES),
                pick(ENDS),
                *((pick(MIDDLES), pick(ENDS)) if self.random.random() < 0.5 else ()),
            )
        )

    def pick(self, lang: str, count: int) -> Sequence[str]:
        """Return words by Zipf's law."""
        return self.random.choices(self.words[lang], cum_weights=self.weights[lang], k=count)

    def count(self, average: float) -> int:
        """Return a whole number that is `average` in the mean."""
        return int(average) + (self.random.random() < average % 1)

    def write_sentence(self, lang: str, local: Sequence[str]) -> str:
        """Return a sentence of 8 to 26 words, 45 in 100 of them small."""
        random, wording = self.random, WORDINGS[lang]
        words = [
            random.choice(wording.small) if random.random() < 0.45 else word
            for word in self.pick(lang, random.randint(8, 26))
        ]
        if random.random() < 0.25:
            words.insert(random.randrange(len(words)), random.choice(local).title())
        if random.random() < 0.15 and self.terms:
            words.insert(random.randrange(1, len(words)), random.choice(self.terms)[0])
        if random.random() < 0.2:
            words.insert(random.randrange(1, len(words)), f"£{random.randint(1, 990)},000")
        if lang == self.shape.languages[0] and random.random() < 0.4:
            speaker, verb = random.choice(self.people), random.choice(wording.verbs)
            words = [*wording.title.split(), *speaker.split(), verb, wording.joint, *words]
        return " ".join((words[0][:1].upper() + words[0][1:], *words[1:])) + "."

    def write_minutes(self, lang: str, items: int) -> str:
        """Return the words of one meeting."""
        random, shape, wording = self.random, self.shape, WORDINGS[lang]
        local = [self.make_name() for _ in range(6)]
        lines: list[str] = []
        for number in range(1, items + 1):
            title = " ".join(self.pick(lang, random.randint(2, 6))).capitalize()
            lines += [f"## {number}. {title}", ""]
            for _ in range(random.randint(2, 4)):
                lines += [" ".join(self.write_sentence(lang, local) for _ in range(random.randint(1, 3))), ""]
            for _ in range(self.count(shape.decisions)):
                lines += [f"{wording.decision}: {self.write_sentence(lang, local).lower()}", ""]
            if lang == shape.languages[0]:
                for _ in range(self.count(shape.actions)):
                    owner = wording.owner.format(random.choice(self.people))
                    lines += [f"{wording.action}: {owner}{self.write_sentence(lang, local).lower()}", ""]
                for _ in range(self.count(shape.recommendations) if shape.recommendations else 0):
                    lines += [f"{wording.recommendation}: {self.write_sentence(lang, local).lower()}", ""]
        return "\n".join(lines)


def make_terms(count: int, random: random.Random) -> Sequence[tuple[str, str, str]]:
    """Return letters, each with its English and its Welsh words: those that we know by heart, then made-up ones."""
    terms = {letters: (words, welsh) for letters, words, welsh in TERMS[:count]}
    while len(terms) < count:
        words = random.choices(ENGLISH, k=random.choice((3, 4, 4, 5)))
        letters = "".join(word[0] for word in words).upper()
        if letters not in terms and letters not in NO_LETTERS:
            terms[letters] = " ".join(words), " ".join(random.choices(WELSH, k=4))
    return [(letters, words, welsh) for letters, (words, welsh) in terms.items()]


def list_places(meetings: int, years: float | None) -> Iterator[tuple[str, str]]:
    """Yield the body of each meeting and the name of its file without its end, the latest first."""
    step = 5 if years is None else years * 365.25 / max(1, -(-meetings // len(BODIES)))
    seen: Counter[tuple[str, date]] = Counter()
    for number in range(meetings):
        body = BODIES[number % len(BODIES)]
        day = LAST_DAY - timedelta(days=int(number // len(BODIES) * step) + number % 5)
        seen[body, day] += 1
        yield body, f"{day}-{seen[body, day]}" if seen[body, day] > 1 else f"{day}"


def make_council(target: Path, meetings: int, seed: int = 1, shape: Shape | None = None) -> None:
    """Write the council's folder. Raises FileExistsError where there is one already."""
    shape = shape or Shape()
    writer = Writer(seed, shape)
    first, *further = shape.languages
    content = target / "content"
    content.mkdir(parents=True)
    site = f"name: Made-up council\nlanguages: [{', '.join(shape.languages)}]\nmade_up: yes\n"
    (content / "site.yml").write_text(site, encoding="utf-8")
    names = "".join(f"{body}:\n  name: {body.replace('-', ' ').title()}\n  kind: other\n" for body in BODIES)
    (content / "bodies.yml").write_text(names, encoding="utf-8")
    people = "".join(f"{name.lower().replace(' ', '-')}:\n  name: {name}\n" for name in sorted(writer.people))
    (content / "people.yml").write_text(people, encoding="utf-8")
    terms = "".join(f'{letters}:\n  en: {words}\n  cy: "{welsh}"\n' for letters, words, welsh in writer.terms)
    (target / "glossary.yml").write_text(terms, encoding="utf-8")
    for body in BODIES:
        (content / body).mkdir()
    for number, (body, name) in enumerate(list_places(meetings, shape.years)):
        present = ", ".join(sorted(set(writer.random.choices(writer.people, k=12))))
        front = f"---\nstatus: held\nminutes: approved\npresent: [{present}]\n---\n\n"
        items = max(3, round(writer.random.gauss(shape.items, shape.items / 4)))
        (content / body / f"{name}.md").write_text(front + writer.write_minutes(first, items), encoding="utf-8")
        if number % shape.translated_every == shape.translated_every - 1:
            for lang in further:
                text = writer.write_minutes(lang, items)
                (content / body / f"{name}.{lang}.md").write_text(text, encoding="utf-8")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let a command line say what is made."""
    usual = Shape()
    add = parser.add_argument
    add("--seed", type=int, default=1)
    add("--people", type=int, default=usual.people)
    add("--terms", type=int, default=usual.terms, help="acronyms in the glossary")
    add("--items", type=float, default=usual.items, help="of a meeting, on average, of about 900 bytes")
    add("--decisions", type=float, default=usual.decisions, help="of an item, on average")
    add("--actions", type=float, default=usual.actions, help="of an item, on average")
    add("--recommendations", type=float, default=usual.recommendations, help="of an item, on average")
    add("--languages", nargs="+", choices=tuple(WORDINGS), default=list(usual.languages), help="the first has all")
    add("--translated-every", type=int, default=usual.translated_every, help="one meeting in so many has them all")
    add("--years", type=float, help="over which the meetings are spread; without it, a body meets every five days")


def read_shape(asked: argparse.Namespace) -> Shape:
    """Return what a command line asks for."""
    return Shape(
        people=asked.people,
        terms=asked.terms,
        items=asked.items,
        decisions=asked.decisions,
        actions=asked.actions,
        recommendations=asked.recommendations,
        languages=tuple(dict.fromkeys(asked.languages)),
        translated_every=asked.translated_every,
        years=asked.years,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--meetings", type=int, default=2000)
    add_options(parser)
    parsed = parser.parse_args()
    make_council(parsed.target, parsed.meetings, parsed.seed, read_shape(parsed))

"""Makes up a council with any number of meetings, to measure with.

    python -m bench.make_council TO [--meetings N] [--seed N]

In: a number of meetings and a seed. Out: a council's folder, the same for the same numbers: ten bodies, minutes of about 11 KB with a dozen
items, decisions and actions, acronyms, one meeting in ten also in Welsh. The words say nothing: their lengths and frequencies are what is
lifelike (common words by Zipf's law, and with each meeting a few names that stand nowhere else). Recall cannot be measured with it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

BODIES = (
    *("council", "cabinet", "people-scrutiny", "place-scrutiny", "planning", "governance-audit", "licensing"),
    *("standards", "partnership-board", "language-forum"),
)
TERMS = (
    ("CIW", "Care Inspectorate Wales", "Arolygiaeth Gofal Cymru"),
    ("LAC", "looked after children", "plant sy'n derbyn gofal"),
    ("RSG", "revenue support grant", "grant cynnal refeniw"),
    ("MTFP", "medium term financial plan", "cynllun ariannol tymor canolig"),
    ("ALN", "additional learning needs", "anghenion dysgu ychwanegol"),
    ("NRW", "Natural Resources Wales", "Cyfoeth Naturiol Cymru"),
    ("LDP", "local development plan", "cynllun datblygu lleol"),
    ("WESP", "Welsh in education strategic plan", "cynllun strategol Cymraeg mewn addysg"),
)
ENGLISH = (  # noqa: SIM905 - as a list it would be a page long
    "report members service council budget school road house care plan year work people community cost scheme grant review officer site park "
    "library bus street tree waste water flood market harbour bridge path club centre building heating roof repair staff pupil parent foster "
    "teacher nurse tenant landlord rent farm field river beach tourism business job training apprentice digital website phone letter petition "
    "complaint inspection audit risk register target performance quarter saving pressure forecast reserve borrowing contract tender supplier "
    "policy strategy consultation response survey evidence figure table appendix recommendation deadline progress delay change increase "
    "reduction proposal option condition application permission licence appeal hearing objection visit traffic speed parking crossing lighting "
    "cemetery playground allotment museum theatre festival carnival twinning award grass verge hedge drain gully pothole litter recycling"
).split()
VERBS = [
    "noted",
    "asked",
    "explained",
    "reported",
    "welcomed",
    "questioned",
    "thanked",
    "reminded",
    "told",
    "suggested",
    "warned",
    "presented",
    "outlined",
]
SMALL = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "for",
    "on",
    "with",
    "by",
    "from",
    "at",
    "was",
    "were",
    "had",
    "would",
    "which",
    "not",
    "it",
    "this",
    "as",
    "be",
]
WELSH = (  # noqa: SIM905
    "adroddiad aelodau gwasanaeth cyngor cyllideb ysgol ffordd gofal cynllun blwyddyn gwaith pobl cymuned cost grant adolygiad swyddog safle "
    "parc llyfrgell stryd coeden gwastraff marchnad harbwr pont llwybr clwb canolfan adeilad gwres to trwsio staff disgybl rhiant athro nyrs "
    "tenant rhent fferm cae afon traeth twristiaeth busnes swydd hyfforddiant gwefan llythyr deiseb cwyn arolygiad archwiliad risg cofrestr "
    "targed perfformiad chwarter arbedion pwysau rhagolwg benthyca contract polisi strategaeth ymgynghoriad ymateb arolwg tystiolaeth ffigur "
    "tabl atodiad argymhelliad cynnydd oedi newid cynnig amod cais caniatâd trwydded apêl gwrandawiad ymweliad traffig cyflymder parcio goleuo"
).split()
WELSH_SMALL = [
    "y",
    "yr",
    "a",
    "ac",
    "o",
    "i",
    "yn",
    "ar",
    "am",
    "gan",
    "wedi",
    "bod",
    "bydd",
    "oedd",
    "nad",
    "hyn",
    "ei",
    "eu",
    "sydd",
    "ond",
    "neu",
]
STARTS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "gl",
    "h",
    "ll",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "w",
    "gwyn",
    "pen",
    "aber",
    "car",
)
MIDDLES = ("a", "e", "i", "o", "u", "y", "ae", "ei", "ia", "oe", "wy", "ea")
ENDS = (
    "n",
    "r",
    "l",
    "th",
    "nd",
    "rth",
    "m",
    "s",
    "dd",
    "ch",
    "ston",
    "ford",
    "ley",
    "fan",
    "las",
    "gan",
    "wen",
    "bury",
    "ton",
)


class Writer:
    """Writes the minutes, one after the other."""

    def __init__(self, seed: int) -> None:
        """Make up the words that all minutes share."""
        self.random = random.Random(seed)  # noqa: S311 - nothing here is secret
        rare = sorted({self.make_name() for _ in range(9000)})
        self.random.shuffle(rare)
        self.words = {"en": [*ENGLISH, *rare], "cy": [*WELSH, *rare[:3000]]}
        self.weights = {
            lang: list(accumulate(1 / (n + 8) for n in range(len(all)))) for lang, all in self.words.items()
        }
        self.people = [f"{self.make_name().title()} {self.make_name().title()}" for _ in range(90)]

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

    def write_sentence(self, lang: str, local: Sequence[str]) -> str:
        """Return a sentence of 8 to 26 words, 45 in 100 of them small."""
        random, small = self.random, SMALL if lang == "en" else WELSH_SMALL
        words = [
            random.choice(small) if random.random() < 0.45 else word for word in self.pick(lang, random.randint(8, 26))
        ]
        if random.random() < 0.25:
            words.insert(random.randrange(len(words)), random.choice(local).title())
        if random.random() < 0.15:
            words.insert(random.randrange(1, len(words)), random.choice(TERMS)[0])
        if random.random() < 0.2:
            words.insert(random.randrange(1, len(words)), f"£{random.randint(1, 990)},000")
        if lang == "en" and random.random() < 0.4:
            words = ["Cllr", *random.choice(self.people).split(), random.choice(VERBS), "that", *words]
        return " ".join((words[0][:1].upper() + words[0][1:], *words[1:])) + "."

    def write_minutes(self, lang: str, items: int) -> str:
        """Return the words of one meeting."""
        random = self.random
        local = [self.make_name() for _ in range(6)]
        lines: list[str] = []
        for number in range(1, items + 1):
            title = " ".join(self.pick(lang, random.randint(2, 6))).capitalize()
            lines += [f"## {number}. {title}", ""]
            for _ in range(random.randint(2, 4)):
                lines += [" ".join(self.write_sentence(lang, local) for _ in range(random.randint(1, 3))), ""]
            if random.random() < 0.7:
                word = "RESOLVED" if lang == "en" else "PENDERFYNWYD"
                lines += [f"{word}: {self.write_sentence(lang, local).lower()}", ""]
            if lang == "en" and random.random() < 0.3:
                lines += [f"ACTION: {random.choice(self.people)} to {self.write_sentence(lang, local).lower()}", ""]
        return "\n".join(lines)


def make_council(target: Path, meetings: int, seed: int = 1) -> None:
    """Write the council's folder. Raises FileExistsError where there is one already."""
    writer = Writer(seed)
    content = target / "content"
    content.mkdir(parents=True)
    (content / "site.yml").write_text("name: Made-up council\nlanguages: [en, cy]\nmade_up: yes\n", encoding="utf-8")
    names = "".join(f"{body}:\n  name: {body.replace('-', ' ').title()}\n  kind: other\n" for body in BODIES)
    (content / "bodies.yml").write_text(names, encoding="utf-8")
    people = "".join(f"{name.lower().replace(' ', '-')}:\n  name: {name}\n" for name in sorted(set(writer.people)))
    (content / "people.yml").write_text(people, encoding="utf-8")
    terms = "".join(f'{letters}:\n  en: {words}\n  cy: "{welsh}"\n' for letters, words, welsh in TERMS)
    (target / "glossary.yml").write_text(terms, encoding="utf-8")
    for body in BODIES:
        (content / body).mkdir()
    for number in range(meetings):
        body = BODIES[number % len(BODIES)]
        day = date(2026, 11, 10) - timedelta(days=(number // len(BODIES)) * 5 + number % 5)
        present = ", ".join(sorted(set(writer.random.choices(writer.people, k=12))))
        front = f"---\nstatus: held\nminutes: approved\npresent: [{present}]\n---\n\n"
        items = max(3, round(writer.random.gauss(12, 3)))
        (content / body / f"{day}.md").write_text(front + writer.write_minutes("en", items), encoding="utf-8")
        if number % 10 == 9:
            (content / body / f"{day}.cy.md").write_text(writer.write_minutes("cy", items), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--meetings", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parsed = parser.parse_args()
    make_council(parsed.target, parsed.meetings, parsed.seed)

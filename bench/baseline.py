"""Fixed work to measure builds against: each file of minutes parsed, made a page, and its words listed, by libraries alone.

    python -m bench.baseline FROM TO

In: FROM, a council's folder; TO, a folder that is not there yet. Out: a page a file and a list of words, over and over until standard input ends; for
each time a line with the clock's seconds at its end (time.monotonic) and the processor's seconds that it took. Nothing of the program is in it, so it
costs the same whatever becomes of the program; only the versions of the pinned libraries change it.
"""

from __future__ import annotations

import json
import re
import select
import sys
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import yaml
from jinja2 import Environment
from markdown_it import MarkdownIt

TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><nav><ul>{% for heading in headings %}<li>{{ loop.index }} {{ heading }}</li>{% endfor %}</ul></nav>
<p>{% for name in present %}<span>{{ name }}</span>{% if not loop.last %}, {% endif %}{% endfor %}</p>
<main>{{ record|safe }}</main></body></html>
"""
_WORD = re.compile(r"[^\W_]+")


def work(source: Path, target: Path) -> None:
    """Do it once."""
    parser = MarkdownIt("commonmark")
    template = Environment(autoescape=True).from_string(TEMPLATE)
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    target.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted((source / "content").glob("*/*.md"))):
        front, _, words = path.read_text(encoding="utf-8").rpartition("\n---\n")
        facts = yaml.load(front.removeprefix("---"), yaml.CSafeLoader) or {}
        tokens = parser.parse(words)
        headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
        record = parser.renderer.render(tokens, parser.options, {})
        page = template.render(title=path.stem, headings=headings, present=facts.get("present", ()), record=record)
        for at, word in enumerate(_WORD.findall(words)):
            places[word.lower()].append((number, at))
        (target / f"{number}.html").write_text(page, encoding="utf-8")
    (target / "words.json").write_text(json.dumps(places, sort_keys=True), encoding="utf-8")


def main(source: Path, target: Path) -> None:
    """Do it until nobody asks any more."""
    while not select.select([sys.stdin], [], [], 0)[0]:
        start = time.process_time()
        work(source, target)
        print(time.monotonic(), time.process_time() - start, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

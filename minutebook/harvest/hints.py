"""What `check` says of letters that nobody explains, where the minutes hold the words somewhere: the very line to add.

In: the faults that were found, the register, the uses. Out: the same faults, some of them in better words. It adds and takes away none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minutebook.acronyms import UNEXPLAINED, count_places
from minutebook.diagnostics import Diagnostic, Location
from minutebook.glossing import Glossed
from minutebook.harvest.findings import Proposal
from minutebook.harvest.proposals import make_entry, propose
from minutebook.harvest.sightings import gather
from minutebook.harvest.tracing import Spot
from minutebook.model import Register
from minutebook.termfile import write_entry


def add_lines(
    diagnostics: Iterable[Diagnostic],
    register: Register,
    glossed: Glossed,
) -> tuple[Diagnostic, ...]:
    """Return `diagnostics`, where those of unexplained letters give the words that the minutes have for them.

    Letters with several meanings keep their message: a clerk has to choose, and `build.py glossary` shows them all.
    """
    known = tuple(diagnostics)
    if not any(one.rule is UNEXPLAINED for one in known):
        return known
    gathered = gather(register, glossed)
    better: dict[Location, str] = {}
    for proposal in propose(register, gathered):
        spots = gathered.unexplained.get(proposal.letters)
        if spots and len(proposal.meanings) == 1 and not proposal.known:
            place = spots[0].place
            if place.column:  # else other letters might stand there as well
                better[place] = _word(proposal, spots, register.site.languages[0])
    return tuple(
        replace(one, message=better[one.location]) if one.rule is UNEXPLAINED and one.location in better else one
        for one in known
    )


def _word(proposal: Proposal, spots: Sequence[Spot], lang: str) -> str:
    count = count_places([spot.place.path for spot in spots])
    words = proposal.meanings[0].texts[0]
    lines = write_entry(make_entry(proposal), lang).rstrip("\n").splitlines()
    line = lines[0] if len(lines) == 1 else f"{proposal.letters}: {words.words}"
    return (
        f'Nobody explains "{proposal.letters}" where it stands{count}, so readers have to look it up. '
        f"The minutes say what it stands for in {words.trace.places[0]}. Add to glossary.yml: {line}"
    )

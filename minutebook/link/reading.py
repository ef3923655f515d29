"""From files to the register: what an earlier build kept is used where it is certain to be the same, all else is read and linked.

In: the root, its sources, git's history, and what was kept. Out: the register, every fault of reading and linking, and a digest of each meeting.
The outcome is the same with and without what was kept.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from minutebook.cache import Store
from minutebook.codec import UnreadableError
from minutebook.diagnostics import Diagnostic
from minutebook.history import History
from minutebook.link.asked import answer_name
from minutebook.link.council import Council, link_council
from minutebook.link.drafting import ReadMeeting, read_meetings
from minutebook.link.inquiry import answer
from minutebook.link.joining import Grounds, LinkedMeeting
from minutebook.link.kept import (
    KeptMeeting,
    digest_grounds,
    digest_inputs,
    digest_names,
    read_meeting,
    renew,
)
from minutebook.link.many import Made, Task, link_meetings
from minutebook.link.register import Setting, find_grounds, keep_known, link_others, make_register, set_up
from minutebook.link.world import World, group_documents
from minutebook.load import Archive, LoadedMeeting, MeetingFiles, add_minutes, load_council
from minutebook.model import Register
from minutebook.sources import Source

TABLE = "meetings"
"""Of the store: a meeting by its key."""

Note = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Linked:
    """The whole archive, read and linked."""

    register: Register | None
    """None where errors leave nothing to stand on."""
    faults: tuple[Diagnostic, ...]
    """Those of single files, and those between files."""
    archive: Archive
    """What the files say, without the minutes."""
    digests: Mapping[str, str]
    """Of what the register holds of each meeting, by its key; nothing where nothing is kept."""
    outlines: Mapping[str, str]
    """Digests of what each meeting says to pages of others, likewise."""
    kept: frozenset[str]
    """Keys of the meetings that were neither read nor linked, since an earlier build's values hold."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is read before any minutes, and how these are to be read."""

    root: Path
    archive: Archive
    """Without minutes."""
    council: Council
    grounds: Grounds
    faults: tuple[Diagnostic, ...]
    meetings: Sequence[MeetingFiles]
    documents: Mapping[str, Sequence[tuple[str, int]]]
    """Of the folder of each meeting, by its key."""
    inputs: Mapping[str, str]
    """Digests of what each meeting is made from, by its key; nothing where nothing is kept."""
    people: str
    """The digest of all names in the council's files."""
    drafts: bool
    jobs: int
    note: Note | None


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All meetings, and what they are to be linked against."""

    setting: Setting | None
    drafts: Mapping[str, ReadMeeting]
    kept: Mapping[str, tuple[KeptMeeting, LinkedMeeting]]
    """Those whose values hold."""
    faults: tuple[Diagnostic, ...]
    """Those of no meeting that is published."""


def read_register(
    root: Path,
    sources: Sequence[Source],
    history: History,
    find_today: Callable[[str], date],
    *,
    drafts: bool = False,
    jobs: int = 1,
    store: Store | None = None,
    note: Note | None = None,
) -> Linked:
    """Return the register of a council's folder, read by `jobs` processes.

    `find_today` gives the day in a time zone. With `drafts`, what says `publish: no` is in the register too. `note` is told how many meetings have
    been read, and of how many. What is written to the store holds when it is committed.
    """
    with _without_collecting():
        ground = _read_council(root, sources, drafts=drafts, jobs=jobs, note=note, keeps=store is not None)
        kept = _find_kept(ground, store) if store is not None else {}
        gathered = _gather(ground, kept) or _gather(ground, {})
        if gathered is None:
            raise RuntimeError("what nothing is kept of cannot differ from what was kept")
        return _link_all(ground, gathered, store, history, find_today(ground.archive.timezone))


def _read_council(
    root: Path, sources: Sequence[Source], *, drafts: bool, jobs: int, note: Note | None, keeps: bool
) -> _Ground:
    ground = load_council(root, sources)
    archive = ground.archive
    council, faults = link_council(archive)
    documents = group_documents(archive)
    grounds = find_grounds(council)
    stamp = digest_grounds(grounds)
    inputs = {one.key: digest_inputs(one, documents.get(one.key, ()), stamp) for one in ground.meetings if keeps}
    found = (*archive.faults, *faults)
    return _Ground(
        root=root,
        archive=archive,
        council=council,
        grounds=grounds,
        faults=found,
        meetings=ground.meetings,
        documents=documents,
        inputs=inputs,
        people=digest_names(council),
        drafts=drafts,
        jobs=jobs,
        note=note,
    )


def _find_kept(ground: _Ground, store: Store) -> dict[str, KeptMeeting]:
    """Return what is kept of the meetings whose files are the same, by key."""
    kept = {}
    for key, data in store.iterate(TABLE):
        if key in ground.inputs and (found := read_meeting(data, ground.inputs[key], ground.people)) is not None:
            kept[key] = found
    return kept


def _gather(ground: _Ground, kept: Mapping[str, KeptMeeting]) -> _Gathered | None:
    """Read what is not kept, and ask whether all that is kept still holds.

    None where a file was changed while this went on, so that its meeting is no more what the others were told that it is.
    """
    drafts, others = _read_meetings(ground, [one for one in ground.meetings if one.key not in kept])
    exports = {key: one.exports for key, one in drafts.items()} | {key: one.face.exports for key, one in kept.items()}
    archive = add_minutes(ground.archive, others)
    _, faults = keep_known(archive, ground.council)
    faults.extend(fault for one in others for fault in one.faults)
    ordered = [exports[one.key] for one in ground.meetings if one.key in exports]
    setting, found = set_up(archive, ground.council, ordered, drafts=ground.drafts)
    faults.extend(found)
    holding: dict[str, tuple[KeptMeeting, LinkedMeeting]] = {}
    for key, one in kept.items():
        if setting is not None and (values := _recall(one, setting.world)) is not None:
            holding[key] = (one, values)
    again, _ = _read_meetings(ground, [one for one in ground.meetings if one.key in kept and one.key not in holding])
    if len(again) + len(holding) < len(kept) or any(one.exports != exports[key] for key, one in again.items()):
        return None
    drafts |= again
    hidden = setting.hidden if setting is not None else drafts.keys()
    faults.extend(fault for key, one in drafts.items() if key in hidden for fault in one.faults)
    return _Gathered(setting, drafts, holding, tuple(faults))


def _read_meetings(
    ground: _Ground, meetings: Sequence[MeetingFiles]
) -> tuple[dict[str, ReadMeeting], list[LoadedMeeting]]:
    """Return meetings up to their drafts by key, and what was read of those that are none."""
    drafts: dict[str, ReadMeeting] = {}
    others: list[LoadedMeeting] = []
    bodies, languages = ground.council.bodies, ground.archive.languages
    for one in read_meetings(ground.root, meetings, languages, bodies, jobs=ground.jobs, note=ground.note):
        if isinstance(one, ReadMeeting):
            drafts[one.exports.key] = one
        else:
            others.append(one)
    return drafts, others


def _recall(kept: KeptMeeting, world: World) -> LinkedMeeting | None:
    """Return the values of a kept meeting, if all that it asked is answered the same now."""
    own = kept.face.exports
    if any(answer(world, (door, what), own.key) != given for door, what, given in kept.face.asked):
        return None
    try:
        if not kept.same_names and any(
            answer_name(world.directory, (door, what), own.body, own.date) != given
            for door, what, given in kept.list_names()
        ):
            return None
        return kept.read()
    except UnreadableError:
        return None


def _link_all(ground: _Ground, gathered: _Gathered, store: Store | None, history: History, today: date) -> Linked:
    found = [*ground.faults, *gathered.faults]
    if (setting := gathered.setting) is None:
        return Linked(None, tuple(found), ground.archive, {}, {}, frozenset())
    fresh = [one for key, one in gathered.drafts.items() if key not in setting.hidden]
    task = Task(fresh, ground.grounds, setting.world, setting.documents, ground.inputs, ground.people)
    holding = set(gathered.kept)
    made = {one.linked.meeting.key: one for one in _keep(link_meetings(task, jobs=ground.jobs), store, holding)}
    if store is not None:
        _renew(gathered.kept, store, ground.people)
        # Nothing stays of what was withdrawn, nor of what may not be kept this time.
        store.keep_only(TABLE, holding, scrubs=True)
    values = {key: one.linked for key, one in made.items()} | {key: one for key, (_, one) in gathered.kept.items()}
    linked = [values[one.key] for one in ground.meetings if one.key in values]
    found.extend(fault for one in linked for fault in one.faults)
    records = {record.key: record for one in linked for record in one.records}
    others, faults = link_others(ground.archive, ground.council, setting, records)
    faces = {key: one.face for key, one in made.items() if one.face is not None}
    faces |= {key: one.face for key, (one, _) in gathered.kept.items()}
    register = make_register(
        ground.council,
        others,
        {one.meeting.key: one.meeting for one in linked},
        records,
        {path: prose for one in linked for path, prose in one.prose.items()},
        published=chain.from_iterable(
            faces[one.meeting.key].published if one.meeting.key in faces else one.list_published() for one in linked
        ),
        history=history,
        today=today,
    )
    return Linked(
        register,
        (*found, *faults),
        ground.archive,
        {key: face.digest for key, face in faces.items()},
        {key: face.outline for key, face in faces.items()},
        frozenset(gathered.kept),
    )


def _keep(made: Iterable[Made], store: Store | None, holding: set[str]) -> Iterator[Made]:
    """Write meetings to the store as they are linked, as far as they may be kept, and note their keys; hold the bytes of none."""
    for one in made:
        if store is not None and one.data:
            store.write(TABLE, one.linked.meeting.key, one.data)
            holding.add(one.linked.meeting.key)
        yield replace(one, data=b"")


def _renew(kept: Mapping[str, tuple[KeptMeeting, LinkedMeeting]], store: Store, people: str) -> None:
    """Let the next build know that names of kept meetings were asked for again, and mean the same."""
    for key in (key for key, (one, _) in kept.items() if not one.same_names):
        if (data := store.read(TABLE, key)) is not None:
            store.write(TABLE, key, renew(data, people))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile, nor ever after in what is made here: nearly all of it is there to stay, and would be looked through in vain."""
    collects = gc.isenabled()
    gc.unfreeze()  # of an earlier build, which `serve` has behind it
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()

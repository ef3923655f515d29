"""What a clerk may have meant by a key that the format does not know. In: the key and its place. Out: words for a message."""

from __future__ import annotations

from difflib import get_close_matches

from minutebook.schema.faults import shorten

_OTHER_WORDS = {
    "amser": "time", "start": "time from", "starts": "time", "start_time": "time", "began": "time", "begins": "time",
    "finish": "ended", "finished": "ended", "end": "ended to", "ends": "ended", "end_time": "ended", "closed": "ended",
    "location": "place", "venue": "place", "where": "place", "room": "place", "lle": "place", "lleoliad": "place",
    "attendees": "present", "attendance": "present", "members": "present memberships", "presennol": "present",
    "councillors": "present", "online": "remote", "virtual": "remote", "o_bell": "remote", "absence": "apologies",
    "apology": "apologies", "ymddiheuriadau": "apologies", "absentees": "absent", "absennol": "absent",
    "in_attendance": "attending", "officers": "attending", "also_present": "attending", "guests": "attending",
    "visitors": "attending", "yn_bresennol": "present", "hefyd_yn_bresennol": "attending",
    "chairman": "chair", "chairperson": "chair", "cadeirydd": "chair",
    "heading": "title", "subject": "title", "teitl": "title", "name": "title", "title": "name", "video": "recording",
    "webcast": "recording", "draft": "minutes", "approval": "approved", "approved_on": "approved", "joint": "with",
    "glossary": "terms", "acronyms": "terms", "topic": "matter", "tag": "matter", "tags": "matter", "public_present": "public",
    "published": "publish", "hide": "publish", "hidden": "publish", "state": "status", "dyddiad": "date", "day": "date",
    "when": "date due time", "deadline": "due", "by": "due", "owners": "owner", "who": "owner", "responsible": "owner",
    "action": "do", "task": "do", "what": "do", "proposed": "moved", "proposer": "moved", "mover": "moved", "vote": "votes",
    "seconder": "seconded", "reason": "reasons", "decision": "text", "website": "url", "link": "url", "address": "url contact",
    "email": "contact", "e-mail": "contact", "phone": "contact", "type": "kind", "description": "about", "summary": "about",
    "language": "languages", "lang": "languages", "fictional": "made_up", "time_zone": "timezone", "colours": "key",
    "aliases": "also", "alias": "also", "also_known_as": "also", "posts": "offices", "positions": "offices",
    "committees": "memberships", "comment": "note", "comments": "note", "notes": "note", "updates": "history",
    "since": "from", "until": "to", "from": "since", "to": "until", "position": "role office",
}  # fmt: skip
"""Words that people use where the format has another; where there are several, the first that fits."""


def explain_key(key: str, value: str, what: str, keys: tuple[str, ...]) -> str:
    """Return what to say of the unknown `key` of `what` (`a meeting`), which may have `keys`."""
    meant = find_key(key, keys)
    line = f"{meant}: {shorten(value)}" if meant and value else f"{meant}:" if meant else ""
    if meant and "\u00a0" in key and key.replace("\u00a0", " ").strip() == meant:
        return f'A no-break space, as Word makes them, stands beside "{meant}". Type this line anew: {line}'
    if meant:
        return f'"{shorten(key)}" is no key of {what}. Did you mean "{meant}"? Write: {line}'
    return f'"{shorten(key)}" is no key of {what}, so it would be shown nowhere. There are: {", ".join(keys)}.'


def find_key(key: str, keys: tuple[str, ...]) -> str | None:
    """Return the one of `keys` that was meant, or None."""
    plain = key.strip().casefold().replace(" ", "_").replace("-", "_")
    if plain in keys:
        return plain
    for other in _OTHER_WORDS.get(plain, "").split():
        if other in keys:
            return other
    near = get_close_matches(plain, keys, 1, 0.7)
    return near[0] if near else None

"""The words of a record as lists show them.

In: a record. Out: its words in the language of the page, with the names of its references, whole or cut short.
"""

from __future__ import annotations

from dataclasses import replace

from minutebook.model import Record, RecordText
from minutebook.pages.context import Context
from minutebook.pages.targets import put_names


def find_text(context: Context, record: Record) -> RecordText:
    """Return a record's words in the page's language, be they only in a block of other minutes, else in the first in which it stands."""
    text = next((text for text in record.texts if text.lang == context.lang), record.texts[0])
    if text.lang != context.lang and (words := dict(record.also).get(context.lang)):
        text = replace(text, text=words, said=context.lang)
    lang = text.said or text.lang
    return replace(text, text=put_names(context, text.text, record.meeting, lang), lang=lang)


def shorten(text: str, length: int) -> str:
    """Return a text, cut behind a word where it is longer than `length` characters, with an ellipsis then."""
    if len(text) <= length:
        return text
    cut = text[: length + 1].rpartition(" ")[0] or text[:length]
    return cut.rstrip(" ,;:.–-") + " …"

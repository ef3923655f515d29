"""The words of a record as lists show them.

In: a record. Out: its words in the language of the page, whole or cut short.
"""

from __future__ import annotations

from minutebook.model import Record, RecordText
from minutebook.pages.context import Context


def find_text(context: Context, record: Record) -> RecordText:
    """Return a record's words in the page's language, else in the first in which it stands."""
    return next((text for text in record.texts if text.lang == context.lang), record.texts[0])


def shorten(text: str, length: int) -> str:
    """Return a text, cut behind a word where it is longer than `length` characters, with an ellipsis then."""
    if len(text) <= length:
        return text
    cut = text[: length + 1].rpartition(" ")[0] or text[:length]
    return cut.rstrip(" ,;:.–-") + " …"

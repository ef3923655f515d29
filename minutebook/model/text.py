"""Texts that differ by language, and dates that are less than a day or more: values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in one or more languages; never empty."""

    by_lang: tuple[tuple[str, str], ...]
    """Pairs of language code and text, the site's first language first where it is there."""

    def get(self, lang: str) -> str | None:
        """Return the text in `lang`, or None where it was not given."""
        for code, text in self.by_lang:
            if code == lang:
                return text
        return None

    def best(self, lang: str) -> tuple[str, str]:
        """Return the text in `lang`, else in the first language given, and the code of what was returned."""
        text = self.get(lang)
        return (text, lang) if text is not None else (self.by_lang[0][1], self.by_lang[0][0])

    @property
    def first(self) -> str:
        """The text in the first language given."""
        return self.by_lang[0][1]


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day, a month, a year, or a range of them, as a clerk wrote it (ISO 8601 where it is certain)."""

    first: date
    """The first day meant."""
    last: date
    """The last day meant; equal to `first` for a single day."""
    text: str
    """What was written."""
    standard: bool = True
    """Whether it was written in one of the forms of the format (`2023-04-18`, `2023-04`, `2023`, `a/b`)."""

    @property
    def is_day(self) -> bool:
        """Whether one day is meant."""
        return self.first == self.last

"""The front matter of plain pages: content/pages/<slug>.md."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from minutebook.schema.base import RawModel
from minutebook.schema.kinds import Local, Number, YesNo, one_of


class RawPage(RawModel):
    """The front matter of a plain page."""

    title_for_clerks: ClassVar[str] = "a page"

    title: Local = None
    """Its title; else its first heading."""
    menu: Annotated[Literal["header", "footer", "none"] | None, *one_of("header", "footer", "none")] = None
    """Where it is linked from."""
    order: Number = None
    """Its place in the menu; small numbers first."""
    publish: YesNo = None
    """`no` keeps it out of the site."""
